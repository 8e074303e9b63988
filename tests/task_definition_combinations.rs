//! What one field means for another: the first problem of many small definitions, as Amazon ECS would say it.

use document::read_task_definition;

use crate::task_definition::{on_fargate, on_instances};

/// The first problem of a text, `line:column sentence`, or `accepted`.
fn first_problem(text: &str) -> String {
    match read_task_definition(text).problems.first() {
        Some(problem) => format!("{}:{} {}", problem.line, problem.column, problem.text),
        None => "accepted".to_owned(),
    }
}

/// Compares the first problem of each definition with what stands beside it.
pub(crate) fn check_table(rows: &[(String, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expected)| (text, first_problem(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\n  found    {found}\n  expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A definition for instances in a network mode: fields to add to its only container.
fn in_mode(mode: &str, container: &str) -> String {
    on_instances(container, &format!(r#", "networkMode": "{mode}""#))
}

/// A definition for instances with these containers and further fields.
pub(crate) fn of_containers(containers: &str, task: &str) -> String {
    format!(r#"{{"family": "web", "containerDefinitions": [{containers}]{task}}}"#)
}

/// A definition for Fargate of this size.
fn of_size(cpu: &str, memory: &str, task: &str) -> String {
    of_containers(
        r#"{"name": "web", "image": "nginx"}"#,
        &format!(
            r#", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "{cpu}", "memory": "{memory}"{task}"#
        ),
    )
}

/// A definition that asks for these places and this network mode.
fn for_places(places: &str, mode: &str) -> String {
    let mode = match mode {
        "" => String::new(),
        mode => format!(r#", "networkMode": "{mode}""#),
    };
    on_instances(
        "",
        &format!(r#", "requiresCompatibilities": [{places}], "cpu": "256", "memory": "512"{mode}"#),
    )
}

#[test]
fn a_network_mode_and_where_it_runs() {
    check_table(&[
        (
            for_places(r#""FARGATE""#, "bridge"),
            "1:186 Fargate only supports network mode ‘awsvpc’.",
        ),
        (
            for_places(r#""FARGATE""#, "host"),
            "1:186 Fargate only supports network mode ‘awsvpc’.",
        ),
        (
            for_places(r#""FARGATE""#, ""),
            "1:1 Fargate only supports network mode ‘awsvpc’.",
        ),
        (
            for_places(r#""EC2", "FARGATE""#, "none"),
            "1:193 Fargate only supports network mode ‘awsvpc’.",
        ),
        (for_places(r#""EC2", "FARGATE""#, "awsvpc"), "accepted"),
        (for_places(r#""EC2""#, ""), "accepted"),
        (
            for_places(r#""EXTERNAL""#, "awsvpc"),
            "1:187 External instances do not support network mode 'awsvpc'.",
        ),
        (for_places(r#""EXTERNAL""#, "host"), "accepted"),
        (
            for_places(r#""MANAGED_INSTANCES""#, "bridge"),
            "1:196 Managed Instances support network modes 'awsvpc' and 'host'.",
        ),
        (for_places(r#""MANAGED_INSTANCES""#, "host"), "accepted"),
        (
            for_places(r#""LAMBDA""#, "host"),
            "1:128 LAMBDA is not a valid compatibility. Must be one of [EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]",
        ),
        (
            for_places(r#""EC2""#, "nat"),
            "1:182 nat is not a valid network mode. Must be one of [bridge,host,awsvpc,none]",
        ),
    ]);
}

#[test]
fn host_ports_and_the_network_mode() {
    let ports = |mappings: &str| format!(r#", "portMappings": [{mappings}]"#);
    let same = ports(r#"{"containerPort": 80, "hostPort": 80}"#);
    let other = ports(r#"{"containerPort": 80, "hostPort": 8080}"#);
    let zero = ports(r#"{"containerPort": 80, "hostPort": 0}"#);
    let absent = ports(r#"{"containerPort": 80}"#);
    let range = ports(r#"{"containerPortRange": "8000-8010"}"#);
    let long_range = ports(r#"{"containerPortRange": "8000-8100"}"#);
    let twice =
        ports(r#"{"containerPort": 80, "hostPort": 80}, {"containerPort": 81, "hostPort": 80}"#);
    check_table(&[
        (in_mode("bridge", &other), "accepted"),
        (in_mode("bridge", &zero), "accepted"),
        (
            in_mode("bridge", &twice),
            "1:188 TCP host port '80' is mapped multiple times in task.",
        ),
        (in_mode("bridge", &range), "accepted"),
        (
            in_mode("bridge", &long_range),
            "1:138 `8000-8100` holds 101 ports: a range holds at most 100.",
        ),
        (
            in_mode(
                "bridge",
                &ports(
                    r#"{"containerPortRange": "8000-8010", "protocol": "udp"}, {"containerPort": 8005}"#,
                ),
            ),
            "1:171 Container port 8005 cannot be exposed for two protocols.",
        ),
        (
            in_mode("bridge", &ports(r#"{"containerPortRange": "+80-+90"}"#)),
            "1:138 `+80-+90` is not a range of ports: write the first and the last, such as 8000-8010.",
        ),
        (in_mode("host", &same), "accepted"),
        (in_mode("host", &absent), "accepted"),
        (
            in_mode("host", &zero),
            "1:149 When networkMode=host, the host ports and container ports in port mappings must match.",
        ),
        (
            in_mode("host", &other),
            "1:149 When networkMode=host, the host ports and container ports in port mappings must match.",
        ),
        (
            in_mode("host", &range),
            "1:138 A containerPortRange needs networkMode bridge or awsvpc.",
        ),
        (in_mode("awsvpc", &same), "accepted"),
        (in_mode("awsvpc", &absent), "accepted"),
        (
            in_mode("awsvpc", &zero),
            "1:149 When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        ),
        (
            in_mode("awsvpc", &other),
            "1:149 When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        ),
        (
            in_mode("none", &absent),
            "1:98 Port mappings are not supported when networkMode=none.",
        ),
        (in_mode("none", ""), "accepted"),
        (
            on_instances(&ports(r#"{"hostPort": 80}"#), ""),
            "1:115 Invalid 'containerPort' setting for container 'web'.",
        ),
        (
            on_instances(&ports(r#"{"containerPort": "80"}"#), ""),
            "1:133 `containerPort` must be a whole number, not a string: write 80 without quotes.",
        ),
        (
            on_instances(&ports(r#"{"containerPort": 65536}"#), ""),
            "1:133 `containerPort` must be a whole number from 0 to 65535, not 65536.",
        ),
        (
            on_instances(&ports(r#"{"containerPort": 80, "protocol": "http"}"#), ""),
            "1:149 http is not a valid protocol. Must be one of [tcp,udp]",
        ),
        (
            on_instances(
                &ports(r#"{"containerPort": 80, "appProtocol": "https"}"#),
                "",
            ),
            "1:152 https is not a valid application protocol. Must be one of [http,http2,grpc]",
        ),
        (
            on_instances(&ports(r#"{"containerPort": 80, "name": "Web"}"#), ""),
            "1:145 `Web` is not a port name: use 1 to 64 lower-case letters, digits, hyphens and underscores, and no hyphen first.",
        ),
        (
            on_instances(r#", "portMappings": {"containerPort": 80}"#, ""),
            "1:114 `portMappings` must be an array, not an object: write [ before it and ] after it.",
        ),
    ]);
}

#[test]
fn sizes_of_tasks_on_fargate() {
    let windows = r#", "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#;
    check_table(&[
        (of_size("256", "512", ""), "accepted"),
        (of_size(".25 vCPU", "0.5GB", ""), "accepted"),
        (
            of_size("256", "4096", ""),
            "1:169 No Fargate configuration exists for given values: 256 CPU, 4096 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (
            of_size("512", "512", ""),
            "1:169 No Fargate configuration exists for given values: 512 CPU, 512 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (
            of_size("1024", "9216", ""),
            "1:170 No Fargate configuration exists for given values: 1024 CPU, 9216 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (of_size("4096", "30720", ""), "accepted"),
        (
            of_size("4096", "31744", ""),
            "1:170 No Fargate configuration exists for given values: 4096 CPU, 31744 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (
            of_size("8192", "18432", ""),
            "1:170 No Fargate configuration exists for given values: 8192 CPU, 18432 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (of_size("8192", "20480", ""), "accepted"),
        (of_size("16384", "122880", ""), "accepted"),
        (
            of_size("32768", "122880", ""),
            "1:152 No Fargate configuration exists for given values: 32768 CPU, 122880 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (of_size("2 vCPU", "4 GB", ""), "accepted"),
        (
            of_size("two", "4096", ""),
            "1:152 Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
        ),
        (
            of_size("256", "half", ""),
            "1:169 Invalid 'memory' setting for task: write MiB, such as \"512\", or GB, such as \"1 GB\".",
        ),
        (
            of_size("512", "1024", windows),
            "1:152 No Fargate configuration exists for given values: 512 CPU, 1024 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (of_size("1024", "2048", windows), "accepted"),
        (
            of_size("8192", "16384", windows),
            "1:152 No Fargate configuration exists for given values: 8192 CPU, 16384 memory. See the Amazon ECS documentation for the valid values.",
        ),
        (
            on_fargate(r#", "cpu": 512"#, ""),
            "1:105 The 'cpu' setting for container is greater than for the task.",
        ),
        (
            on_fargate("", "").replace(r#""memory": 128"#, r#""memory": 1024"#),
            "1:93 The 'memory' setting for container is greater than for the task.",
        ),
        (
            on_instances("", r#", "cpu": "100""#),
            "1:107 Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
        ),
        (on_instances("", r#", "cpu": "196608""#), "accepted"),
        (
            on_instances("", r#", "cpu": 256"#),
            "1:107 `cpu` must be a string, not a number: write \"256\".",
        ),
    ]);
}

#[test]
fn memory_of_containers_on_instances() {
    let plain = |memory: &str| {
        of_containers(
            &format!(r#"{{"name": "web", "image": "nginx"{memory}}}"#),
            "",
        )
    };
    check_table(&[
        (
            plain(""),
            "1:44 Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
        ),
        (plain(r#", "memory": 128"#), "accepted"),
        (plain(r#", "memoryReservation": 128"#), "accepted"),
        (
            plain(r#", "memory": 128, "memoryReservation": 128"#),
            "accepted",
        ),
        (
            plain(r#", "memory": 64, "memoryReservation": 128"#),
            "1:88 Invalid setting for container 'web'. 'memory' must not be less than 'memoryReservation'.",
        ),
        (
            plain(r#", "memory": 5"#),
            "1:88 Invalid setting for container 'web'. 'memory' must be at least 6 MiB.",
        ),
        (
            plain(r#", "memory": "128""#),
            "1:88 `memory` must be a whole number, not a string: write 128 without quotes.",
        ),
        (
            plain(r#", "memory": 128.5"#),
            "1:88 `memory` must be a whole number from 0 to 2147483647, not 128.5.",
        ),
        (
            plain(r#", "memory": null"#),
            "1:44 Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
        ),
        (
            of_containers(
                r#"{"name": "web", "image": "nginx"}"#,
                r#", "memory": "512""#,
            ),
            "accepted",
        ),
        (
            of_containers(
                r#"{"name": "a", "image": "x", "memory": 300}, {"name": "b", "image": "x", "memory": 300}"#,
                r#", "memory": "512""#,
            ),
            "1:126 The 'memory' setting for container is greater than for the task.",
        ),
        (
            of_containers(
                r#"{"name": "a", "image": "x"}, {"name": "b", "image": "x", "memory": 6}"#,
                "",
            ),
            "1:44 Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be specified.",
        ),
    ]);
}

#[test]
fn links_and_names_in_each_network_mode() {
    let pair = |first: &str, task: &str| {
        of_containers(
            &format!(
                r#"{{"name": "a", "image": "x", "memory": 64{first}}}, {{"name": "b", "image": "x", "memory": 64}}"#
            ),
            task,
        )
    };
    check_table(&[
        (pair(r#", "links": ["b"]"#, ""), "accepted"),
        (
            pair(
                r#", "links": ["b:database"]"#,
                r#", "networkMode": "bridge""#,
            ),
            "accepted",
        ),
        (
            pair(r#", "links": ["c"]"#, ""),
            "1:96 Container `a` links to `c`, which does not exist.",
        ),
        (
            pair(r#", "links": ["b"]"#, r#", "networkMode": "awsvpc""#),
            "1:86 Links are not supported when networkMode=awsvpc.",
        ),
        (
            pair(r#", "links": ["b"]"#, r#", "networkMode": "host""#),
            "1:86 Links are not supported when networkMode=host.",
        ),
        (
            pair(r#", "hostname": "a""#, r#", "networkMode": "awsvpc""#),
            "1:98 hostname is not supported on container when networkMode=awsvpc.",
        ),
        (
            pair(r#", "hostname": "a""#, r#", "networkMode": "bridge""#),
            "accepted",
        ),
        (
            pair(
                r#", "extraHosts": [{"hostname": "db", "ipAddress": "10.0.0.1"}]"#,
                r#", "networkMode": "awsvpc""#,
            ),
            "1:86 extraHosts is not supported on container when networkMode=awsvpc.",
        ),
        (
            pair(r#", "links": ["b"]"#, "")
                .replace(r#""name": "b", "#, r#""name": "b", "links": ["a"], "#),
            "1:86 Container links should not have a cycle",
        ),
        (
            pair(r#", "volumesFrom": [{"sourceContainer": "b"}]"#, ""),
            "accepted",
        ),
        (
            pair(r#", "volumesFrom": [{"sourceContainer": "c"}]"#, ""),
            "1:122 Container `a` mounts the volumes of `c`, which does not exist.",
        ),
    ]);
}
