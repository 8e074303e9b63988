//! The inputs of the calls that only the playground has: machines, faults, images, traffic.

use sim::{CpuArchitecture, HowDisconnected, Permission, SpotCapacity};

use super::Instant;
use crate::field::{Blank, Field};
use crate::json::{Node, Value};
use crate::reader::Reader;
use crate::record::{choices, input, named, read_record, write_record};
use crate::writer::Writer;

input! {
    /// The input of `LaunchInstances`.
    pub LaunchInstances {
        Acts "cluster" cluster: Option<String>;
        Acts "instanceType" instance_type: String, as Required;
        Acts "availabilityZone" availability_zone: String, as Required;
        Acts "count" count: u32, or 1;
        Acts "attributes" attributes: Vec<AttributeForm>;
        Acts "awsvpcTrunking" awsvpc_trunking: bool;
    }
}

input! {
    /// An attribute that a machine registers with.
    pub AttributeForm {
        Acts "name" name: String, as Required;
        Acts "value" value: Option<String>;
    }
}

input! {
    /// The input of `TerminateInstance`.
    pub TerminateInstance {
        Acts "cluster" cluster: Option<String>;
        Acts "containerInstance" container_instance: String, as Required;
    }
}

input! {
    /// The input of `DisconnectAgent`; unless it says how, the agent goes silent.
    pub DisconnectAgent {
        Acts "cluster" cluster: Option<String>;
        Acts "containerInstance" container_instance: String, as Required;
        Acts "how" how: Option<HowDisconnected>;
    }
}

named! { HowDisconnected, "way to disconnect" {
    "SILENT" => Self::Silent,
    "CLEAN" => Self::Clean,
} }

input! {
    /// The input of `ConnectAgent`.
    pub ConnectAgent {
        Acts "cluster" cluster: Option<String>;
        Acts "containerInstance" container_instance: String, as Required;
    }
}

input! {
    /// The input of `KillContainer`; without a name it is the first container of the definition, without an exit code
    /// SIGKILL's.
    pub KillContainer {
        Acts "cluster" cluster: Option<String>;
        Acts "task" task: String, as Required;
        Acts "containerName" container_name: Option<String>;
        Acts "exitCode" exit_code: u8, or 137;
    }
}

input! {
    /// The input of `FillMemory`; without a name it is the first container of the definition.
    pub FillMemory {
        Acts "cluster" cluster: Option<String>;
        Acts "task" task: String, as Required;
        Acts "containerName" container_name: Option<String>;
    }
}

input! {
    /// The input of `ChangeProcess`; without a name it is the first container of the definition.
    pub ChangeProcess {
        Acts "cluster" cluster: Option<String>;
        Acts "task" task: String, as Required;
        Acts "containerName" container_name: Option<String>;
        Acts "healthFails" health_fails: bool;
        Acts "slowdown" slowdown: u32, or 1;
        Acts "ignoresSigterm" ignores_sigterm: bool;
    }
}

input! {
    /// The input of `LoseZone`.
    pub LoseZone {
        Acts "availabilityZone" availability_zone: String, as Required;
    }
}

input! {
    /// The input of `SetFargateSpotCapacity`.
    pub SetFargateSpotCapacity {
        Acts "capacity" capacity: Option<SpotCapacity>, as Required;
    }
}

named! { SpotCapacity, "capacity of Fargate Spot" {
    "AVAILABLE" => Self::Available,
    "UNAVAILABLE" => Self::Unavailable,
} }

input! {
    /// The input of `InterruptSpotTask`.
    pub InterruptSpotTask {
        Acts "cluster" cluster: Option<String>;
        Acts "task" task: String, as Required;
    }
}

input! {
    /// The input of `SetRole`.
    pub SetRole {
        Acts "role" role: String, as Required;
        Acts "allows" allows: Vec<Permission>, as Required;
    }
}

input! {
    /// The input of `PutSecret` and `DeleteSecret`.
    pub SecretInput {
        Acts "secret" secret: String, as Required;
    }
}

input! {
    /// The input of `CreateLogGroup` and `DeleteLogGroup`.
    pub LogGroupInput {
        Acts "logGroupName" log_group_name: String, as Required;
    }
}

input! {
    /// The input of `PushImage`: what is left out is as in the ready-made image that it is like, or as usual.
    pub PushImage {
        Acts "image" image: String, as Required;
        Acts "like" like: Option<String>;
        Acts "behaviour" behaviour: ImageForm;
    }
}

input! {
    /// How an image behaves.
    pub ImageForm {
        Acts "sizeMiB" size_mib: Option<u32>;
        Acts "isMissing" is_missing: Option<bool>;
        Acts "isRateLimited" is_rate_limited: Option<bool>;
        Acts "isUnreachable" is_unreachable: Option<bool>;
        Acts "architecture" architecture: Option<CpuArchitecture>;
        Acts "boot" boot: Option<Instant>;
        Acts "health" health: Option<HealthForm>;
        Acts "responseStatus" response_status: Option<u16>;
        Acts "request" request: Option<RequestForm>;
        Acts "onSigterm" on_sigterm: Option<SigtermForm>;
        Acts "hasShellEntryPoint" has_shell_entry_point: Option<bool>;
        Acts "memory" memory: Option<MemoryForm>;
        Acts "callsAws" calls_aws: Option<bool>;
        Acts "exit" exit: Option<ExitForm>;
    }
}

input! {
    /// How much memory a process uses.
    pub MemoryForm {
        Acts "baseMiB" base_mib: u32, as Required;
        Acts "perMinuteMiB" per_minute_mib: u32;
    }
}

input! {
    /// How long a request takes.
    pub RequestForm {
        Acts "least" least: Instant, as Required;
        Acts "most" most: Instant, as Required;
        Acts "longTail" has_long_tail: bool;
    }
}

input! {
    /// How a process ends by itself.
    pub ExitForm {
        Acts "after" after: Instant, as Required;
        Acts "exitCode" exit_code: u8, as Required;
    }
}

choices! {
    Permission "permission";
}

/// What a health check is answered: a status, or nothing for `hangs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthForm {
    /// This HTTP status.
    Status(u16),
    /// Nothing.
    Hangs,
}

impl Blank for HealthForm {
    fn blank() -> Self {
        Self::Status(200)
    }
}

impl Field for HealthForm {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        match &node.value {
            Value::String(text) if text == "hangs" => *self = Self::Hangs,
            Value::Number(_) => {
                let mut status = 0_u16;
                status.read(node, reader);
                *self = Self::Status(status);
            }
            _ => reader.wrong_type(node, "an HTTP status or \"hangs\"", ""),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Status(status) => status.write(writer),
            Self::Hangs => writer.string("hangs"),
        }
    }
}

/// What a process does on SIGTERM: how it ends, or `ignores`.
#[derive(Clone, Debug, PartialEq)]
pub enum SigtermForm {
    /// It ends.
    Exits(ExitForm),
    /// It goes on.
    Ignores,
}

impl Blank for SigtermForm {
    fn blank() -> Self {
        Self::Ignores
    }
}

impl Field for SigtermForm {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        match &node.value {
            Value::String(text) if text == "ignores" => *self = Self::Ignores,
            Value::Object(_) => {
                let mut exit = ExitForm::blank();
                read_record(&mut exit, node, reader);
                *self = Self::Exits(exit);
            }
            _ => {
                let expected = "{\"after\": \"2s\", \"exitCode\": 0} or \"ignores\"";
                reader.wrong_type(node, expected, "");
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Exits(exit) => write_record(exit, writer),
            Self::Ignores => writer.string("ignores"),
        }
    }
}
