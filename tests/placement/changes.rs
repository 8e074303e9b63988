//! The smallest changes that would place a task, one kind a test.

use sim::{
    Change, Command, Lack, LaunchInstance, NetworkMode, PortMapping, TaskDefinition, Zone, explain,
    smallest_changes,
};
use words::Language;
use words::placement::Facts;

use super::yard::{Yard, attribute, bare, distinct, member_of};
use crate::support::accept;

fn changes(yard: &mut Yard, family: &str) -> Vec<Change> {
    let service = yard.serve(family, 0, |_| {});
    smallest_changes(yard.world(), &yard.request(service))
}

fn size(cpu_units: Option<u32>, memory_mib: Option<u32>) -> Change {
    Change::TaskSize {
        cpu_units,
        memory_mib,
    }
}

fn add(instance_type: &'static str, zone: u8) -> Change {
    Change::AddInstance {
        instance_type,
        zone: Zone(zone),
        awsvpc_trunking: false,
        attributes: vec![],
    }
}

#[test]
fn a_task_that_fits_needs_no_change() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    yard.launch("t3.small", 0);
    assert_eq!(changes(&mut yard, "small"), []);
}

#[test]
fn memory_goes_down_to_what_the_roomiest_instance_has() {
    let mut yard = Yard::new(1);
    yard.register(bare("large", 256, 5_000));
    yard.launch("t3.small", 0);
    yard.launch("c5.large", 1);
    // t4g.medium and t3.medium have too little; the next in size is the t3.large. Zone c has no instance yet.
    let expected = [size(None, Some(3_913)), add("t3.large", 2)];
    let expected = expected.map(|change| match change {
        Change::AddInstance { .. } => add("m6i.large", 2),
        other => other,
    });
    let found = changes(&mut yard, "large");
    assert_eq!(found[0], expected[0]);
    let Change::AddInstance {
        instance_type,
        zone,
        ..
    } = &found[1]
    else {
        panic!("{found:?}");
    };
    let row = sim::INSTANCE_TYPES
        .iter()
        .find(|row| row.name == *instance_type);
    let row = row.expect("it is a row of the table");
    assert_eq!(
        (row.vcpu_count, row.nominal_memory_mib, *zone),
        (2, 8_192, Zone(2))
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn cpu_and_memory_go_down_together_where_one_alone_does_not_help() {
    let mut yard = Yard::new(1);
    yard.register(bare("huge", 4_096, 9_000));
    yard.launch("c5.large", 0);
    let found = changes(&mut yard, "huge");
    assert_eq!(found[0], size(Some(2_048), Some(3_913)));
}

#[test]
fn the_limits_of_containers_shrink_with_their_task() {
    let mut yard = Yard::new(1);
    let mut definition = TaskDefinition {
        cpu_units: None,
        memory_mib: None,
        ..bare("own", 0, 0)
    };
    definition.container_definitions[0].memory_mib = Some(6_000);
    definition.container_definitions[0].memory_reservation_mib = Some(5_000);
    yard.register(definition);
    yard.launch("c5.large", 0);
    let found = changes(&mut yard, "own");
    assert_eq!(found[0], size(None, Some(3_913)));
}

#[test]
fn a_held_port_is_freed_by_stopping_or_made_dynamic() {
    let mut yard = Yard::new(1);
    let mut definition = bare("web", 128, 128);
    definition.container_definitions[0].port_mappings = vec![PortMapping {
        container_port: 80,
        host_port: Some(80),
        ..PortMapping::default()
    }];
    yard.register(definition);
    let machine = yard.launch("m5.large", 0);
    let holder = yard.run("web", |_| {}).expect("the port is free");
    let found = changes(&mut yard, "web");
    assert_eq!(
        found[0],
        Change::StopTasks {
            instance: machine,
            tasks: vec![holder]
        }
    );
    assert_eq!(found[1], Change::DynamicHostPorts);
    assert!(matches!(found[2], Change::AddInstance { .. }));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_lack_of_interfaces_asks_for_one_more_instance() {
    let mut yard = Yard::new(1);
    let vpc = TaskDefinition {
        network_mode: Some(NetworkMode::Awsvpc),
        ..bare("vpc", 128, 128)
    };
    yard.register(vpc);
    yard.launch("t3.medium", 0);
    for _ in 0..2 {
        yard.run("vpc", |input| input.subnet_zones = vec![Zone(0)])
            .expect("it has two interfaces");
    }
    let service = yard.serve("vpc", 0, |input| input.subnet_zones = vec![Zone(0)]);
    let found = smallest_changes(yard.world(), &yard.request(service));
    assert_eq!(found, [add("t2.micro", 0)]);
}

#[test]
fn a_subnet_in_the_zone_of_an_instance_helps() {
    let mut yard = Yard::new(1);
    let vpc = TaskDefinition {
        network_mode: Some(NetworkMode::Awsvpc),
        ..bare("vpc", 128, 128)
    };
    yard.register(vpc);
    yard.launch("m5.large", 1);
    let service = yard.serve("vpc", 0, |input| input.subnet_zones = vec![Zone(2)]);
    let found = smallest_changes(yard.world(), &yard.request(service));
    assert_eq!(found, [Change::AddSubnet(Zone(1)), add("t2.micro", 2)]);
}

#[test]
fn constraints_are_dropped_or_met() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch_with("m5.large", 0, &[("stack", "test")]);
    let service = yard.serve("small", 0, |input| {
        input.placement_constraints = vec![distinct(), member_of("attribute:stack == prod")];
    });
    let found = smallest_changes(yard.world(), &yard.request(service));
    let put = Change::PutAttribute {
        instance: machine,
        attribute: attribute("stack", "prod"),
    };
    assert_eq!(found, [Change::DropConstraints(vec![1]), put]);
}

#[test]
fn a_new_instance_gets_the_attributes_that_others_have() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    yard.launch_with("m5.large", 0, &[("stack", "prod")]);
    let group = |input: &mut sim::RunTask| {
        input.group = Some("g".to_owned());
        input.placement_constraints = vec![distinct(), member_of("attribute:stack == prod")];
    };
    yard.run("small", group).expect("there is room");
    let service = yard.serve("small", 0, |_| {});
    let mut request = yard.request(service);
    request.group = sim::TaskGroup::Named("g".to_owned());
    request.constraints = vec![
        sim::Constraint::DistinctInstance,
        super::yard::query("attribute:stack == prod"),
    ];
    let found = smallest_changes(yard.world(), &request);
    assert_eq!(found[0], Change::DropConstraints(vec![0]));
    assert_eq!(
        found[1],
        Change::AddInstance {
            instance_type: "t2.micro",
            zone: Zone(1),
            awsvpc_trunking: false,
            attributes: vec![attribute("stack", "prod")],
        }
    );
}

#[test]
fn a_draining_instance_may_become_active_again() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch("m5.large", 0);
    let drain = Command::UpdateContainerInstancesState {
        cluster: yard.cluster,
        container_instances: vec![machine],
        status: sim::InstanceStatus::Draining,
    };
    accept(&mut yard.timeline, drain);
    let found = changes(&mut yard, "small");
    assert_eq!(found[0], Change::Activate(machine));
}

