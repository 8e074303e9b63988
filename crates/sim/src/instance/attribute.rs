//! Attributes of container instances: what Amazon ECS and the agent say of a machine, and what a person adds.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::id::{Purpose, derive_named};
use crate::{CpuArchitecture, Instance, Rejection, Task, World, Zone};

/// The version of every agent.
pub const AGENT_VERSION: &str = "1.97.1";
/// The longest name, and the longest value, in characters.
const LENGTH_MAX: usize = 128;

/// One attribute of a container instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute {
    /// 1 to 128 of `[A-Za-z0-9_./\\-]`.
    pub name: String,
    /// 1 to 128 of `[A-Za-z0-9_.@/\\: -]`, without space at its ends.
    pub value: Option<String>,
}

/// Attributes with a value that every instance has.
const VALUED: [&str; 8] = [
    "ecs.ami-id",
    "ecs.availability-zone",
    "ecs.cpu-architecture",
    "ecs.instance-type",
    "ecs.os-family",
    "ecs.os-type",
    "ecs.subnet-id",
    "ecs.vpc-id",
];
const TRUNK: &str = "ecs.awsvpc-trunk-id";
/// Versions of Docker's interface: the agent leaves three out.
const REMOTE_API: &str = "com.amazonaws.ecs.capability.docker-remote-api.1.";
const REMOTE_API_VERSIONS: core::ops::RangeInclusive<u8> = 17..=32;
const REMOTE_API_VERSIONS_WITHOUT: [u8; 3] = [26, 27, 31];
/// What else the agent of an Amazon ECS-optimized Linux image can do: what follows one of two beginnings.
const AGENT: &str = "com.amazonaws.ecs.capability.";
const AGENT_CAPABILITIES: [&str; 12] = [
    "ecr-auth",
    "logging-driver.awsfirelens",
    "logging-driver.awslogs",
    "logging-driver.fluentd",
    "logging-driver.gelf",
    "logging-driver.journald",
    "logging-driver.json-file",
    "logging-driver.none",
    "logging-driver.syslog",
    "privileged-container",
    "task-iam-role",
    "task-iam-role-network-host",
];
const SERVICE: &str = "ecs.capability.";
const SERVICE_CAPABILITIES: [&str; 22] = [
    "container-health-check",
    "container-ordering",
    "container-restart-policy",
    "efs",
    "efsAuth",
    "env-files.s3",
    "execute-command",
    "execution-role-awslogs",
    "execution-role-ecr-pull",
    "firelens.fluentbit",
    "full-sync",
    "increased-task-cpu-limit",
    "network.container-port-range",
    "pid-ipc-namespace-sharing",
    "secrets.asm.environment-variables",
    "secrets.ssm.environment-variables",
    "service-connect-v1",
    "storage.ebs-task-volume-attach",
    "task-cpu-mem-limit",
    "task-eni",
    "task-eni-block-instance-metadata",
    "task-eni-trunking",
];

impl Attribute {
    /// # Errors
    /// A name or value of a form that AWS does not take, or a name that is not a person's to give.
    pub(super) fn check(&self) -> Result<(), Rejection> {
        check_name(&self.name)?;
        let Some(value) = &self.value else {
            return Ok(());
        };
        let is_sound = (1..=LENGTH_MAX).contains(&value.len())
            && value.trim_matches(' ') == value
            && value
                .bytes()
                .all(|byte| is_name_byte(byte) || b"@: ".contains(&byte));
        if is_sound {
            return Ok(());
        }
        Err(Rejection::invalid_parameter(format!(
            "The value of attribute '{}' must be 1 to 128 letters, digits and _ . @ / \\ : - or spaces, with no space at its ends.",
            self.name
        )))
    }
}

/// # Errors
/// A name that AWS does not take, or one that Amazon ECS itself sets.
pub(super) fn check_name(name: &str) -> Result<(), Rejection> {
    if !is_attribute_name(name) {
        return Err(Rejection::invalid_parameter(
            "The name of an attribute must be 1 to 128 letters, digits and _ . / \\ -.",
        ));
    }
    if is_built_in(name) {
        return Err(Rejection::invalid_parameter(format!(
            "Amazon ECS sets the attribute '{name}' itself."
        )));
    }
    Ok(())
}

/// Whether an attribute can have this name.
pub(crate) fn is_attribute_name(name: &str) -> bool {
    (1..=LENGTH_MAX).contains(&name.len()) && name.bytes().all(is_name_byte)
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'\\' | b'-')
}

