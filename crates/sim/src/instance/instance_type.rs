//! The kinds of EC2 machine that the playground knows.

use crate::CpuArchitecture;

/// One row of the table of instance types.
#[derive(Debug, PartialEq, Eq)]
pub struct InstanceType {
    /// Such as `c6i.large`.
    pub name: &'static str,
    /// Virtual CPUs; each is 1,024 CPU units.
    pub vcpu_count: u32,
    /// MiB as the type is sold.
    pub nominal_memory_mib: u32,
    /// Network interfaces that awsvpc tasks can take without trunking.
    pub task_eni_count: u32,
    /// The same with trunking; 0 where the type has none.
    pub trunk_task_eni_count: u32,
    /// Its processor.
    pub cpu_architecture: CpuArchitecture,
    /// GPUs.
    pub gpu_count: u32,
}

impl InstanceType {
    /// The type of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        INSTANCE_TYPES.iter().find(|row| row.name == name)
    }

    /// CPU units that the agent registers.
    pub const fn cpu_units(&self) -> u32 {
        self.vcpu_count * 1_024
    }

    /// MiB that the agent registers: what the operating system leaves. Rule: `RegisteredMemory`.
    pub const fn memory_mib(&self) -> u32 {
        self.nominal_memory_mib * 97 / 100 - 60
    }
}

/// Every type that can be launched.
pub const INSTANCE_TYPES: &[InstanceType] = &[
    row("t2.micro", 1, 1_024, 1, 0),
    row("t2.medium", 2, 4_096, 2, 0),
    row("t3.micro", 2, 1_024, 1, 0),
    row("t3.small", 2, 2_048, 2, 0),
    row("t3.medium", 2, 4_096, 2, 0),
    row("t3.large", 2, 8_192, 2, 0),
    row("t3.xlarge", 4, 16_384, 3, 0),
    row("t3.2xlarge", 8, 32_768, 3, 0),
    arm(row("t4g.small", 2, 2_048, 2, 0)),
    arm(row("t4g.medium", 2, 4_096, 2, 0)),
    arm(row("a1.large", 2, 4_096, 2, 10)),
    row("m5.large", 2, 8_192, 2, 10),
    row("m5.xlarge", 4, 16_384, 3, 20),
    row("m5.2xlarge", 8, 32_768, 3, 40),
    row("m5.4xlarge", 16, 65_536, 7, 60),
    row("m6i.large", 2, 8_192, 2, 10),
    row("m6i.xlarge", 4, 16_384, 3, 20),
    row("m6i.8xlarge", 32, 131_072, 7, 90),
    arm(row("m6g.medium", 1, 4_096, 1, 4)),
    arm(row("m6g.large", 2, 8_192, 2, 10)),
    arm(row("m7g.large", 2, 8_192, 2, 10)),
    row("c5.large", 2, 4_096, 2, 10),
    row("c5.xlarge", 4, 8_192, 3, 20),
    row("c5.2xlarge", 8, 16_384, 3, 40),
    arm(row("c6g.large", 2, 4_096, 2, 10)),
    row("c6i.large", 2, 4_096, 2, 10),
    arm(row("c7g.large", 2, 4_096, 2, 10)),
    row("r5.large", 2, 16_384, 2, 10),
    row("r5.xlarge", 4, 32_768, 3, 20),
    arm(row("r6g.large", 2, 16_384, 2, 10)),
    row("r6i.large", 2, 16_384, 2, 10),
    with_gpu(row("g5.xlarge", 4, 16_384, 3, 6)),
    with_gpu(row("p3.2xlarge", 8, 62_464, 3, 40)),
];

const fn row(
    name: &'static str,
    vcpu_count: u32,
    nominal_memory_mib: u32,
    task_eni_count: u32,
    trunk_task_eni_count: u32,
) -> InstanceType {
    InstanceType {
        name,
        vcpu_count,
        nominal_memory_mib,
        task_eni_count,
        trunk_task_eni_count,
        cpu_architecture: CpuArchitecture::X86_64,
        gpu_count: 0,
    }
}

/// The same with a Graviton processor.
const fn arm(row: InstanceType) -> InstanceType {
    InstanceType {
        cpu_architecture: CpuArchitecture::Arm64,
        ..row
    }
}

/// The same with one GPU.
const fn with_gpu(row: InstanceType) -> InstanceType {
    InstanceType {
        gpu_count: 1,
        ..row
    }
}
