//! The smallest changes that would give a task a place, each one tried on a copy of the world.

mod attempt;
mod size;

use alloc::vec::Vec;

use super::facts::InstanceFacts;
use super::needs::Needs;
use super::{Constraint, Lack, Request};
use crate::{
    Attribute, INSTANCE_TYPES, Instance, InstanceId, LaunchInstance, LaunchType, NetworkMode,
    TaskId, World, Zone,
};

/// Instances that are tried with another attribute, at the most.
const ATTRIBUTE_TRIES_MAX: usize = 10;

/// One change that lets a task be placed. Nothing smaller of its kind does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The task asks for no more than this; what is none stays.
    TaskSize {
        /// CPU units.
        cpu_units: Option<u32>,
        /// MiB of memory.
        memory_mib: Option<u32>,
    },
    /// One more instance, of the smallest type that does.
    AddInstance {
        /// Its type.
        instance_type: &'static str,
        /// Where.
        zone: Zone,
        /// Whether `awsvpcTrunking` must be on.
        awsvpc_trunking: bool,
        /// The custom attributes that it needs.
        attributes: Vec<Attribute>,
    },
    /// Tasks that hold the ports of an instance stop.
    StopTasks {
        /// On which.
        instance: InstanceId,
        /// Which, in id order.
        tasks: Vec<TaskId>,
    },
    /// The task takes dynamic host ports.
    DynamicHostPorts,
    /// Constraints go, by their places in [`super::Explanation::constraints`].
    DropConstraints(Vec<usize>),
    /// An instance gets a custom attribute.
    PutAttribute {
        /// Which.
        instance: InstanceId,
        /// What.
        attribute: Attribute,
    },
    /// The service gets a subnet in this zone.
    AddSubnet(Zone),
    /// A DRAINING instance becomes ACTIVE.
    Activate(InstanceId),
    /// The agent of an instance connects.
    ReconnectAgent(InstanceId),
}

/// What would let a task be placed that has no place now, each change by itself; empty if it has one.
pub fn smallest_changes(world: &World, request: &Request) -> Vec<Change> {
    if request.launch_type == LaunchType::Fargate || attempt::is_placed(world, request) {
        return Vec::new();
    }
    let search = Search {
        world,
        request,
        needs: Needs::of(world, request),
    };
    let mut changes: Vec<Change> = Vec::new();
    changes.extend(search.task_size());
    changes.extend(search.stop_tasks());
    changes.extend(search.dynamic_ports());
    changes.extend(search.drop_constraints());
    changes.extend(search.single(|lack| matches!(lack, Lack::NotActive), Change::Activate));
    changes.extend(search.single(
        |lack| matches!(lack, Lack::AgentDisconnected),
        Change::ReconnectAgent,
    ));
    changes.extend(search.subnet());
    changes.extend(search.put_attribute());
    changes.extend(search.add_instance());
    changes.retain(|change| change.helps(world, request));
    changes
}

/// What all kinds of change look at.
struct Search<'a> {
    world: &'a World,
    request: &'a Request,
    needs: Needs<'a>,
}

