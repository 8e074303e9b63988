//! The forms in which people have task definitions, and fields of the wrong name or type.

use document::{read_task_definition, write_task_definition};
use expect_test::{Expect, expect};

use crate::task_definition::{FARGATE, INSTANCES, check, on_instances};

#[test]
fn our_own_definitions_are_accepted() {
    check(FARGATE, expect!["accepted"]);
    check(INSTANCES, expect!["accepted"]);
}

#[test]
fn arrays_are_refused_with_what_to_do() {
    check(
        r#"[{"name": "web", "image": "nginx"}]"#,
        expect![[
            r#"1:1: This is an array of container definitions. Put it into a task definition: {"family": "my-task", "containerDefinitions": [...]}."#
        ]],
    );
    check(
        r#"[{"family": "web", "containerDefinitions": []}]"#,
        expect![
            "1:1: This is an array that holds a task definition: remove the [ before it and the ] after it."
        ],
    );
    check(
        "[]",
        expect![[
            r#"1:1: This is an array of container definitions. Put it into a task definition: {"family": "my-task", "containerDefinitions": [...]}."#
        ]],
    );
}

#[test]
fn a_wrapper_is_opened_and_what_only_aws_says_is_dropped() {
    let described = r#"{
      "taskDefinition": {
        "taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:3", "revision": 3,
        "family": "web", "status": "ACTIVE", "requiresAttributes": [{"name": "a"}], "compatibilities": ["EC2"],
        "containerDefinitions": [{"name": "web", "image": "nginx", "memory": 128, "command": null}],
        "registeredAt": 1.5, "registeredBy": "me", "deregisteredAt": null, "volumes": null
      },
      "tags": [{"key": "team", "value": "shop"}]
    }"#;
    let definition = read_task_definition(described)
        .definition
        .expect("nothing is wrong");
    let tags: Vec<&str> = definition.tags.iter().map(|tag| tag.key.as_str()).collect();
    assert_eq!((definition.family.as_str(), tags), ("web", vec!["team"]));
}

#[test]
fn something_else_beside_a_wrapper_is_unknown() {
    check(
        r#"{"taskDefinition": {"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx", "memory": 128}]}, "cluster": "x"}"#,
        expect![[
            r#"1:115 cluster: Unknown parameter in input: "cluster", must be one of: family, taskRoleArn, executionRoleArn, networkMode, containerDefinitions, volumes, placementConstraints, requiresCompatibilities, cpu, memory, tags, pidMode, ipcMode, proxyConfiguration, inferenceAccelerators, ephemeralStorage, runtimePlatform, enableFaultInjection, trustedExecutionConfiguration. "cluster" belongs to a service."#
        ]],
    );
}

