//! The inputs of commands about what the scheduler of a service may do.

use alloc::vec::Vec;

use crate::{ClusterId, TaskId};

/// The input of `UpdateTaskProtection`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateTaskProtection {
    /// `cluster`.
    pub cluster: ClusterId,
    /// `tasks`, 1 to 10.
    pub tasks: Vec<TaskId>,
    /// `protectionEnabled`.
    pub protection_enabled: bool,
    /// `expiresInMinutes`, 1 to 2,880; absent 120.
    pub expires_in_minutes: Option<u32>,
}
