//! What Amazon ECS refuses to register, in its own words.

use expect_test::expect;

use crate::task_definition::{check, on_fargate, on_instances};

#[test]
fn families_and_containers() {
    check(
        r#"{"family": "", "containerDefinitions": []}"#,
        expect![[r#"
            1:12 family: Family should not be null or empty. (definition-needs-family)
            1:16 containerDefinitions: Container list cannot be empty. (definition-needs-containers)"#]],
    );
    check(
        r#"{"family": "my web", "containerDefinitions": [{"memory": 64}, {"name": "a b", "image": "x", "memory": 64}]}"#,
        expect![[r#"
            1:12 family: Family contains invalid characters. `my web` is not 1 to 255 letters, digits, hyphens and underscores. (family-name)
            1:47 containerDefinitions[0].name: Container.name should not be null or empty. (container-needs-name)
            1:47 containerDefinitions[0].image: Container.image should not be null or empty. (container-needs-image)
            1:72 containerDefinitions[1].name: Container.name contains invalid characters. `a b` is not 1 to 255 letters, digits, hyphens and underscores. (container-name)"#]],
    );
    let containers: Vec<String> = (0..11)
        .map(|number| format!(r#"{{"name": "c{number}", "image": "x", "memory": 6}}"#))
        .collect();
    let containers = containers.join(",");
    check(
        &format!(r#"{{"family": "web", "containerDefinitions": [{containers}]}}"#),
        expect![
            "1:19 containerDefinitions: Too many containers in the task definition (max 10). (containers-max)"
        ],
    );
    check(
        r#"{"family": "web", "containerDefinitions": [{"name": "a", "image": "x", "memory": 6, "essential": false}, {"name": "a", "image": "x", "memory": 6, "essential": false}]}"#,
        expect![[r#"
            1:115 containerDefinitions[1].name: Container names must be unique within a Task Definition. (container-name-once)
            1:19 containerDefinitions: Task definition does not have any essential container. (essential-container)"#]],
    );
}

#[test]
fn images() {
    let image = |image: &str| {
        format!(
            r#"{{"family": "web", "containerDefinitions": [{{"name": "web", "memory": 64, "image": "{image}"}}]}}"#
        )
    };
    for accepted in [
        "nginx",
        "nginx:1.27",
        "public.ecr.aws/nginx/nginx:1.27-alpine",
        "localhost:5000/Team/app_1:v1",
        "app@sha256:0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef",
    ] {
        let reading = document::read_task_definition(&image(accepted));
        assert_eq!(reading.problems, []);
    }
    check(
        &image("<IMAGE1_NAME>"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `<IMAGE1_NAME>` is a placeholder: write an image, such as nginx:1.27. (image-reference)"
        ],
    );
    check(
        &image("${X}:latest"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `${X}:latest` is a placeholder: write an image, such as nginx:1.27. (image-reference)"
        ],
    );
    check(
        &image("{{ image }}"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `{{ image }}` is a placeholder: write an image, such as nginx:1.27. (image-reference)"
        ],
    );
    check(
        &image("my image"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `my image` is not letters, digits and - _ . / : # only. (image-reference)"
        ],
    );
    check(
        &image(":latest"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `:latest` is not registry/name:tag, such as nginx:1.27. (image-reference)"
        ],
    );
    check(
        &image("nginx:"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `nginx:` is not registry/name:tag, such as nginx:1.27. (image-reference)"
        ],
    );
    check(
        &image("nginx@1.27"),
        expect![
            "1:83 containerDefinitions[0].image: Container.image contains invalid characters. `nginx@1.27` has no sha256: and 64 hexadecimal digits after its `@`. (image-reference)"
        ],
    );
    check(
        &image(&"a".repeat(256)),
        expect![
            "1:83 containerDefinitions[0].image: An image name is at most 255 characters, this one has 256. (image-reference)"
        ],
    );
}

#[test]
fn roles() {
    let roles = |task: &str, execution: &str| {
        on_instances(
            "",
            &format!(r#", "taskRoleArn": "{task}", "executionRoleArn": "{execution}""#),
        )
    };
    check(
        &roles("web", "arn:aws-cn:iam::123456789012:role/service-role/web"),
        expect!["accepted"],
    );
    check(
        &roles(
            "arn:aws:iam::ACCOUNT_ID:role/web",
            "arn:aws:iam::123456789012:user/web",
        ),
        expect![[r#"
            1:115 taskRoleArn: Role is not valid. `arn:aws:iam::ACCOUNT_ID:role/web` is neither a role's name nor an ARN with an account of 12 digits, such as arn:aws:iam::123456789012:role/ecsTaskExecutionRole. (role-name)
            1:171 executionRoleArn: Role is not valid. `arn:aws:iam::123456789012:user/web` is neither a role's name nor an ARN with an account of 12 digits, such as arn:aws:iam::123456789012:role/ecsTaskExecutionRole. (role-name)"#]],
    );
    check(
        &roles("${ROLE}", "__ROLE__"),
        expect![[r#"
            1:115 taskRoleArn: Role is not valid. `${ROLE}` is a placeholder: write a role's name or ARN, such as arn:aws:iam::123456789012:role/ecsTaskExecutionRole. (role-name)
            1:146 executionRoleArn: Role is not valid. `__ROLE__` is a placeholder: write a role's name or ARN, such as arn:aws:iam::123456789012:role/ecsTaskExecutionRole. (role-name)"#]],
    );
    check(
        &on_instances(r#", "secrets": [{"name": "A", "valueFrom": "a"}]"#, ""),
        expect![
            "1:1 executionRoleArn: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'. (secrets-need-execution-role)"
        ],
    );
}

#[test]
fn sizes_of_tasks_and_containers() {
    check(
        r#"{"family": "web", "containerDefinitions": [{"name": "web", "image": "x"}]}"#,
        expect![
            "1:44 containerDefinitions[0].memory: Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified. (container-needs-memory)"
        ],
    );
    check(
        &on_instances(r#", "memoryReservation": 256"#, ""),
        expect![
            "1:93 containerDefinitions[0].memory: Invalid setting for container 'web'. 'memory' must not be less than 'memoryReservation'. (memory-covers-reservation)"
        ],
    );
    check(
        &on_instances(r#", "memoryReservation": 4"#, ""),
        expect![
            "1:119 containerDefinitions[0].memoryReservation: Invalid setting for container 'web'. 'memoryReservation' must be at least 6 MiB. (container-memory-min)"
        ],
    );
    check(
        &on_instances(r#", "cpu": 300"#, r#", "cpu": "256", "memory": "64""#),
        expect![[r#"
            1:93 containerDefinitions[0].memory: The 'memory' setting for container is greater than for the task. (task-memory-covers-containers)
            1:105 containerDefinitions[0].cpu: The 'cpu' setting for container is greater than for the task. (task-cpu-covers-containers)"#]],
    );
    check(
        &on_instances("", r#", "cpu": "64""#),
        expect![
            "1:107 cpu: Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide. (task-cpu-range)"
        ],
    );
    check(
        &on_instances("", r#", "cpu": "200 vCPU""#),
        expect![
            "1:107 cpu: Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide. (task-cpu-range)"
        ],
    );
}

#[test]
fn fargate_asks_for_a_network_and_a_size() {
    check(
        &on_instances("", r#", "requiresCompatibilities": ["FARGATE"]"#),
        expect![[r#"
            1:1 networkMode: Fargate only supports network mode ‘awsvpc’. (fargate-network-mode)
            1:1 cpu: Fargate requires that 'cpu' be defined at the task level. (fargate-needs-cpu)
            1:1 memory: Fargate requires that 'memory' be defined at the task level. (fargate-needs-memory)"#]],
    );
    let sized = |cpu: &str, memory: &str| {
        on_instances(
            "",
            &format!(
                r#", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "{cpu}", "memory": "{memory}""#
            ),
        )
    };
    check(&sized(".25 vCPU", ".5 GB"), expect!["accepted"]);
    check(&sized("8192", "60GB"), expect!["accepted"]);
    check(
        &sized("256", "1536"),
        expect![
            "1:189 memory: No Fargate configuration exists for given values: 256 CPU, 1536 memory. See the Amazon ECS documentation for the valid values. (fargate-task-size)"
        ],
    );
    check(
        &sized("300", "512"),
        expect![
            "1:172 cpu: No Fargate configuration exists for given values: 300 CPU, 512 memory. See the Amazon ECS documentation for the valid values. (fargate-task-size)"
        ],
    );
    check(
        &sized("8192", "17 GB"),
        expect![
            "1:190 memory: No Fargate configuration exists for given values: 8192 CPU, 17408 memory. See the Amazon ECS documentation for the valid values. (fargate-task-size)"
        ],
    );
}

#[test]
fn fargate_for_windows_has_fewer_sizes() {
    check(
        &on_fargate(
            "",
            r#", "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}"#,
        ),
        expect![
            "1:172 cpu: No Fargate configuration exists for given values: 256 CPU, 512 memory. See the Amazon ECS documentation for the valid values. (fargate-task-size)"
        ],
    );
}

#[test]
fn fargate_takes_nothing_that_needs_an_instance() {
    check(
        &on_fargate(
            r#", "privileged": true, "disableNetworking": true, "dnsServers": ["1.1.1.1"], "dnsSearchDomains": ["x"],
               "dockerSecurityOptions": ["no-new-privileges"], "resourceRequirements": [{"type": "GPU", "value": "1"}],
               "linuxParameters": {"devices": [{"hostPath": "/dev/fuse"}], "sharedMemorySize": 1, "maxSwap": 1,
               "tmpfs": [{"containerPath": "/tmp", "size": 1}], "swappiness": 1,
               "capabilities": {"add": ["SYS_PTRACE", "NET_ADMIN"]}},
               "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 2000000}], "startTimeout": 121, "stopTimeout": 121"#,
            r#", "pidMode": "host", "ipcMode": "task", "placementConstraints": [{"type": "memberOf", "expression": "attribute:x exists"}],
               "volumes": [{"name": "a", "host": {"sourcePath": "/a"}}, {"name": "b", "dockerVolumeConfiguration": {}}]"#,
        ),
        expect![[r#"
            6:240 pidMode: Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'. (fargate-pid-mode)
            6:259 ipcMode: Tasks using the Fargate launch type do not support ipcMode. (fargate-unsupported)
            6:267 placementConstraints: Fargate compatible task definitions do not support placementConstraints (fargate-unsupported)
            1:139 containerDefinitions[0].disableNetworking: Fargate compatible task definitions do not support disableNetworking (fargate-unsupported)
            1:112 containerDefinitions[0].privileged: Fargate compatible task definitions do not support privileged (fargate-unsupported)
            1:145 containerDefinitions[0].dnsServers: Fargate compatible task definitions do not support dnsServers (fargate-unsupported)
            1:172 containerDefinitions[0].dnsSearchDomains: Fargate compatible task definitions do not support dnsSearchDomains (fargate-unsupported)
            2:16 containerDefinitions[0].dockerSecurityOptions: Fargate compatible task definitions do not support dockerSecurityOptions (fargate-unsupported)
            3:36 containerDefinitions[0].linuxParameters.devices: Fargate compatible task definitions do not support devices (fargate-unsupported)
            3:96 containerDefinitions[0].linuxParameters.sharedMemorySize: Fargate compatible task definitions do not support sharedMemorySize (fargate-unsupported)
            4:16 containerDefinitions[0].linuxParameters.tmpfs: Fargate compatible task definitions do not support tmpfs (fargate-unsupported)
            3:110 containerDefinitions[0].linuxParameters.maxSwap: Fargate compatible task definitions do not support maxSwap (fargate-unsupported)
            4:79 containerDefinitions[0].linuxParameters.swappiness: Fargate compatible task definitions do not support swappiness (fargate-unsupported)
            5:55 containerDefinitions[0].linuxParameters.capabilities.add[1]: Fargate adds no capability but SYS_PTRACE: leave `NET_ADMIN` out. (fargate-capabilities)
            2:98 containerDefinitions[0].resourceRequirements[0].type: GPUs are not supported on Fargate. (fargate-unsupported)
            6:126 containerDefinitions[0].stopTimeout: Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds. (fargate-stop-timeout)
            6:106 containerDefinitions[0].startTimeout: Tasks using the Fargate launch type must have a container start timeout of at most 120 seconds. (fargate-start-timeout)
            6:79 containerDefinitions[0].ulimits[0].hardLimit: `nofile` on Fargate is at most 1048576, not 2000000. (fargate-nofile)
            7:65 volumes[0].host.sourcePath: Fargate compatible task definitions do not support sourcePath (fargate-volumes)
            7:87 volumes[1].dockerVolumeConfiguration: Fargate compatible task definitions do not support dockerVolumeConfiguration (fargate-volumes)"#]],
    );
    check(
        &on_fargate(
            r#", "privileged": false, "startTimeout": 120, "stopTimeout": 120"#,
            r#", "pidMode": "task", "volumes": [{"name": "a", "host": {}}]"#,
        ),
        expect!["accepted"],
    );
}

#[test]
fn fargate_logs_and_pulls_with_an_execution_role() {
    check(
        &on_fargate(r#", "logConfiguration": {"logDriver": "syslog"}"#, ""),
        expect![
            "1:132 containerDefinitions[0].logConfiguration.logDriver: syslog is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens] (fargate-log-driver)"
        ],
    );
    check(
        &on_fargate(
            r#", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "g"}}"#,
            "",
        ),
        expect![[r#"
            1:143 containerDefinitions[0].logConfiguration.options: Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs. (fargate-log-stream-prefix)
            1:1 executionRoleArn: Fargate requires task definition to have execution role ARN to support log driver awslogs. (fargate-logs-need-role)
            1:143 containerDefinitions[0].logConfiguration.options: Log driver awslogs requires options: awslogs-region (awslogs-options)"#]],
    );
    check(
        r#"{"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web"}], "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512"}"#,
        expect![
            "1:1 executionRoleArn: Fargate requires task definition to have execution role ARN to support ECR images. (fargate-ecr-needs-role)"
        ],
    );
}

#[test]
fn constraints_and_tags() {
    check(
        &on_instances(
            "",
            r#", "placementConstraints": [{"expression": "attribute:x exists"}, {"type": "memberOf"}]"#,
        ),
        expect![[r#"
            1:125 placementConstraints[0].type: A placement constraint of a task definition has the type memberOf. (placement-constraint-shape)
            1:163 placementConstraints[1].expression: A memberOf constraint needs an expression of 1 to 2000 characters. (placement-constraint-shape)"#]],
    );
    check(
        &on_instances(
            "",
            r#", "placementConstraints": [{"type": "memberOf", "expression": "attribute:x exist"},
                {"type": "memberOf", "expression": "attribute:ecs.instance-type =~ t2.*+"}]"#,
        ),
        expect![[r#"
            1:160 placementConstraints[0].expression: Invalid expression. At character 13: expected an operator of attribute:x (== != > >= < <= in !in =~ !~ exists !exists), found `exist`. (query-syntax)
            2:52 placementConstraints[1].expression: Invalid expression. At character 35: patterns with possessive quantifiers are not supported. (query-syntax)"#]],
    );
    let constraints = [r#"{"type": "memberOf", "expression": "attribute:x exists"}"#; 11].join(",");
    check(
        &on_instances("", &format!(r#", "placementConstraints": [{constraints}]"#)),
        expect![
            "1:100 placementConstraints: A task has at most 10 placement constraints, this definition 11. (placement-constraints-max)"
        ],
    );
    check(
        &on_instances(
            "",
            r#", "tags": [{"key": "a"}, {"key": "a"}, {"value": "x"}]"#,
        ),
        expect![[r#"
            1:131 tags[1].key: More than one tag has the key `a`: keys are unique. (tags)
            1:137 tags[2].key: A tag's key has 1 to 128 characters. (tags)"#]],
    );
}

#[test]
fn violations_are_bounded() {
    let mappings = ["{}"; 1_000].join(",");
    let text = on_instances(&format!(r#", "portMappings": [{mappings}]"#), "");
    assert_eq!(document::read_task_definition(&text).problems.len(), 100);
}
