//! What a task takes of an instance when it is placed there, and gives back when it ends.

use alloc::vec::Vec;

use crate::random::Draw;
use crate::table::Set;
use crate::{
    ClusterId, GpuNeed, Instance, InstanceId, NetworkBinding, NetworkMode, PortMapping,
    Reservation, Rule, ServiceId, TaskDefinition, TaskId, World,
};

fn mappings(definition: &TaskDefinition) -> impl Iterator<Item = &PortMapping> {
    definition
        .container_definitions
        .iter()
        .flat_map(|container| &container.port_mappings)
}

/// The bindings that one port mapping asks for; a dynamic one has the host port 0.
fn wanted_bindings(mapping: &PortMapping, mode: NetworkMode) -> Vec<NetworkBinding> {
    let container_ports = mapping
        .container_port_range
        .map_or(mapping.container_port..=mapping.container_port, |range| {
            range.first..=range.last
        });
    container_ports
        .map(|container_port| NetworkBinding {
            host_port: match mode {
                NetworkMode::Host => container_port,
                _ => mapping.host_port.unwrap_or(0),
            },
            protocol: mapping.protocol,
            container_port,
        })
        .collect()
}

impl World {
    /// Takes what a task needs of an instance. Rule: `ResourceReservation`.
    pub(crate) fn reserve(&mut self, instance_id: InstanceId, task: TaskId) {
        self.rest_on(Rule::ResourceReservation);
        let definition = self.tasks[&task].definition.clone();
        let definition = &definition.definition;
        let mode = definition.effective_network_mode();
        let instance = &self.instances[&instance_id];
        let ports = self.bind_ports(instance, task, definition);
        let gpus = match definition.gpu_need() {
            GpuNeed::Count(count) => instance.free_gpus().take(count as usize),
            GpuNeed::All => instance.free_gpus().take(usize::MAX),
        };
        let reservation = Reservation {
            cpu_units: definition.reserved_cpu_units(),
            memory_mib: definition.reserved_memory_mib(),
            eni_count: u32::from(mode == NetworkMode::Awsvpc),
            ports,
            static_port_count: definition.host_ports().len() as u32,
            gpus: gpus.fold(0, |gpus, gpu| gpus | 1 << gpu),
        };
        assert!(
            reservation.cpu_units <= instance.remaining_cpu_units()
                && reservation.memory_mib <= instance.remaining_memory_mib()
                && reservation.eni_count <= instance.remaining_eni_count()
                && reservation.static_port_count <= instance.remaining_static_port_count(),
            "placement chose an instance with room"
        );
        let cluster = instance.cluster;
        let group = self.tasks[&task].task_group();
        let instance = self.instance_mut(instance_id);
        instance.held.add(&reservation);
        instance.join_group(group.clone());
        instance.reservations.insert(task, reservation);
        let instance = &self.instances[&instance_id];
        self.index.join(instance, group);
        self.index_instance(instance_id);
        self.capacity_changed(cluster);
    }

    /// The ports of the instance that a task gets: static ones first, so that no dynamic one takes theirs.
    fn bind_ports(
        &self,
        instance: &Instance,
        task: TaskId,
        definition: &TaskDefinition,
    ) -> Set<NetworkBinding> {
        let mode = definition.effective_network_mode();
        let mut ports = Set::new();
        if matches!(mode, NetworkMode::Awsvpc | NetworkMode::None) {
            return ports;
        }
        let bindings: Vec<NetworkBinding> = mappings(definition)
            .flat_map(|mapping| wanted_bindings(mapping, mode))
            .collect();
        for wanted in bindings.iter().filter(|wanted| wanted.host_port > 0) {
            ports.insert(*wanted);
        }
        for (index, wanted) in (0u128..).zip(bindings.iter().filter(|wanted| wanted.host_port == 0))
        {
            let subject = task.0 ^ (index << 16) ^ u128::from(wanted.container_port);
            let choice = self.draw(Draw::DynamicPort, subject);
            let host_port = instance
                .free_dynamic_port(choice, wanted.protocol, &ports)
                .expect("placement chose an instance with dynamic ports to spare");
            ports.insert(NetworkBinding {
                host_port,
                ..*wanted
            });
        }
        ports
    }

    /// Gives back CPU, memory and ports, and keeps the network interface.
    pub(crate) fn release_all_but_eni(&mut self, task: TaskId) {
        let Some(instance_id) = self.tasks[&task].instance else {
            return;
        };
        let instance = self.instance_mut(instance_id);
        let cluster = instance.cluster;
        let held = instance
            .reservations
            .get_mut(&task)
            .expect("a task that has not ended holds its reservation");
        instance.held.subtract(held);
        *held = Reservation {
            eni_count: held.eni_count,
            ..Reservation::default()
        };
        instance.held.add(held);
        self.index_instance(instance_id);
        self.capacity_changed(cluster);
    }

    /// Gives back everything.
    pub(crate) fn release(&mut self, task: TaskId) {
        let Some(instance_id) = self.tasks[&task].instance else {
            return;
        };
        let group = self.tasks[&task].task_group();
        let instance = self.instance_mut(instance_id);
        let cluster = instance.cluster;
        let held = instance
            .reservations
            .remove(&task)
            .expect("a task gives back what it holds once");
        instance.held.subtract(&held);
        instance.leave_group(&group);
        self.index_instance(instance_id);
        self.capacity_changed(cluster);
    }

    /// Services of this cluster that wait for a place try again.
    pub(crate) fn capacity_changed(&mut self, cluster: ClusterId) {
        let waiting: Vec<ServiceId> = self
            .waiting_for_capacity
            .iter()
            .copied()
            .filter(|service| self.services[service].cluster == cluster)
            .collect();
        for service in waiting {
            self.note_capacity(service);
            self.wake(service);
        }
        if !self.daemons.is_empty() {
            self.wake_daemons(cluster);
        }
    }
}