fn is_built_in(name: &str) -> bool {
    VALUED.contains(&name) || name == TRUNK || is_capability(name)
}

/// Whether every agent here registers this attribute, which has no value. Rule: `AgentCapabilities`.
pub(crate) fn is_capability(name: &str) -> bool {
    let follows = |start, ends: &[&str]| {
        name.strip_prefix(start)
            .is_some_and(|end| ends.contains(&end))
    };
    let is_remote_api = || {
        let version = name
            .strip_prefix(REMOTE_API)
            .and_then(|version| version.parse().ok());
        version.is_some_and(is_remote_api_version)
    };
    follows(AGENT, &AGENT_CAPABILITIES)
        || follows(SERVICE, &SERVICE_CAPABILITIES)
        || is_remote_api()
}

fn is_remote_api_version(version: u8) -> bool {
    REMOTE_API_VERSIONS.contains(&version) && !REMOTE_API_VERSIONS_WITHOUT.contains(&version)
}

/// AWS's name of a processor in attributes.
pub(crate) const fn architecture_value(architecture: CpuArchitecture) -> &'static str {
    match architecture {
        CpuArchitecture::X86_64 => "x86_64",
        CpuArchitecture::Arm64 => "arm64",
    }
}

/// Getters.
impl World {
    /// The value of an attribute of an instance: empty for one without a value, none if the instance misses it.
    pub fn attribute<'instance>(
        &self,
        instance: &'instance Instance,
        name: &str,
    ) -> Option<Cow<'instance, str>> {
        if let Some(value) = instance.custom_attributes.get(name) {
            return Some(Cow::Borrowed(value));
        }
        let derived = match name {
            "ecs.ami-id" => self.resource_id(
                "ami",
                architecture_value(instance.instance_type.cpu_architecture),
            ),
            "ecs.availability-zone" => self.zone_name(instance.zone),
            "ecs.vpc-id" => self.resource_id("vpc", ""),
            "ecs.subnet-id" => self.subnet_id(instance.zone),
            TRUNK if instance.has_trunk => self.resource_id("eni", &instance.id.to_string()),
            _ => return fixed_attribute(instance, name).map(Cow::Borrowed),
        };
        Some(Cow::Owned(derived))
    }

    /// Every attribute of an instance, in the order of the alphabet of those that Amazon ECS sets, then a person's.
    pub fn attributes(&self, instance: &Instance) -> Vec<Attribute> {
        let versions = REMOTE_API_VERSIONS.filter(|version| is_remote_api_version(*version));
        let named = |start: &'static str, end: &&str| format!("{start}{end}");
        let names = VALUED
            .iter()
            .chain(instance.has_trunk.then_some(&TRUNK))
            .map(ToString::to_string)
            .chain(AGENT_CAPABILITIES.iter().map(|end| named(AGENT, end)))
            .chain(versions.map(|version| format!("{REMOTE_API}{version}")))
            .chain(SERVICE_CAPABILITIES.iter().map(|end| named(SERVICE, end)))
            .chain(instance.custom_attributes.keys().cloned());
        names
            .map(|name| {
                let value = self
                    .attribute(instance, &name)
                    .filter(|value| !value.is_empty());
                Attribute {
                    value: value.map(Cow::into_owned),
                    name,
                }
            })
            .collect()
    }

    /// The id of the subnet in a zone.
    pub fn subnet_id(&self, zone: Zone) -> String {
        self.resource_id("subnet", &self.zone_name(zone))
    }

    /// The id of the network interface of a task with awsvpc networking.
    pub fn network_interface_id(&self, task: &Task) -> String {
        self.resource_id("eni", &task.id.to_string())
    }

    /// The id of something of EC2 of this account and Region, which there is once for every name.
    fn resource_id(&self, kind: &str, name: &str) -> String {
        let lineage = format!("{kind}/{}/{}/{name}", self.start.account, self.start.region);
        let bits = derive_named(0, Purpose::Ec2Resource, &lineage) as u64;
        format!("{kind}-0{bits:016x}")
    }
}

/// Attributes that follow from the type of an instance.
fn fixed_attribute(instance: &Instance, name: &str) -> Option<&'static str> {
    match name {
        "ecs.cpu-architecture" => Some(architecture_value(instance.instance_type.cpu_architecture)),
        "ecs.instance-type" => Some(instance.instance_type.name),
        "ecs.os-family" => Some("LINUX"),
        "ecs.os-type" => Some("linux"),
        _ => is_capability(name).then_some(""),
    }
}
