//! The kinds of EC2 machine that the playground knows.

/// One row of the table of instance types.
#[derive(Debug, PartialEq, Eq)]
pub struct InstanceType {
    /// Such as `c6i.large`.
    pub name: &'static str,
    /// Virtual CPUs; each is 1,024 CPU units.
    pub vcpu_count: u32,
    /// MiB as the type is sold.
    pub nominal_memory_mib: u32,
    /// Network interfaces that awsvpc tasks can take (without trunking).
    pub task_eni_count: u32,
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
    row("t2.micro", 1, 1_024, 1),
    row("t2.medium", 2, 4_096, 2),
    row("t3.micro", 2, 1_024, 1),
    row("t3.small", 2, 2_048, 2),
    row("t3.medium", 2, 4_096, 2),
    row("t3.large", 2, 8_192, 2),
    row("t3.xlarge", 4, 16_384, 3),
    row("t3.2xlarge", 8, 32_768, 3),
    row("t4g.small", 2, 2_048, 2),
    row("t4g.medium", 2, 4_096, 2),
    row("a1.large", 2, 4_096, 2),
    row("m5.large", 2, 8_192, 2),
    row("m5.xlarge", 4, 16_384, 3),
    row("m5.2xlarge", 8, 32_768, 3),
    row("m5.4xlarge", 16, 65_536, 7),
    row("m6i.large", 2, 8_192, 2),
    row("m6i.xlarge", 4, 16_384, 3),
    row("m6i.8xlarge", 32, 131_072, 7),
    row("m6g.medium", 1, 4_096, 1),
    row("m6g.large", 2, 8_192, 2),
    row("m7g.large", 2, 8_192, 2),
    row("c5.large", 2, 4_096, 2),
    row("c5.xlarge", 4, 8_192, 3),
    row("c5.2xlarge", 8, 16_384, 3),
    row("c6g.large", 2, 4_096, 2),
    row("c6i.large", 2, 4_096, 2),
    row("c7g.large", 2, 4_096, 2),
    row("r5.large", 2, 16_384, 2),
    row("r5.xlarge", 4, 32_768, 3),
    row("r6g.large", 2, 16_384, 2),
    row("r6i.large", 2, 16_384, 2),
    row("g5.xlarge", 4, 16_384, 3),
    row("p3.2xlarge", 8, 62_464, 3),
];

const fn row(
    name: &'static str,
    vcpu_count: u32,
    nominal_memory_mib: u32,
    task_eni_count: u32,
) -> InstanceType {
    InstanceType {
        name,
        vcpu_count,
        nominal_memory_mib,
        task_eni_count,
    }
}
