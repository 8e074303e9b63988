//! The account around Amazon ECS, as far as tasks feel it: what roles may do, which secrets and log groups there are.
//!
//! Whatever nobody has spoken of is as it should be: a role may do everything, a secret and a log group are there.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;

use crate::event::EventKind;
use crate::limits::{ACCOUNT_ENTRIES_MAX, ACCOUNT_NAME_MAX};
use crate::table::{Map, Set};
use crate::{Rejection, Response, World};

/// The role of every container instance.
pub const INSTANCE_ROLE: &str = "ecsInstanceRole";

/// What is not as it should be, or was said to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What the roles may do of which somebody has spoken, by name.
    pub roles: Map<String, Set<Permission>>,
    /// Secrets that are not there, by ARN or name.
    pub missing_secrets: Set<String>,
    /// Log groups that are not there, by name.
    pub missing_log_groups: Set<String>,
}

/// Something that a role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// Pull private images of Amazon ECR.
    PullImages,
    /// Read secrets and parameters.
    ReadSecrets,
    /// Write to log groups.
    WriteLogs,
    /// Create log groups.
    CreateLogGroups,
    /// What the application in a container does with AWS.
    CallAws,
}

impl Permission {
    /// Every permission.
    pub const ALL: &[Self] = &[
        Self::PullImages,
        Self::ReadSecrets,
        Self::WriteLogs,
        Self::CreateLogGroups,
        Self::CallAws,
    ];

    /// Their names in scripts.
    pub const NAMES: &[&'static str] = &[
        "pullImages",
        "readSecrets",
        "writeLogs",
        "createLogGroups",
        "callAws",
    ];

    /// Its name in scripts.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// A change of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// From now on a role may do this and nothing else.
    SetRole {
        /// Its name or ARN.
        role: String,
        /// What it may do.
        allows: Set<Permission>,
    },
    /// A secret is there.
    PutSecret {
        /// Its ARN or name, as `valueFrom` has it.
        secret: String,
    },
    /// A secret is not there any more.
    DeleteSecret {
        /// Its ARN or name, as `valueFrom` has it.
        secret: String,
    },
    /// A log group is there.
    CreateLogGroup {
        /// Its name.
        name: String,
    },
    /// A log group is not there any more.
    DeleteLogGroup {
        /// Its name.
        name: String,
    },
}

impl Account {
    /// Whether a role may do something; without a role nobody may.
    pub fn allows(&self, role: Option<&str>, permission: Permission) -> bool {
        role.is_some_and(|role| {
            let known = self.roles.get(role_name(role));
            known.is_none_or(|allows| allows.contains(&permission))
        })
    }

    /// Whether there is a secret.
    pub fn has_secret(&self, value_from: &str) -> bool {
        let name = String::from(secret_name(value_from));
        !self.missing_secrets.contains(&name)
    }

    /// Whether there is a log group.
    pub fn has_log_group(&self, name: &str) -> bool {
        !self.missing_log_groups.contains(&String::from(name))
    }
}

/// The name of a role that is given by its name or its ARN.
pub(crate) fn role_name(role: &str) -> &str {
    role.rsplit('/').next().unwrap_or(role)
}

/// The secret without the key and the version that `valueFrom` may ask for.
pub fn secret_name(value_from: &str) -> &str {
    if !value_from.contains(":secretsmanager:") {
        return value_from;
    }
    match value_from.match_indices(':').nth(6) {
        Some((end, _)) => &value_from[..end],
        None => value_from,
    }
}

impl World {
    /// The account around Amazon ECS.
    pub fn account(&self) -> &Account {
        &self.account
    }

    pub(crate) fn change_account(&mut self, change: AccountChange) -> Result<Response, Rejection> {
        match change {
            AccountChange::SetRole { role, allows } => {
                let role = check_name(role_name(&role))?;
                let known = &self.account.roles;
                check_room(known.len(), known.contains_key(&role))?;
                let account = Arc::make_mut(&mut self.account);
                account.roles.insert(role.clone(), allows);
                self.emit(EventKind::RoleChanged(role));
                self.end_regimes();
            }
            AccountChange::PutSecret { secret } => self.change_secret(&secret, true)?,
            AccountChange::DeleteSecret { secret } => self.change_secret(&secret, false)?,
            AccountChange::CreateLogGroup { name } => self.change_log_group(&name, true)?,
            AccountChange::DeleteLogGroup { name } => self.change_log_group(&name, false)?,
        }
        Ok(Response::Done)
    }

    fn change_secret(&mut self, secret: &str, exists: bool) -> Result<(), Rejection> {
        let secret = check_name(secret_name(secret))?;
        let missing = &mut Arc::make_mut(&mut self.account).missing_secrets;
        set_missing(missing, &secret, !exists)?;
        self.emit(EventKind::SecretChanged { secret, exists });
        Ok(())
    }

    pub(crate) fn change_log_group(&mut self, name: &str, exists: bool) -> Result<(), Rejection> {
        let name = check_name(name)?;
        let missing = &mut Arc::make_mut(&mut self.account).missing_log_groups;
        set_missing(missing, &name, !exists)?;
        self.emit(EventKind::LogGroupChanged { name, exists });
        Ok(())
    }

    /// AWS's words for a call that a role may not make; `session` is who has taken the role on.
    pub(crate) fn denied(
        &self,
        role: Option<&str>,
        session: &str,
        action: &str,
        resource: &str,
    ) -> String {
        let Some(role) = role else {
            return String::from("NoCredentialProviders: no valid providers in chain");
        };
        let (account, role) = (&self.start.account, role_name(role));
        format!(
            "AccessDeniedException: User: arn:aws:sts::{account}:assumed-role/{role}/{session} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action"
        )
    }
}

fn check_name(name: &str) -> Result<String, Rejection> {
    if name.is_empty() || name.len() > ACCOUNT_NAME_MAX {
        return Err(Rejection::playground(format!(
            "Roles, secrets and log groups have names of 1 to {ACCOUNT_NAME_MAX} characters."
        )));
    }
    Ok(name.into())
}

fn check_room(count: usize, is_known: bool) -> Result<(), Rejection> {
    if is_known {
        return Ok(());
    }
    Rejection::unless_below("roles, secrets or log groups", count, ACCOUNT_ENTRIES_MAX)
}

fn set_missing(
    missing: &mut Set<String>,
    name: &String,
    is_missing: bool,
) -> Result<(), Rejection> {
    if is_missing {
        check_room(missing.len(), missing.contains(name))?;
        missing.insert(name.clone());
    } else {
        missing.remove(name);
    }
    Ok(())
}
