//! Defaults, reservations, ports, and where a definition can run.

use expect_test::{Expect, expect};
use sim::{
    Compatibility, FargateSize, HostPort, NetworkMode, PortMapping, TaskDefinition,
    TransportProtocol, compatibilities, parse_task_cpu_units, parse_task_memory_mib,
    requires_attributes, with_defaults,
};

use crate::task_definition::{FARGATE, INSTANCES, on_fargate, on_instances};

fn read(text: &str) -> TaskDefinition {
    document::read_task_definition(text)
        .definition
        .expect("nothing is wrong")
}

#[test]
fn defaults_are_filled_in() {
    let ports = |mode: &str| {
        let container =
            r#", "portMappings": [{"containerPort": 80}, {"containerPort": 81, "hostPort": 81}]"#;
        let definition = with_defaults(read(&on_instances(
            container,
            &format!(r#", "networkMode": "{mode}""#),
        )));
        let container = &definition.container_definitions[0];
        assert_eq!(
            (container.essential, container.cpu_units),
            (Some(true), Some(0))
        );
        container
            .port_mappings
            .iter()
            .map(|mapping| mapping.host_port)
            .collect::<Vec<_>>()
    };
    assert_eq!(ports("bridge"), [Some(0), Some(81)]);
    assert_eq!(ports("host"), [Some(80), Some(81)]);
    assert_eq!(ports("awsvpc"), [Some(80), Some(81)]);
}

#[test]
fn defaults_are_filled_in_once() {
    for text in [FARGATE, INSTANCES] {
        let definition = with_defaults(read(text));
        assert_eq!(with_defaults(definition.clone()), definition);
    }
}

#[test]
fn placement_reserves_the_task_size_or_else_the_sum_of_its_containers() {
    let legacy = read(INSTANCES);
    assert_eq!(
        (legacy.reserved_cpu_units(), legacy.reserved_memory_mib()),
        (256, 64 + 256)
    );
    let web = read(FARGATE);
    assert_eq!(
        (web.reserved_cpu_units(), web.reserved_memory_mib()),
        (512, 1_024)
    );
}

#[test]
fn host_ports_depend_on_the_network_mode() {
    let ports = |mode: NetworkMode| {
        let mapping = |container_port: u16, host_port: Option<u16>| PortMapping {
            container_port,
            host_port,
            ..PortMapping::default()
        };
        let mut definition = read(&on_instances("", ""));
        definition.network_mode = Some(mode);
        definition.container_definitions[0].port_mappings = vec![
            mapping(443, Some(8443)),
            mapping(80, None),
            mapping(80, Some(8443)),
        ];
        let taken: Vec<u16> = definition
            .host_ports()
            .iter()
            .map(|taken| taken.port)
            .collect();
        (taken, definition.dynamic_host_port_count())
    };
    assert_eq!(ports(NetworkMode::Bridge), (vec![8443], 1));
    assert_eq!(ports(NetworkMode::Host), (vec![80, 443], 0));
    assert_eq!(ports(NetworkMode::Awsvpc), (vec![], 0));
    let legacy = read(INSTANCES);
    let http = HostPort {
        port: 80,
        protocol: TransportProtocol::Tcp,
    };
    assert_eq!(
        (legacy.host_ports(), legacy.dynamic_host_port_count()),
        (vec![http], 10)
    );
}

#[test]
fn task_sizes_are_read_as_aws_takes_them() {
    let cpu = [
        "256", "1 vCPU", "1vcpu", ".25 vcpu", "0.5 VCPU", "1.5 vCPU", "0.3 vCPU", "vCPU", ". vCPU",
        "-1", "+1", "1 GB", "",
    ];
    let found: Vec<_> = cpu.iter().map(|text| parse_task_cpu_units(text)).collect();
    let units = [
        Some(256),
        Some(1_024),
        Some(1_024),
        Some(256),
        Some(512),
        Some(1_536),
    ];
    assert_eq!(found[..6], units);
    assert_eq!(found[6..], [None; 7]);
    let memory = [
        "512",
        "3GB",
        "3 GB",
        ".5 gb",
        "0.0000000001 GB",
        "99999999999",
        "9999999 GB",
    ];
    let found: Vec<_> = memory
        .iter()
        .map(|text| parse_task_memory_mib(text))
        .collect();
    assert_eq!(
        found,
        [
            Some(512),
            Some(3_072),
            Some(3_072),
            Some(512),
            None,
            None,
            None
        ]
    );
}

#[test]
fn fargate_offers_these_sizes() {
    let sizes: Vec<String> = FargateSize::ALL
        .iter()
        .map(|size| {
            let memories: Vec<u32> = size.memories_mib().collect();
            let (first, last, count) = (memories[0], memories[memories.len() - 1], memories.len());
            format!("{}: {first} to {last}, {count}", size.cpu_units)
        })
        .collect();
    expect![[r#"
        256: 512 to 2048, 3
        512: 1024 to 4096, 4
        1024: 2048 to 8192, 7
        2048: 4096 to 16384, 13
        4096: 8192 to 30720, 23
        8192: 16384 to 61440, 12
        16384: 32768 to 122880, 12"#]]
    .assert_eq(&sizes.join("\n"));
}

#[test]
fn a_definition_runs_where_nothing_refuses_it() {
    use Compatibility::{Ec2, External, Fargate};
    assert_eq!(compatibilities(&read(FARGATE)), [Ec2, Fargate]);
    assert_eq!(compatibilities(&read(INSTANCES)), [Ec2, External]);
    assert_eq!(compatibilities(&read(&on_fargate("", ""))), [Ec2, Fargate]);
    let privileged = on_instances(
        r#", "privileged": true"#,
        r#", "networkMode": "awsvpc", "cpu": "256", "memory": "512""#,
    );
    assert_eq!(compatibilities(&read(&privileged)), [Ec2]);
}

fn check_attributes(text: &str, expected: Expect) {
    expected.assert_eq(&requires_attributes(&read(text)).join("\n"));
}

#[test]
fn what_a_definition_uses_decides_which_instances_can_run_it() {
    check_attributes(
        FARGATE,
        expect![[r#"
        com.amazonaws.ecs.capability.logging-driver.awslogs
        com.amazonaws.ecs.capability.task-iam-role
        ecs.capability.container-health-check
        ecs.capability.container-ordering
        ecs.capability.execution-role-ecr-pull
        ecs.capability.task-eni"#]],
    );
    check_attributes(
        INSTANCES,
        expect![[r#"
        com.amazonaws.ecs.capability.logging-driver.json-file
        ecs.capability.container-ordering
        ecs.capability.container-restart-policy
        ecs.capability.efs"#]],
    );
    check_attributes(&on_instances("", ""), expect![[""]]);
}