#[test]
fn an_agent_that_is_away_takes_no_task_until_it_is_back() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch("m5.large", 0);
    let disconnect = Command::DisconnectAgent {
        instance: machine,
        how: sim::HowDisconnected::Clean,
    };
    accept(&mut yard.timeline, disconnect);
    assert_eq!(yard.run("small", |_| {}), Err(vec!["AGENT".to_owned()]));
    let found = changes(&mut yard, "small");
    assert_eq!(found[0], Change::ReconnectAgent(machine));
    let connect = Command::ConnectAgent { instance: machine };
    accept(&mut yard.timeline, connect);
    let placed = yard.run("small", |_| {});
    assert_eq!(yard.place(placed.expect("the agent is back")), machine);
}

#[test]
fn every_step_lack_and_change_has_words_in_both_languages() {
    let mut yard = Yard::new(1);
    yard.register(bare("large", 4_096, 9_000));
    let machine = yard.launch_as(LaunchInstance::of(yard.cluster, "c5.large", Zone(0)));
    let service = yard.serve("large", 0, |input| {
        input.placement_constraints = vec![distinct(), member_of("attribute:stack == prod")];
    });
    let request = yard.request(service);
    let explanation = explain(yard.world(), &request);
    let facts = Facts {
        world: yard.world(),
        explanation: &explanation,
    };
    let task = request.task;
    let port = sim::HostPort {
        port: 80,
        protocol: sim::TransportProtocol::Tcp,
    };
    let (needed, remaining) = (2, 1);
    let lacks = [
        Lack::NotActive,
        Lack::AgentDisconnected,
        Lack::Zone,
        Lack::Cpu { needed, remaining },
        Lack::Memory { needed, remaining },
        Lack::Port {
            port,
            holder: Some(task),
        },
        Lack::Port { port, holder: None },
        Lack::StaticPorts { needed, remaining },
        Lack::DynamicPorts { needed, remaining },
        Lack::Eni { total: 2 },
        Lack::Gpus { needed, remaining },
        Lack::DistinctInstance,
        Lack::MemberOf(1),
    ];
    let changes = [
        size(Some(256), Some(512)),
        add("t3.small", 1),
        Change::StopTasks {
            instance: machine,
            tasks: vec![task],
        },
        Change::DynamicHostPorts,
        Change::DropConstraints(vec![0, 1]),
        Change::PutAttribute {
            instance: machine,
            attribute: attribute("stack", "prod"),
        },
        Change::AddSubnet(Zone(2)),
        Change::Activate(machine),
        Change::ReconnectAgent(machine),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for language in Language::ALL {
        let mut said = vec![words::placement::summary(*language, facts)];
        said.extend(
            lacks
                .iter()
                .map(|lack| words::placement::lack(*language, facts, *lack)),
        );
        said.extend(
            changes
                .iter()
                .map(|change| words::placement::change(*language, facts, change)),
        );
        for level in &explanation.funnel {
            let text = words::placement::level(*language, facts, level);
            assert!(!text.is_empty(), "{:?}", level.step);
        }
        for text in said {
            assert!(!text.contains("{}") && text.len() > 3, "{text}");
            assert!(seen.insert(text.clone()), "{text} is said of two things");
        }
    }
    assert!(seen.contains("2 MiB are needed, 1 are left"), "{seen:?}");
    assert!(seen.contains("it does not match attribute:stack == prod"));
    assert!(seen.contains("Drop the constraint distinctInstance and attribute:stack == prod"));
}
