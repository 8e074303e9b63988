//! What Amazon ECS refuses about ports, network modes and links.

use expect_test::expect;

use crate::task_definition::{check, on_instances};

#[test]
fn ports_in_each_network_mode() {
    let ports = |mode: &str, mappings: &str| {
        on_instances(
            &format!(r#", "portMappings": [{mappings}]"#),
            &format!(r#", "networkMode": "{mode}""#),
        )
    };
    let two = r#"{"containerPort": 80, "hostPort": 8080}"#;
    check(&ports("bridge", two), expect!["accepted"]);
    check(
        &ports("awsvpc", two),
        expect![
            "1:149 containerDefinitions[0].portMappings[0].hostPort: When networkMode=awsvpc, the host ports and container ports in port mappings must match. (awsvpc-ports)"
        ],
    );
    check(
        &ports("host", two),
        expect![
            "1:149 containerDefinitions[0].portMappings[0].hostPort: When networkMode=host, the host ports and container ports in port mappings must match. (host-mode-ports)"
        ],
    );
    check(
        &ports("none", two),
        expect![
            "1:98 containerDefinitions[0].portMappings: Port mappings are not supported when networkMode=none. (none-mode-ports)"
        ],
    );
    check(
        &ports(
            "awsvpc",
            r#"{"containerPort": 80, "hostPort": 0}, {"containerPort": 81}"#,
        ),
        expect![
            "1:149 containerDefinitions[0].portMappings[0].hostPort: When networkMode=awsvpc, the host ports and container ports in port mappings must match. (awsvpc-ports)"
        ],
    );
    check(
        &ports("bridge", "{}"),
        expect![
            "1:115 containerDefinitions[0].portMappings[0].containerPort: Invalid 'containerPort' setting for container 'web'. (port-number)"
        ],
    );
    check(
        &ports(
            "bridge",
            r#"{"containerPort": 53}, {"containerPort": 53, "protocol": "udp"}"#,
        ),
        expect![
            "1:172 containerDefinitions[0].portMappings[1].protocol: Container port 53 cannot be exposed for two protocols. (port-protocol-once)"
        ],
    );
    check(
        &ports(
            "bridge",
            r#"{"containerPort": 1, "hostPort": 80}, {"containerPort": 2, "hostPort": 80}"#,
        ),
        expect![
            "1:186 containerDefinitions[0].portMappings[1].hostPort: TCP host port '80' is mapped multiple times in task. (host-port-once)"
        ],
    );
    check(
        &ports("host", r#"{"containerPort": 80}, {"containerPort": 80}"#),
        expect![
            "1:156 containerDefinitions[0].portMappings[1].containerPort: TCP host port '80' is mapped multiple times in task. (host-port-once)"
        ],
    );
}

#[test]
fn port_ranges_and_names() {
    let ports = |mappings: &str| on_instances(&format!(r#", "portMappings": [{mappings}]"#), "");
    check(
        &ports(r#"{"containerPortRange": "8000-8099"}"#),
        expect!["accepted"],
    );
    check(
        &ports(r#"{"containerPortRange": "8000-8100"}"#),
        expect![
            "1:138 containerDefinitions[0].portMappings[0].containerPortRange: `8000-8100` holds 101 ports: a range holds at most 100. (port-range-shape)"
        ],
    );
    check(
        &ports(r#"{"containerPortRange": "8000-8000"}"#),
        expect![
            "1:138 containerDefinitions[0].portMappings[0].containerPortRange: `8000-8000` is not a range: the first port is at least 1 and less than the last. (port-range-shape)"
        ],
    );
    check(
        &ports(r#"{"containerPort": 1, "hostPort": 2, "containerPortRange": "8000-8001"}"#),
        expect![[r#"
            1:173 containerDefinitions[0].portMappings[0].containerPortRange: A port mapping has a containerPort or a containerPortRange, not both. (port-range-shape)
            1:148 containerDefinitions[0].portMappings[0].hostPort: A port mapping with a containerPortRange has no hostPort. (port-range-shape)"#]],
    );
    check(
        &ports(
            r#"{"containerPort": 1, "name": "Web"}, {"containerPort": 2, "name": "a"}, {"containerPort": 3, "name": "a"}"#,
        ),
        expect![[r#"
            1:144 containerDefinitions[0].portMappings[0].name: `Web` is not a port name: use 1 to 64 lower-case letters, digits, hyphens and underscores, and no hyphen first. (port-name)
            1:216 containerDefinitions[0].portMappings[2].name: More than one port is named `a`: names are unique. (port-name)"#]],
    );
    let in_host_mode = on_instances(
        r#", "portMappings": [{"containerPortRange": "8000-8001"}]"#,
        r#", "networkMode": "host""#,
    );
    check(
        &in_host_mode,
        expect![
            "1:138 containerDefinitions[0].portMappings[0].containerPortRange: A containerPortRange needs networkMode bridge or awsvpc. (port-range-mode)"
        ],
    );
}

#[test]
fn network_modes_of_other_platforms() {
    check(
        &on_instances(
            "",
            r#", "requiresCompatibilities": ["EXTERNAL", "MANAGED_INSTANCES"], "networkMode": "awsvpc""#,
        ),
        expect![
            "1:177 networkMode: External instances do not support network mode 'awsvpc'. (external-network-mode)"
        ],
    );
    check(
        &on_instances(
            r#", "portMappings": [{"containerPort": 80, "name": "http"}]"#,
            r#", "requiresCompatibilities": ["EXTERNAL", "MANAGED_INSTANCES"]"#,
        ),
        expect![[r#"
            1:145 containerDefinitions[0].portMappings[0].name: External instances do not support named ports. (external-network-mode)
            1:1 networkMode: Managed Instances support network modes 'awsvpc' and 'host'. (managed-instances-network-mode)"#]],
    );
    check(
        &on_instances(
            "",
            r#", "networkMode": "bridge", "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#,
        ),
        expect![
            "1:115 networkMode: Windows does not support network mode 'bridge': use 'awsvpc', or leave it out for Docker's nat. (windows-network-mode)"
        ],
    );
}

#[test]
fn links_hosts_and_proxies() {
    check(
        &on_instances(r#", "links": ["db", "web:me"]"#, ""),
        expect![[r#"
            1:108 containerDefinitions[0].links[0]: Container `web` links to `db`, which does not exist. (link-target)
            1:114 containerDefinitions[0].links[1]: Container `web` links to itself. (link-target)"#]],
    );
    check(
        &on_instances(
            r#", "links": ["db"], "hostname": "h", "extraHosts": [{"hostname": "a", "ipAddress": "b"}]"#,
            r#", "networkMode": "awsvpc""#,
        ),
        expect![[r#"
            1:98 containerDefinitions[0].links: Links are not supported when networkMode=awsvpc. (links-mode)
            1:127 containerDefinitions[0].hostname: hostname is not supported on container when networkMode=awsvpc. (awsvpc-names)
            1:132 containerDefinitions[0].extraHosts: extraHosts is not supported on container when networkMode=awsvpc. (awsvpc-names)"#]],
    );
    check(
        &on_instances(
            r#", "volumesFrom": [{"sourceContainer": "db"}]"#,
            r#", "proxyConfiguration": {"containerName": "envoy"}"#,
        ),
        expect![[r#"
            1:134 containerDefinitions[0].volumesFrom[0].sourceContainer: Container `web` mounts the volumes of `db`, which does not exist. (volumes-from-container)
            1:144 proxyConfiguration: APPMESH proxy configuration is only supported in networkMode=awsvpc (proxy-mode)
            1:184 proxyConfiguration.containerName: The proxy's container `envoy` does not exist. (proxy-container)"#]],
    );
}
