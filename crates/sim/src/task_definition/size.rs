//! How much a task reserves, and the sizes that Fargate offers.

use super::{ContainerDefinition, TaskDefinition};

/// CPU units of one vCPU.
const UNITS_PER_VCPU: u64 = 1_024;
/// MiB of one GB, as AWS counts.
const MIB_PER_GB: u64 = 1_024;

impl TaskDefinition {
    /// CPU units that placement reserves on an instance ([`crate::Rule::ReservedCpu`]).
    pub fn reserved_cpu_units(&self) -> u32 {
        self.cpu_units
            .unwrap_or_else(|| self.sum(|container| container.cpu_units.unwrap_or(0)))
    }

    /// MiB that placement reserves on an instance ([`crate::Rule::ReservedMemory`]).
    pub fn reserved_memory_mib(&self) -> u32 {
        self.memory_mib
            .unwrap_or_else(|| self.sum(ContainerDefinition::reserved_memory_mib))
    }

    fn sum(&self, amount: impl Fn(&ContainerDefinition) -> u32) -> u32 {
        self.container_definitions
            .iter()
            .map(amount)
            .fold(0, u32::saturating_add)
    }
}

impl ContainerDefinition {
    /// MiB that this container adds to a task without a size of its own: its soft limit, else its hard one.
    pub fn reserved_memory_mib(&self) -> u32 {
        self.memory_reservation_mib.or(self.memory_mib).unwrap_or(0)
    }
}

/// One size of CPU that Fargate offers, and the memory that goes with it ([`crate::Rule::FargateTaskSize`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FargateSize {
    /// CPU units of the task.
    pub cpu_units: u32,
    /// The least memory in MiB.
    pub memory_mib_min: u32,
    /// The most memory in MiB.
    pub memory_mib_max: u32,
    /// Between one choice of memory and the next, in MiB.
    memory_mib_step: u32,
    /// Whether Windows has it too.
    pub is_for_windows: bool,
}

impl FargateSize {
    /// Every size, smallest first.
    pub const ALL: &[Self] = &[
        Self::new(256, 512, 2_048, 512, false),
        Self::new(512, 1_024, 4_096, 1_024, false),
        Self::new(1_024, 2_048, 8_192, 1_024, true),
        Self::new(2_048, 4_096, 16_384, 1_024, true),
        Self::new(4_096, 8_192, 30_720, 1_024, true),
        Self::new(8_192, 16_384, 61_440, 4_096, false),
        Self::new(16_384, 32_768, 122_880, 8_192, false),
    ];

    const fn new(cpu_units: u32, min: u32, max: u32, step: u32, is_for_windows: bool) -> Self {
        Self {
            cpu_units,
            memory_mib_min: min,
            memory_mib_max: max,
            memory_mib_step: step,
            is_for_windows,
        }
    }

    /// The size with this CPU.
    pub fn with_cpu_units(cpu_units: u32) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|size| size.cpu_units == cpu_units)
    }

    /// The choices of memory in MiB, least first.
    pub fn memories_mib(self) -> impl Iterator<Item = u32> {
        (self.memory_mib_min..=self.memory_mib_max)
            .step_by(self.memory_mib_step as usize)
            .filter(move |memory_mib| !(self.cpu_units == 256 && *memory_mib == 1_536))
    }
}

/// Reads the task's `cpu` as AWS takes it: units (`1024`) or vCPUs (`1 vCPU`, `.5 vcpu`). None if it is neither
/// ([`crate::Rule::TaskSizeForms`]).
pub fn parse_task_cpu_units(text: &str) -> Option<u32> {
    parse_amount(text, "vcpu", UNITS_PER_VCPU)
}

/// Reads the task's `memory` as AWS takes it: MiB (`3072`) or GB (`3GB`, `.5 gb`). None if it is neither
/// ([`crate::Rule::TaskSizeForms`]).
pub fn parse_task_memory_mib(text: &str) -> Option<u32> {
    parse_amount(text, "gb", MIB_PER_GB)
}

/// A whole number, or a decimal number of `unit`s of `scale` each.
fn parse_amount(text: &str, unit: &str, scale: u64) -> Option<u32> {
    let text = text.trim();
    let split = text.len().saturating_sub(unit.len());
    match text.get(split..) {
        Some(end) if end.eq_ignore_ascii_case(unit) => parse_scaled(text[..split].trim(), scale),
        _ => parse_digits(text),
    }
}

/// A decimal number times `scale`, if that is whole.
fn parse_scaled(text: &str, scale: u64) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let whole = parse_digits_or_zero(whole)?;
    let parts = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
    let fraction = parse_digits_or_zero(fraction)?;
    let scaled = u64::from(whole) * scale * parts + u64::from(fraction) * scale;
    scaled.is_multiple_of(parts).then_some(())?;
    u32::try_from(scaled / parts).ok()
}

fn parse_digits_or_zero(text: &str) -> Option<u32> {
    if text.is_empty() {
        return Some(0);
    }
    parse_digits(text)
}

fn parse_digits(text: &str) -> Option<u32> {
    // `parse` would also take a sign.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