#[test]
fn unknown_names() {
    check(
        &on_instances("", r#", "loadBalancers": []"#),
        expect![[
            r#"1:100 loadBalancers: Unknown parameter in input: "loadBalancers", must be one of: family, taskRoleArn, executionRoleArn, networkMode, containerDefinitions, volumes, placementConstraints, requiresCompatibilities, cpu, memory, tags, pidMode, ipcMode, proxyConfiguration, inferenceAccelerators, ephemeralStorage, runtimePlatform, enableFaultInjection, trustedExecutionConfiguration. "loadBalancers" belongs to a service."#
        ]],
    );
    check(
        &on_instances("", r#", "essential": true"#),
        expect![[
            r#"1:100 essential: Unknown parameter in input: "essential", must be one of: family, taskRoleArn, executionRoleArn, networkMode, containerDefinitions, volumes, placementConstraints, requiresCompatibilities, cpu, memory, tags, pidMode, ipcMode, proxyConfiguration, inferenceAccelerators, ephemeralStorage, runtimePlatform, enableFaultInjection, trustedExecutionConfiguration. "essential" belongs to a container definition."#
        ]],
    );
    check(
        &on_instances(r#", "memoryReservaton": 64"#, ""),
        expect![[
            r#"1:98 containerDefinitions[0].memoryReservaton: Unknown parameter in containerDefinitions[0]: "memoryReservaton", must be one of: name, image, repositoryCredentials, cpu, memory, memoryReservation, links, portMappings, essential, restartPolicy, entryPoint, command, environment, environmentFiles, mountPoints, volumesFrom, linuxParameters, secrets, dependsOn, startTimeout, stopTimeout, versionConsistency, hostname, user, workingDirectory, disableNetworking, privileged, readonlyRootFilesystem, dnsServers, dnsSearchDomains, extraHosts, dockerSecurityOptions, interactive, pseudoTerminal, dockerLabels, ulimits, logConfiguration, healthCheck, systemControls, resourceRequirements, firelensConfiguration, credentialSpecs. Did you mean "memoryReservation"?"#
        ]],
    );
    check(
        &on_instances(r#", "networkMode": "host""#, ""),
        expect![[
            r#"1:98 containerDefinitions[0].networkMode: Unknown parameter in containerDefinitions[0]: "networkMode", must be one of: name, image, repositoryCredentials, cpu, memory, memoryReservation, links, portMappings, essential, restartPolicy, entryPoint, command, environment, environmentFiles, mountPoints, volumesFrom, linuxParameters, secrets, dependsOn, startTimeout, stopTimeout, versionConsistency, hostname, user, workingDirectory, disableNetworking, privileged, readonlyRootFilesystem, dnsServers, dnsSearchDomains, extraHosts, dockerSecurityOptions, interactive, pseudoTerminal, dockerLabels, ulimits, logConfiguration, healthCheck, systemControls, resourceRequirements, firelensConfiguration, credentialSpecs. "networkMode" belongs to the task definition itself."#
        ]],
    );
    check(
        &on_instances(r#", "portMappings": [{"Port": 1}]"#, ""),
        expect![[r#"
            1:116 containerDefinitions[0].portMappings[0].Port: Unknown parameter in containerDefinitions[0].portMappings[0]: "Port", must be one of: containerPort, hostPort, protocol, name, appProtocol, containerPortRange
            1:115 containerDefinitions[0].portMappings[0].containerPort: Invalid 'containerPort' setting for container 'web'. (port-number)"#]],
    );
}

#[test]
fn a_name_in_other_capitals_is_reported_and_read() {
    check(
        r#"{"Family": "web", "ContainerDefinitions": [{"name": "web", "image": 1}]}"#,
        expect![[r#"
            1:2 Family: Unknown parameter in input: "Family", must be one of: family, taskRoleArn, executionRoleArn, networkMode, containerDefinitions, volumes, placementConstraints, requiresCompatibilities, cpu, memory, tags, pidMode, ipcMode, proxyConfiguration, inferenceAccelerators, ephemeralStorage, runtimePlatform, enableFaultInjection, trustedExecutionConfiguration. Did you mean "family"?
            1:19 ContainerDefinitions: Unknown parameter in input: "ContainerDefinitions", must be one of: family, taskRoleArn, executionRoleArn, networkMode, containerDefinitions, volumes, placementConstraints, requiresCompatibilities, cpu, memory, tags, pidMode, ipcMode, proxyConfiguration, inferenceAccelerators, ephemeralStorage, runtimePlatform, enableFaultInjection, trustedExecutionConfiguration. Did you mean "containerDefinitions"?
            1:69 containerDefinitions[0].image: `image` must be a string, not a number: write "1".
            1:44 containerDefinitions[0].memory: Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified. (container-needs-memory)"#]],
    );
}

#[test]
fn missing_fields() {
    check(
        "{}",
        expect![[r#"
            1:1 family: Family should not be null or empty. (definition-needs-family)
            1:1 containerDefinitions: Container list cannot be empty. (definition-needs-containers)"#]],
    );
    check(
        &on_instances(r#", "secrets": [{"name": "A"}]"#, ""),
        expect![[r#"
            1:110 containerDefinitions[0].secrets[0].valueFrom: Missing required parameter in containerDefinitions[0].secrets[0]: "valueFrom"
            1:1 executionRoleArn: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'. (secrets-need-execution-role)"#]],
    );
    check(
        &on_instances(r#", "healthCheck": {}"#, ""),
        expect![[
            r#"1:113 containerDefinitions[0].healthCheck.command: Missing required parameter in containerDefinitions[0].healthCheck: "command""#
        ]],
    );
    check(
        &on_instances(r#", "logConfiguration": {"options": {}}"#, ""),
        expect![[
            r#"1:118 containerDefinitions[0].logConfiguration.logDriver: Missing required parameter in containerDefinitions[0].logConfiguration: "logDriver""#
        ]],
    );
}

#[test]
fn wrong_types_are_told_all_at_once() {
    check(
        r#"{
  "family": 7,
  "cpu": 256,
  "memory": "a lot",
  "requiresCompatibilities": "EC2",
  "containerDefinitions": [
    {"name": "web", "image": {}, "memory": "512", "essential": "true", "command": "run", "cpu": 1.5},
    "web",
    {"name": "db", "image": "db", "environment": [{"name": "PORT", "value": 5432}], "dockerLabels": {"a": true},
     "portMappings": [{"containerPort": 70000, "protocol": "TCP", "containerPortRange": "x"}], "memory": -1}
  ],
  "volumes": [{"name": "v", "host": "/srv"}],
  "enableFaultInjection": 1
}"#,
        expect![[r#"
            2:13 family: `family` must be a string, not a number: write "7".
            3:10 cpu: `cpu` must be a string, not a number: write "256".
            4:13 memory: Invalid 'memory' setting for task: write MiB, such as "512", or GB, such as "1 GB". (task-size-forms)
            5:30 requiresCompatibilities: `requiresCompatibilities` must be an array, not a string: write [ before it and ] after it.
            7:30 containerDefinitions[0].image: `image` must be a string, not an object.
            7:44 containerDefinitions[0].memory: `memory` must be a whole number, not a string: write 512 without quotes.
            7:64 containerDefinitions[0].essential: `essential` must be true or false, not a string: write true without quotes.
            7:83 containerDefinitions[0].command: `command` must be an array, not a string: write [ before it and ] after it.
            7:97 containerDefinitions[0].cpu: `cpu` must be a whole number from 0 to 2147483647, not 1.5.
            8:5 containerDefinitions[1]: `containerDefinitions[1]` must be an object, not a string.
            9:77 containerDefinitions[2].environment[0].value: `value` must be a string, not a number: write "5432".
            9:107 containerDefinitions[2].dockerLabels: `a` in `dockerLabels` must be a string, not a boolean: write "true".
            10:41 containerDefinitions[2].portMappings[0].containerPort: `containerPort` must be a whole number from 0 to 65535, not 70000.
            10:60 containerDefinitions[2].portMappings[0].protocol: TCP is not a valid protocol. Must be one of [tcp,udp]
            10:89 containerDefinitions[2].portMappings[0].containerPortRange: `x` is not a range of ports: write the first and the last, such as 8000-8010. (port-range-shape)
            10:106 containerDefinitions[2].memory: `memory` must be a whole number from 0 to 2147483647, not -1.
            12:37 volumes[0].host: `host` must be an object, not a string.
            13:27 enableFaultInjection: `enableFaultInjection` must be true or false, not a number."#]],
    );
}

#[test]
fn empty_texts_mean_nothing_where_tools_write_them() {
    let text = on_instances(
        "",
        r#", "networkMode": "", "pidMode": "", "ipcMode": "", "taskRoleArn": "", "executionRoleArn": """#,
    );
    let definition = read_task_definition(&text)
        .definition
        .expect("nothing is wrong");
    assert_eq!(
        (definition.network_mode, definition.task_role_arn),
        (None, None)
    );
    check(
        &on_instances("", r#", "networkMode": "default""#),
        expect!["accepted"],
    );
}

#[test]
fn the_family_is_told_even_if_something_is_wrong() {
    let reading = read_task_definition(r#"{"family": "web", "cpu": ${CPU}}"#);
    assert_eq!(reading.family.as_deref(), Some("web"));
}

#[test]
fn a_definition_of_more_than_64_kib_is_refused() {
    let long = format!(r#", "command": ["{}"]"#, "a".repeat(70_000));
    check(
        &on_instances(&long, ""),
        expect![
            "1:1: This task definition has 70105 bytes: at most 65536 (64 KiB) are registered. (definition-size)"
        ],
    );
}

fn check_notes(text: &str, expected: Expect) {
    let notes = read_task_definition(text).not_simulated;
    let lines: Vec<String> = notes
        .iter()
        .map(|note| format!("{}: {} {}", note.line, note.path, &text[note.span.clone()]))
        .map(|line| line.split('\n').next().unwrap_or("").to_owned())
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn what_is_not_simulated_is_noted_and_what_says_nothing_is_not() {
    check_notes(
        FARGATE,
        expect![[r#"
            19: containerDefinitions[0].ulimits [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }]
            36: ephemeralStorage { "sizeInGiB": 30 }"#]],
    );
    check_notes(
        INSTANCES,
        expect![[r#"
            9: containerDefinitions[0].links ["app:backend"]
            10: containerDefinitions[0].portMappings[1].containerPortRange "9000-9009"
            11: containerDefinitions[0].mountPoints [{ "sourceVolume": "logs", "containerPath": "/var/log", "readOnly": false }]
            12: containerDefinitions[0].volumesFrom [{ "sourceContainer": "app", "readOnly": true }]
            14: containerDefinitions[0].linuxParameters.capabilities { "add": ["NET_ADMIN"] }
            15: containerDefinitions[0].linuxParameters.devices [{ "hostPath": "/dev/fuse", "permissions": ["read", "mknod"] }]
            17: containerDefinitions[0].linuxParameters.tmpfs [{ "containerPath": "/tmp", "size": 16 }]
            18: containerDefinitions[0].linuxParameters.swappiness 10
            21: containerDefinitions[0].privileged true
            23: containerDefinitions[0].extraHosts [{ "hostname": "db", "ipAddress": "10.0.0.5" }]
            26: containerDefinitions[0].systemControls [{ "namespace": "net.core.somaxconn", "value": "1024" }]
            30: containerDefinitions[1].environmentFiles [{ "value": "arn:aws:s3:::settings/app.env", "type": "s3" }]
            32: volumes [
            39: pidMode "host"
            40: ipcMode "none"
            41: enableFaultInjection true"#]],
    );
    check_notes(
        &on_instances(
            r#", "privileged": false, "secrets": [], "linuxParameters": {}, "environment": [{"name": "A", "value": "1"}]"#,
            r#", "runtimePlatform": {"operatingSystemFamily": "LINUX", "cpuArchitecture": "X86_64"}, "volumes": []"#,
        ),
        expect![[""]],
    );
}

#[test]
fn what_is_written_is_aws_own_json() {
    let definition = read_task_definition(FARGATE)
        .definition
        .expect("nothing is wrong");
    expect![[r#"
        {
          "family": "web",
          "taskRoleArn": "arn:aws:iam::123456789012:role/web",
          "executionRoleArn": "ecsTaskExecutionRole",
          "networkMode": "awsvpc",
          "containerDefinitions": [
            {
              "name": "web",
              "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "cpu": 128,
              "memoryReservation": 256,
              "portMappings": [
                {
                  "containerPort": 8080,
                  "protocol": "tcp",
                  "name": "http",
                  "appProtocol": "http"
                }
              ],
              "essential": true,
              "command": [
                "serve",
                "--greeting",
                "café \"ouvert\"\n"
              ],
              "environment": [
                {
                  "name": "LEVEL",
                  "value": ""
                }
              ],
              "secrets": [
                {
                  "name": "TOKEN",
                  "valueFrom": "/web/token"
                }
              ],
              "dependsOn": [
                {
                  "containerName": "migrate",
                  "condition": "SUCCESS"
                }
              ],
              "stopTimeout": 60,
              "ulimits": [
                {
                  "name": "nofile",
                  "softLimit": 1024,
                  "hardLimit": 4096
                }
              ],
              "logConfiguration": {
                "logDriver": "awslogs",
                "options": {
                  "awslogs-group": "/ecs/web",
                  "awslogs-region": "eu-west-1",
                  "awslogs-stream-prefix": "web"
                }
              },
              "healthCheck": {
                "command": [
                  "CMD-SHELL",
                  "curl -f http://localhost:8080/"
                ],
                "interval": 10,
                "timeout": 5,
                "retries": 3,
                "startPeriod": 0
              }
            },
            {
              "name": "migrate",
              "image": "migrate@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "essential": false
            }
          ],
          "requiresCompatibilities": [
            "FARGATE"
          ],
          "cpu": "512",
          "memory": "1024",
          "tags": [
            {
              "key": "team",
              "value": "shop"
            }
          ],
          "ephemeralStorage": {
            "sizeInGiB": 30
          },
          "runtimePlatform": {
            "cpuArchitecture": "ARM64",
            "operatingSystemFamily": "LINUX"
          }
        }
    "#]].assert_eq(&write_task_definition(&definition));
}

#[test]
fn what_is_written_reads_as_the_same_value() {
    for text in [FARGATE, INSTANCES] {
        let definition = read_task_definition(text)
            .definition
            .expect("nothing is wrong");
        let written = write_task_definition(&definition);
        assert_eq!(
            read_task_definition(&written).definition,
            Some(definition),
            "{written}"
        );
    }
}

/// Texts that are nearly right: cut anywhere, and with any character replaced.
#[test]
fn no_damage_to_a_text_stops_the_reading() {
    for text in [FARGATE, INSTANCES] {
        for (place, letter) in text.char_indices() {
            let (before, after) = (&text[..place], &text[place + letter.len_utf8()..]);
            check_stays_in_bounds(before);
            for other in ['"', '{', ']', ',', '\\', '\n', '7', '\'', '$', 'é', '\u{0}'] {
                check_stays_in_bounds(&format!("{before}{other}{after}"));
            }
        }
    }
}

fn check_stays_in_bounds(text: &str) {
    let reading = read_task_definition(text);
    assert_eq!(
        reading.definition.is_some(),
        reading.problems.is_empty(),
        "{text}"
    );
    for problem in &reading.problems {
        assert!(
            text.get(problem.span.clone()).is_some(),
            "{problem:?} in {text}"
        );
        assert!(
            problem.line >= 1 && problem.column >= 1,
            "{problem:?} in {text}"
        );
    }
}

#[test]
fn problems_of_every_kind_come_at_once_without_what_only_follows_from_them() {
    check(
        r#"{
  "family": "web",
  "networkMode": "bridge",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": 256,
  "memory": "512",
  "volumes": {},
  "containerDefinitions": [
    {"name": "web", "image": ${IMAGE}, "mountPoints": [{"sourceVolume": "data"}], "stopTimeout": 300},
    {"name": 7, "image": "db", "essential": "no", "colour": "red"},
    {"name": "job", "image": "job", "dependsOn": [{"containerName": "db", "condition": "HEALTHY"}]},
  ]
}"#,
        expect![[r#"
            9:30: `${IMAGE}` is a placeholder: replace it with a value.
            11:100: Nothing follows this comma but `]`: remove the comma.
            5:10 cpu: `cpu` must be a string, not a number: write "256".
            7:14 volumes: `volumes` must be an array, not an object: write [ before it and ] after it.
            10:51 containerDefinitions[1].colour: Unknown parameter in containerDefinitions[1]: "colour", must be one of: name, image, repositoryCredentials, cpu, memory, memoryReservation, links, portMappings, essential, restartPolicy, entryPoint, command, environment, environmentFiles, mountPoints, volumesFrom, linuxParameters, secrets, dependsOn, startTimeout, stopTimeout, versionConsistency, hostname, user, workingDirectory, disableNetworking, privileged, readonlyRootFilesystem, dnsServers, dnsSearchDomains, extraHosts, dockerSecurityOptions, interactive, pseudoTerminal, dockerLabels, ulimits, logConfiguration, healthCheck, systemControls, resourceRequirements, firelensConfiguration, credentialSpecs
            10:14 containerDefinitions[1].name: `name` must be a string, not a number: write "7".
            10:45 containerDefinitions[1].essential: `essential` must be true or false, not a string.
            3:18 networkMode: Fargate only supports network mode ‘awsvpc’. (fargate-network-mode)
            9:98 containerDefinitions[0].stopTimeout: Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds. (fargate-stop-timeout)"#]],
    );
}
