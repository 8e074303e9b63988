//! Ports, network interfaces and GPUs, worked out by hand.

use sim::{
    ContainerDefinition, HostPort, Lack, LaunchInstance, NetworkMode, PortMapping,
    ResourceRequirement, ResourceType, TaskDefinition, TransportProtocol, Zone, lacks_of,
};

use super::yard::{Yard, bare};
use crate::support::accept;

fn with_ports(family: &str, ports: &[(u16, TransportProtocol)]) -> TaskDefinition {
    let mut definition = bare(family, 128, 64);
    definition.container_definitions[0].port_mappings = ports
        .iter()
        .map(|(port, protocol)| PortMapping {
            container_port: *port,
            host_port: Some(*port),
            protocol: *protocol,
            ..PortMapping::default()
        })
        .collect();
    definition
}

fn lacks(yard: &mut Yard, family: &str, machine: sim::InstanceId) -> Vec<Lack> {
    let service = yard.serve(family, 0, |_| {});
    let instance = yard.world().instance(machine).expect("it was launched");
    lacks_of(yard.world(), &yard.request(service), instance)
}

#[test]
fn tcp_and_udp_ports_are_apart() {
    let mut yard = Yard::new(1);
    yard.register(with_ports("tcp", &[(53, TransportProtocol::Tcp)]));
    yard.register(with_ports("udp", &[(53, TransportProtocol::Udp)]));
    yard.register(with_ports("ssh", &[(22, TransportProtocol::Tcp)]));
    yard.register(with_ports("ssh-udp", &[(22, TransportProtocol::Udp)]));
    let machine = yard.launch("m5.large", 0);
    let holder = yard.run("tcp", |_| {}).expect("53/tcp is free");
    yard.run("udp", |_| {}).expect("53/udp is free");
    let failed = yard.run("tcp", |_| {});
    assert_eq!(failed, Err(vec!["RESOURCE:PORTS".to_owned()]));
    let port = HostPort {
        port: 53,
        protocol: TransportProtocol::Tcp,
    };
    let held = Lack::Port {
        port,
        holder: Some(holder),
    };
    assert_eq!(lacks(&mut yard, "tcp", machine), [held]);
    let agents = Lack::Port {
        port: HostPort { port: 22, ..port },
        holder: None,
    };
    assert_eq!(lacks(&mut yard, "ssh", machine), [agents]);
    yard.run("ssh-udp", |_| {}).expect("the agent reserves TCP");
}

#[test]
fn an_instance_reserves_a_hundred_ports_the_agents_included() {
    let mut yard = Yard::new(1);
    let ports: Vec<_> = (1_000..1_095)
        .map(|port| (port, TransportProtocol::Tcp))
        .collect();
    yard.register(with_ports("many", &ports));
    yard.register(with_ports("one", &[(80, TransportProtocol::Udp)]));
    let mut dynamic = bare("dynamic", 128, 64);
    dynamic.container_definitions[0].port_mappings = vec![PortMapping {
        container_port: 80,
        ..PortMapping::default()
    }];
    yard.register(dynamic);
    let machine = yard.launch("m5.large", 0);
    yard.run("many", |_| {})
        .expect("95 and the agent's 5 are 100");
    let full = Lack::StaticPorts {
        needed: 1,
        remaining: 0,
    };
    assert_eq!(lacks(&mut yard, "one", machine), [full]);
    yard.run("dynamic", |_| {})
        .expect("dynamic ports do not count");
}

fn awsvpc() -> TaskDefinition {
    TaskDefinition {
        network_mode: Some(NetworkMode::Awsvpc),
        ..bare("vpc", 128, 64)
    }
}

fn run_until_full(yard: &mut Yard) -> (usize, Vec<String>) {
    let mut count = 0;
    loop {
        match yard.run("vpc", |input| input.subnet_zones = vec![Zone(0)]) {
            Ok(_) => count += 1,
            Err(reasons) => return (count, reasons),
        }
    }
}

#[test]
fn network_interfaces_bound_awsvpc_tasks_and_a_trunk_gives_more() {
    for (instance_type, awsvpc_trunking, most) in [
        ("t3.medium", false, 2),
        ("t3.medium", true, 2),
        ("m5.large", false, 2),
        ("m5.large", true, 10),
        ("m6g.medium", true, 4),
    ] {
        let mut yard = Yard::new(1);
        yard.register(awsvpc());
        let cluster = yard.cluster;
        yard.launch_as(LaunchInstance {
            awsvpc_trunking,
            ..LaunchInstance::of(cluster, instance_type, Zone(0))
        });
        let eni = vec!["RESOURCE:ENI".to_owned()];
        assert_eq!(run_until_full(&mut yard), (most, eni), "{instance_type}");
    }
}

#[test]
fn an_awsvpc_task_goes_to_a_zone_of_its_subnets() {
    let mut yard = Yard::new(1);
    yard.register(awsvpc());
    yard.launch("m5.large", 1);
    let (count, reasons) = run_until_full(&mut yard);
    assert_eq!((count, reasons), (0, vec!["LOCATION".to_owned()]));
}

#[test]
fn a_gpu_is_held_by_one_task_until_it_ends() {
    let mut yard = Yard::new(1);
    let mut definition = bare("gpu", 128, 64);
    definition.container_definitions[0].resource_requirements = vec![ResourceRequirement {
        value: Some("1".to_owned()),
        r#type: ResourceType::Gpu,
        sharing_strategy: None,
    }];
    yard.register(definition);
    yard.launch("m5.large", 0);
    assert_eq!(
        yard.run("gpu", |_| {}),
        Err(vec!["RESOURCE:GPU".to_owned()])
    );
    let machine = yard.launch("g5.xlarge", 0);
    let task = yard.run("gpu", |_| {}).expect("it has one GPU");
    assert_eq!(yard.place(task), machine);
    let free = |yard: &Yard| {
        let instance = yard.world().instance(machine).expect("it is there");
        instance.remaining_gpu_count()
    };
    assert_eq!(free(&yard), 0);
    assert!(yard.run("gpu", |_| {}).is_err());
    accept(
        &mut yard.timeline,
        sim::Command::StopTask {
            cluster: None,
            task,
            reason: None,
        },
    );
    yard.pass(120);
    assert_eq!(free(&yard), 1, "it is given back");
    yard.run("gpu", |_| {}).expect("it is free again");
}

#[test]
fn the_containers_of_a_task_ask_for_gpus_together() {
    let mut yard = Yard::new(1);
    let container = |name: &str| ContainerDefinition {
        name: name.to_owned(),
        image: "shop/web:1".to_owned(),
        resource_requirements: vec![ResourceRequirement {
            value: Some("1".to_owned()),
            r#type: ResourceType::Gpu,
            sharing_strategy: None,
        }],
        ..ContainerDefinition::default()
    };
    let mut definition = bare("gpu", 128, 64);
    definition.container_definitions = vec![container("a"), container("b")];
    yard.register(definition);
    let machine = yard.launch("p3.2xlarge", 0);
    let lack = Lack::Gpus {
        needed: 2,
        remaining: 1,
    };
    assert_eq!(lacks(&mut yard, "gpu", machine), [lack]);
}
