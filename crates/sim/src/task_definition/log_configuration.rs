//! Where the output of a container goes.

use alloc::string::String;
use alloc::vec::Vec;

use super::Secret;

use crate::Map;

/// `logConfiguration` of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfiguration {
    /// Who takes the output.
    pub log_driver: LogDriver,
    /// Its options by name.
    pub options: Map<String, String>,
    /// Options whose values are read from a secret store.
    pub secret_options: Vec<Secret>,
}

wire_names! {
    /// `logDriver`.
    LogDriver {
        JsonFile "json-file",
        Syslog "syslog",
        Journald "journald",
        Gelf "gelf",
        Fluentd "fluentd",
        Awslogs "awslogs",
        Splunk "splunk",
        Awsfirelens "awsfirelens",
    }
}

/// `firelensConfiguration`: makes a container the log router of its task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirelensConfiguration {
    /// The program in the container.
    pub r#type: FirelensConfigurationType,
    /// Its options by name.
    pub options: Map<String, String>,
}

wire_names! {
    /// `type` of a log router.
    FirelensConfigurationType {
        Fluentd "fluentd",
        Fluentbit "fluentbit",
    }
}