impl<'a> Search<'a> {
    fn instances(&self) -> impl Iterator<Item = &'a Instance> {
        let cluster = self.request.cluster;
        self.world
            .instances()
            .filter(move |instance| instance.cluster == cluster)
    }

    fn lacks(&self, instance: &Instance) -> Vec<Lack> {
        self.needs.lacks(self.world, instance).collect()
    }

    /// The instances that lack nothing but what this says, and what they lack.
    fn lacking_only(&self, which: impl Fn(&Lack) -> bool) -> Vec<(&'a Instance, Vec<Lack>)> {
        self.instances()
            .map(|instance| (instance, self.lacks(instance)))
            .filter(|(_, lacks)| lacks.iter().all(&which))
            .collect()
    }

    /// The first instance that lacks one thing only.
    fn single(
        &self,
        which: impl Fn(&Lack) -> bool,
        change: impl Fn(InstanceId) -> Change,
    ) -> Option<Change> {
        let found = self.lacking_only(which);
        found.first().map(|(instance, _)| change(instance.id))
    }

    /// The most that some instance has left of what alone it lacks; both at once only where one does not help.
    fn task_size(&self) -> Vec<Change> {
        let cpu = self.lacking_only(|lack| matches!(lack, Lack::Cpu { .. }));
        let memory = self.lacking_only(|lack| matches!(lack, Lack::Memory { .. }));
        let of = |cpu_units, memory_mib| Change::TaskSize {
            cpu_units,
            memory_mib,
        };
        let most_cpu = cpu.iter().map(|(found, _)| found.remaining_cpu_units());
        let most_memory = memory.iter().map(|(found, _)| found.remaining_memory_mib());
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(most_cpu.max().map(|units| of(Some(units), None)));
        changes.extend(most_memory.max().map(|mib| of(None, Some(mib))));
        if changes.is_empty() {
            let is_size = |lack: &Lack| matches!(lack, Lack::Cpu { .. } | Lack::Memory { .. });
            let both = self.lacking_only(is_size);
            let most = both
                .iter()
                .map(|(found, _)| (found.remaining_memory_mib(), found.remaining_cpu_units()))
                .max();
            changes.extend(most.map(|(mib, units)| of(Some(units), Some(mib))));
        }
        changes
    }

    /// The instance whose ports the fewest tasks hold.
    fn stop_tasks(&self) -> Option<Change> {
        let is_held = |lack: &Lack| {
            matches!(
                lack,
                Lack::Port {
                    holder: Some(_),
                    ..
                }
            )
        };
        let found = self.lacking_only(is_held);
        let holders = found.iter().map(|(instance, lacks)| {
            let holders = lacks.iter().filter_map(|lack| match lack {
                Lack::Port { holder, .. } => *holder,
                _ => None,
            });
            let holders: crate::Set<TaskId> = holders.collect();
            (holders.len(), instance.id, holders)
        });
        let (_, instance, tasks) = holders.min_by_key(|(count, id, _)| (*count, *id))?;
        Some(Change::StopTasks {
            instance,
            tasks: tasks.into_iter().collect(),
        })
    }

    fn dynamic_ports(&self) -> Option<Change> {
        let definition = &self.request.definition.definition;
        let is_bridge = definition.effective_network_mode() == NetworkMode::Bridge;
        (is_bridge && !definition.host_ports().is_empty()).then_some(Change::DynamicHostPorts)
    }

    /// The fewest constraints that stand in the way of some instance.
    fn drop_constraints(&self) -> Option<Change> {
        let is_constraint =
            |lack: &Lack| matches!(lack, Lack::DistinctInstance | Lack::MemberOf(_));
        let found = self.lacking_only(is_constraint);
        let (_, fewest) = found.iter().min_by_key(|(_, lacks)| lacks.len())?;
        let places = self.needs.constraints.iter().enumerate();
        let in_the_way = places.filter(|(place, constraint)| match constraint {
            Constraint::DistinctInstance => fewest.contains(&Lack::DistinctInstance),
            Constraint::MemberOf(_) => fewest.contains(&Lack::MemberOf(*place)),
        });
        let dropped = in_the_way.map(|(place, _)| place).collect();
        Some(Change::DropConstraints(dropped))
    }

    fn subnet(&self) -> Option<Change> {
        let found = self.lacking_only(|lack| matches!(lack, Lack::Zone));
        let zone = found.iter().map(|(instance, _)| instance.zone).min()?;
        Some(Change::AddSubnet(zone))
    }

    /// An attribute that one instance lacks, or that would make an expression true.
    fn put_attribute(&self) -> Option<Change> {
        let is_one = |lack: &Lack| matches!(lack, Lack::Attribute(_) | Lack::MemberOf(_));
        let found = self.lacking_only(is_one);
        let single = found.iter().filter(|(_, lacks)| lacks.len() == 1);
        let tries = single
            .take(ATTRIBUTE_TRIES_MAX)
            .flat_map(|(instance, lacks)| {
                let attributes = self.wishes(instance, lacks[0]).into_iter();
                attributes.map(|attribute| Change::PutAttribute {
                    instance: instance.id,
                    attribute,
                })
            });
        tries
            .into_iter()
            .find(|change| change.helps(self.world, self.request))
    }

    /// The attributes that could be given to an instance against a lack.
    fn wishes(&self, instance: &Instance, lack: Lack) -> Vec<Attribute> {
        match lack {
            Lack::Attribute(index) => alloc::vec![self.needs.attributes[index].clone()],
            Lack::MemberOf(index) => match &self.needs.constraints[index] {
                Constraint::MemberOf(member_of) => {
                    let facts = InstanceFacts {
                        world: self.world,
                        instance,
                    };
                    member_of.expression.attributes_to_match(&facts)
                }
                Constraint::DistinctInstance => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The smallest type first; without attributes and without a trunk first; the zone with the fewest instances first.
    fn add_instance(&self) -> Option<Change> {
        let mut kinds: Vec<_> = INSTANCE_TYPES.iter().collect();
        kinds.sort_by_key(|kind| (kind.vcpu_count, kind.nominal_memory_mib, kind.gpu_count));
        let liveries = self.liveries();
        for kind in kinds {
            for awsvpc_trunking in [false, true] {
                for attributes in &liveries {
                    for zone in self.zones() {
                        let input = LaunchInstance {
                            cluster: self.request.cluster,
                            instance_type: kind.name.into(),
                            zone,
                            attributes: attributes.clone(),
                            awsvpc_trunking,
                        };
                        if self.takes_new(input) {
                            return Some(Change::AddInstance {
                                instance_type: kind.name,
                                zone,
                                awsvpc_trunking,
                                attributes: attributes.clone(),
                            });
                        }
                    }
                }
            }
        }
        None
    }

    fn takes_new(&self, input: LaunchInstance) -> bool {
        let Ok(instance) = self.world.planned_instance(input) else {
            return false;
        };
        self.needs.lacks(self.world, &instance).next().is_none()
    }

    /// No custom attributes, then those that instances of the cluster have.
    fn liveries(&self) -> Vec<Vec<Attribute>> {
        let mut liveries: Vec<Vec<Attribute>> = alloc::vec![Vec::new()];
        for instance in self.instances() {
            let attributes = instance.custom_attributes.iter();
            let livery: Vec<Attribute> = attributes
                .map(|(name, value)| Attribute {
                    name: name.clone(),
                    value: (!value.is_empty()).then(|| value.clone()),
                })
                .collect();
            if liveries.len() < ATTRIBUTE_TRIES_MAX && !liveries.contains(&livery) {
                liveries.push(livery);
            }
        }
        liveries
    }

    fn zones(&self) -> Vec<Zone> {
        let mut zones: Vec<Zone> = (0..self.world.start().zone_count).map(Zone).collect();
        let count = |zone: &Zone| self.instances().filter(|found| found.zone == *zone).count();
        zones.sort_by_key(|zone| (count(zone), *zone));
        zones
    }
}
