//! What a task needs of an instance, and which of that an instance lacks: the only place where this is decided.

use alloc::vec::Vec;

use super::index::Slot;
use super::{Constraint, Lack, Request};
use crate::instance::is_capability;
use crate::limits::RESERVED_PORTS;
use crate::task_definition::placement_attributes;
use crate::{
    Attribute, GpuNeed, HostPort, Instance, InstanceStatus, NetworkMode, Rule, RuleSet,
    TransportProtocol, World,
};

/// What one task needs, reckoned once for all instances.
pub(super) struct Needs<'request> {
    request: &'request Request,
    pub(super) attributes: Vec<Attribute>,
    pub(super) constraints: Vec<Constraint>,
    cpu_units: u32,
    memory_mib: u32,
    host_ports: Vec<HostPort>,
    dynamic_port_count: u32,
    gpus: GpuNeed,
    has_eni: bool,
    /// What an instance is asked, in the order in which AWS reports lacks; the queries come last.
    checks: Vec<Check>,
}

/// One question to an instance.
#[derive(Clone, Copy)]
enum Check {
    Active,
    Agent,
    Attribute(usize),
    Zone,
    Cpu,
    Memory,
    Port(usize),
    StaticPorts,
    DynamicPorts,
    Eni,
    Gpus,
    DistinctInstance,
    MemberOf(usize),
}

impl<'request> Needs<'request> {
    pub(super) fn of(world: &World, request: &'request Request) -> Self {
        let definition = &request.definition.definition;
        let mut constraints = (world.handlers.definition_constraints)(definition);
        constraints.extend_from_slice(&request.constraints);
        let mut needs = Self {
            request,
            attributes: placement_attributes(definition),
            constraints,
            cpu_units: definition.reserved_cpu_units(),
            memory_mib: definition.reserved_memory_mib(),
            host_ports: definition.host_ports(),
            dynamic_port_count: definition.dynamic_host_port_count(),
            gpus: definition.gpu_need(),
            has_eni: definition.effective_network_mode() == NetworkMode::Awsvpc,
            checks: Vec::new(),
        };
        needs.list_checks();
        needs
    }

    /// The rules by which instances are asked.
    pub(super) fn rules(&self) -> RuleSet {
        let definition = &self.request.definition.definition;
        let mut rules = RuleSet::of(&[
            Rule::AgentCapabilities,
            Rule::ReservedCpu,
            Rule::ReservedMemory,
        ]);
        if definition.network_mode.is_none() {
            rules.insert(Rule::DefaultNetworkMode);
        }
        if definition.runtime_platform.is_some() {
            rules.insert(Rule::PlatformAttributes);
        }
        if self.gpus != GpuNeed::Count(0) {
            rules.insert(Rule::GpuReservation);
        }
        if self.has_eni {
            rules.insert(Rule::TaskInterfaces);
        }
        if !self.host_ports.is_empty() {
            rules.unite([Rule::ReservedPortsCap, Rule::StaticHostPorts].into());
        }
        for constraint in &self.constraints {
            match constraint {
                Constraint::DistinctInstance => rules.insert(Rule::DistinctInstance),
                Constraint::MemberOf(member_of) => {
                    rules.insert(Rule::MemberOf);
                    rules.unite(member_of.expression.rules());
                }
            }
        }
        rules
    }

    /// The questions of which the answer is not plain from the start. Rule: `ClosestInstance` (their order).
    fn list_checks(&mut self) {
        let mut checks = alloc::vec![Check::Active, Check::Agent];
        let unusual = |(_, attribute): &(usize, &Attribute)| !is_capability(&attribute.name);
        let attributes = self.attributes.iter().enumerate().filter(unusual);
        checks.extend(attributes.map(|(index, _)| Check::Attribute(index)));
        if !self.request.zones.is_empty() {
            checks.push(Check::Zone);
        }
        checks.extend([Check::Cpu, Check::Memory]);
        checks.extend((0..self.host_ports.len()).map(Check::Port));
        if !self.host_ports.is_empty() {
            checks.push(Check::StaticPorts);
        }
        if self.dynamic_port_count > 0 {
            checks.push(Check::DynamicPorts);
        }
        if self.has_eni {
            checks.push(Check::Eni);
        }
        if self.gpus != GpuNeed::Count(0) {
            checks.push(Check::Gpus);
        }
        if self.constraints.contains(&Constraint::DistinctInstance) {
            checks.push(Check::DistinctInstance);
        }
        let constraints = self.constraints.iter().enumerate();
        let queries =
            constraints.filter(|(_, constraint)| matches!(constraint, Constraint::MemberOf(_)));
        checks.extend(queries.map(|(index, _)| Check::MemberOf(index)));
        self.checks = checks;
    }

