//! The tables of a container definition, of its health check and its ports.

use sim::{ContainerHealthCheck, PortRange, Rule};

use crate::field::{Blank, Field, read_text};
use crate::json::{Node, shown};
use crate::reader::Reader;
use crate::record::record;
use crate::writer::Writer;

record! { ContainerDefinition {
    Acts "name" name;
    Acts "image" image;
    Acts "repositoryCredentials" repository_credentials;
    Acts "cpu" cpu_units;
    Acts "memory" memory_mib;
    Acts "memoryReservation" memory_reservation_mib;
    NotSimulated "links" links;
    Acts "portMappings" port_mappings;
    Acts "essential" essential;
    Acts "restartPolicy" restart_policy;
    Acts "entryPoint" entry_point;
    Acts "command" command;
    Kept "environment" environment;
    NotSimulated "environmentFiles" environment_files;
    NotSimulated "mountPoints" mount_points;
    NotSimulated "volumesFrom" volumes_from;
    Acts "linuxParameters" linux_parameters;
    Acts "secrets" secrets;
    Acts "dependsOn" depends_on;
    Acts "startTimeout" start_timeout;
    Acts "stopTimeout" stop_timeout;
    Acts "versionConsistency" version_consistency;
    Kept "hostname" hostname;
    Kept "user" user;
    Kept "workingDirectory" working_directory;
    NotSimulated "disableNetworking" disable_networking;
    NotSimulated "privileged" privileged;
    Kept "readonlyRootFilesystem" readonly_root_filesystem;
    NotSimulated "dnsServers" dns_servers;
    NotSimulated "dnsSearchDomains" dns_search_domains;
    NotSimulated "extraHosts" extra_hosts;
    NotSimulated "dockerSecurityOptions" docker_security_options;
    Kept "interactive" interactive;
    Kept "pseudoTerminal" pseudo_terminal;
    Kept "dockerLabels" docker_labels;
    NotSimulated "ulimits" ulimits;
    Acts "logConfiguration" log_configuration;
    Acts "healthCheck" health_check;
    NotSimulated "systemControls" system_controls;
    Acts "resourceRequirements" resource_requirements;
    NotSimulated "firelensConfiguration" firelens_configuration;
    NotSimulated "credentialSpecs" credential_specs;
} }

record! { PortMapping {
    Acts "containerPort" container_port;
    Acts "hostPort" host_port;
    Acts "protocol" protocol;
    Kept "name" name;
    Kept "appProtocol" app_protocol;
    NotSimulated "containerPortRange" container_port_range;
} }

record! { ContainerHealthCheck {
    Acts "command" command as Required;
    Acts "interval" interval or ContainerHealthCheck::default().interval;
    Acts "timeout" timeout or ContainerHealthCheck::default().timeout;
    Acts "retries" retries or ContainerHealthCheck::default().retries;
    Acts "startPeriod" start_period or ContainerHealthCheck::default().start_period;
} }

impl Blank for PortRange {
    fn blank() -> Self {
        Self { first: 0, last: 0 }
    }
}

impl Field for PortRange {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let Some(text) = read_text(node, reader) else {
            return;
        };
        if let Some(range) = Self::parse(text) {
            *self = range;
            return;
        }
        let text = shown(text);
        let message = format!(
            "`{text}` is not a range of ports: write the first and the last, such as 8000-8010."
        );
        reader.problem_of_rule(node, message, Some(Rule::PortRangeShape));
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(&format!("{}-{}", self.first, self.last));
    }
}
