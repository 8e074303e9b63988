//! Why a command was refused: AWS's exception name and message.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::{BalancingException, RuleSet};

/// A refusal, in AWS's words where AWS has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The exception that the API would answer with.
    pub exception: Exception,
    /// Its message.
    pub message: String,
    /// The rules of Amazon ECS that it rests on.
    pub rules: RuleSet,
    /// `resourceIds` of a `ConflictException`: the ARNs of what is there already.
    pub resource_ids: Vec<String>,
}

/// AWS's exception names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// `ClientException`: the request is wrong or not allowed now.
    Client,
    /// `InvalidParameterException`: one parameter is wrong.
    InvalidParameter,
    /// `ClusterNotFoundException`.
    ClusterNotFound,
    /// `ClusterContainsServicesException`.
    ClusterContainsServices,
    /// `ClusterContainsContainerInstancesException`.
    ClusterContainsContainerInstances,
    /// `ClusterContainsTasksException`.
    ClusterContainsTasks,
    /// `ServiceNotFoundException`.
    ServiceNotFound,
    /// `ServiceDeploymentNotFoundException`.
    ServiceDeploymentNotFound,
    /// `TaskSetNotFoundException`.
    TaskSetNotFound,
    /// `ConflictException`: a client token was used for another request.
    Conflict,
    /// `ServiceNotActiveException`.
    ServiceNotActive,
    /// `LimitExceededException`: a quota of AWS, or a bound of this simulator.
    LimitExceeded,
    /// `AttributeLimitExceededException`: one custom attribute too many.
    AttributeLimitExceeded,
    /// `TargetNotFoundException`: the resource of an attribute is not there.
    TargetNotFound,
    /// What Elastic Load Balancing answers.
    Balancing(BalancingException),
    /// A refusal that AWS does not have: the command is about the playground itself.
    Playground,
}

impl Exception {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "ClientException",
            Self::InvalidParameter => "InvalidParameterException",
            Self::ClusterNotFound => "ClusterNotFoundException",
            Self::ClusterContainsServices => "ClusterContainsServicesException",
            Self::ClusterContainsContainerInstances => "ClusterContainsContainerInstancesException",
            Self::ClusterContainsTasks => "ClusterContainsTasksException",
            Self::ServiceNotFound => "ServiceNotFoundException",
            Self::ServiceDeploymentNotFound => "ServiceDeploymentNotFoundException",
            Self::TaskSetNotFound => "TaskSetNotFoundException",
            Self::Conflict => "ConflictException",
            Self::ServiceNotActive => "ServiceNotActiveException",
            Self::LimitExceeded => "LimitExceededException",
            Self::AttributeLimitExceeded => "AttributeLimitExceededException",
            Self::TargetNotFound => "TargetNotFoundException",
            Self::Balancing(exception) => exception.name(),
            Self::Playground => "PlaygroundException",
        }
    }
}

impl Rejection {
    /// A refusal with this exception and message.
    pub fn new(exception: Exception, message: impl Into<String>) -> Self {
        Self {
            exception,
            message: message.into(),
            rules: RuleSet::EMPTY,
            resource_ids: Vec::new(),
        }
    }

    /// The same refusal, resting on these rules.
    #[must_use]
    pub(crate) fn by(mut self, rules: impl Into<RuleSet>) -> Self {
        self.rules.unite(rules.into());
        self
    }

    /// `ClientException`.
    pub(crate) fn client(message: impl Into<String>) -> Self {
        Self::new(Exception::Client, message)
    }

    /// `InvalidParameterException`.
    pub(crate) fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new(Exception::InvalidParameter, message)
    }

    /// What Elastic Load Balancing answers.
    pub(crate) fn balancing(exception: BalancingException, message: impl Into<String>) -> Self {
        Self::new(Exception::Balancing(exception), message)
    }

    /// A refusal of the playground's own.
    pub(crate) fn playground(message: impl Into<String>) -> Self {
        Self::new(Exception::Playground, message)
    }

    /// # Errors
    /// `LimitExceededException` if `most` of them, or more, are there already.
    pub(crate) fn unless_below(what: &str, present: usize, most: usize) -> Result<(), Self> {
        if present < most {
            return Ok(());
        }
        Err(Self::new(
            Exception::LimitExceeded,
            alloc::format!("There can be at most {most} {what}."),
        ))
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.exception.name(), self.message)
    }
}