    /// Everything that an instance lacks, in the order in which AWS reports it.
    pub(super) fn lacks<'a>(
        &'a self,
        world: &'a World,
        instance: &'a Instance,
    ) -> impl Iterator<Item = Lack> + 'a {
        let checks = self.checks.iter();
        checks.filter_map(move |check| self.lack(world, instance, *check))
    }

    /// Whether an instance is ACTIVE and has the attributes and the zone, and matches the expressions, that are asked
    /// for.
    pub(super) fn admit(&self, world: &World, instance: &Instance) -> bool {
        let is_about_the_instance = |check: &&Check| {
            matches!(
                check,
                Check::Active | Check::Attribute(_) | Check::Zone | Check::MemberOf(_)
            )
        };
        self.checks
            .iter()
            .filter(is_about_the_instance)
            .all(|check| self.lack(world, instance, *check).is_none())
    }

    /// Whether an instance is sure to lack CPU or memory.
    pub(super) const fn exceed(&self, slot: &Slot) -> bool {
        self.cpu_units > slot.cpu_units || self.memory_mib > slot.memory_mib
    }

    fn lack(&self, world: &World, instance: &Instance, check: Check) -> Option<Lack> {
        match check {
            Check::Active => (instance.status != InstanceStatus::Active).then_some(Lack::NotActive),
            Check::Agent => (!instance.agent_connected).then_some(Lack::AgentDisconnected),
            Check::Attribute(index) => {
                let has = has_attribute(world, instance, &self.attributes[index]);
                (!has).then_some(Lack::Attribute(index))
            }
            Check::Zone => (!self.request.zones.contains(&instance.zone)).then_some(Lack::Zone),
            Check::DistinctInstance => {
                let share = instance.share(&self.request.group);
                (share.present_count > 0).then_some(Lack::DistinctInstance)
            }
            Check::MemberOf(index) => {
                let Constraint::MemberOf(member_of) = &self.constraints[index] else {
                    return None;
                };
                let matches = (world.handlers.matches)(world, instance, member_of);
                (!matches).then_some(Lack::MemberOf(index))
            }
            Check::Cpu | Check::Memory => self.missing_size(world, instance, check),
            _ => self.missing_resource(instance, check),
        }
    }

    /// Rules: `ResourcesFit`, `DaemonsFirst`.
    fn missing_size(&self, world: &World, instance: &Instance, check: Check) -> Option<Lack> {
        let (left_cpu_units, left_memory_mib) = self.left(world, instance);
        match check {
            Check::Cpu => (self.cpu_units > left_cpu_units).then_some(Lack::Cpu {
                needed: self.cpu_units,
                remaining: left_cpu_units,
            }),
            _ => (self.memory_mib > left_memory_mib).then_some(Lack::Memory {
                needed: self.memory_mib,
                remaining: left_memory_mib,
            }),
        }
    }

    /// CPU units and MiB of memory that the task may take. Rule: `DaemonsFirst`.
    fn left(&self, world: &World, instance: &Instance) -> (u32, u32) {
        let (kept_cpu_units, kept_memory_mib) = if world.daemons.is_empty() {
            (0, 0)
        } else {
            (world.handlers.kept_for_daemons)(world, self.request, instance)
        };
        (
            instance
                .remaining_cpu_units()
                .saturating_sub(kept_cpu_units),
            instance
                .remaining_memory_mib()
                .saturating_sub(kept_memory_mib),
        )
    }

    /// Rule: `ResourcesFit`.
    fn missing_resource(&self, instance: &Instance, check: Check) -> Option<Lack> {
        let needed_of =
            |needed: u32, remaining: u32| (needed > remaining).then_some((needed, remaining));
        match check {
            Check::Port(index) => taken_port(instance, self.host_ports[index]),
            Check::StaticPorts => needed_of(
                self.host_ports.len() as u32,
                instance.remaining_static_port_count(),
            )
            .map(|(needed, remaining)| Lack::StaticPorts { needed, remaining }),
            Check::DynamicPorts => needed_of(
                self.dynamic_port_count,
                instance.remaining_dynamic_port_count(),
            )
            .map(|(needed, remaining)| Lack::DynamicPorts { needed, remaining }),
            Check::Eni => (instance.remaining_eni_count() == 0).then(|| Lack::Eni {
                total: instance.task_eni_count(),
            }),
            Check::Gpus => needed_of(self.gpu_count(instance), instance.remaining_gpu_count())
                .map(|(needed, remaining)| Lack::Gpus { needed, remaining }),
            _ => None,
        }
    }

    fn gpu_count(&self, instance: &Instance) -> u32 {
        match self.gpus {
            GpuNeed::Count(count) => count,
            GpuNeed::All => instance.instance_type.gpu_count.max(1),
        }
    }

    /// How many such tasks an instance could take one after the other, if no other came.
    pub(super) fn room(&self, world: &World, instance: &Instance) -> u32 {
        if self.lacks(world, instance).next().is_some() {
            return 0;
        }
        if !self.host_ports.is_empty() || self.constraints.contains(&Constraint::DistinctInstance) {
            return 1;
        }
        let gpu_count = self.gpu_count(instance);
        let eni_count = u32::from(self.has_eni);
        let (left_cpu_units, left_memory_mib) = self.left(world, instance);
        [
            (left_cpu_units, self.cpu_units),
            (left_memory_mib, self.memory_mib),
            (instance.remaining_eni_count(), eni_count),
            (instance.remaining_gpu_count(), gpu_count),
            (
                instance.remaining_dynamic_port_count(),
                self.dynamic_port_count,
            ),
        ]
        .into_iter()
        .map(|(remaining, needed)| remaining.checked_div(needed).unwrap_or(u32::MAX))
        .min()
        .unwrap_or(0)
    }
}

/// Rule: `AttributesMatch`.
fn has_attribute(world: &World, instance: &Instance, required: &Attribute) -> bool {
    let Some(value) = world.attribute(instance, &required.name) else {
        return false;
    };
    required
        .value
        .as_ref()
        .is_none_or(|wanted| *wanted == value)
}

/// TCP and UDP are apart. Rule: `ResourcesFit`.
fn taken_port(instance: &Instance, port: HostPort) -> Option<Lack> {
    let holder = instance.port_holder(port.port, port.protocol);
    let is_agents = port.protocol == TransportProtocol::Tcp && RESERVED_PORTS.contains(&port.port);
    (is_agents || holder.is_some()).then_some(Lack::Port { port, holder })
}
