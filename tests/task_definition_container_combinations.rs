//! What one field of a container means for another: the first problem of many small definitions.

use crate::task_definition::{on_fargate, on_instances};
use crate::task_definition_combinations::{check_table, of_containers};

#[test]
fn dependencies_and_what_they_wait_for() {
    let pair = |condition: &str, second: &str| {
        of_containers(
            &format!(
                r#"{{"name": "a", "image": "x", "memory": 64, "dependsOn": [{{"containerName": "b", "condition": "{condition}"}}]}}, {{"name": "b", "image": "x", "memory": 64{second}}}"#
            ),
            "",
        )
    };
    let check = r#", "healthCheck": {"command": ["CMD-SHELL", "true"]}"#;
    let back = r#", "dependsOn": [{"containerName": "a", "condition": "START"}]"#;
    check_table(&[
        (pair("START", ""), "accepted"),
        (pair("HEALTHY", check), "accepted"),
        (
            pair("HEALTHY", ""),
            "1:136 A dependency container with HEALTHY condition must have health check configured",
        ),
        (pair("COMPLETE", r#", "essential": false"#), "accepted"),
        (
            pair("COMPLETE", ""),
            "1:136 A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
        ),
        (
            pair("SUCCESS", r#", "essential": true"#),
            "1:136 A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
        ),
        (
            pair("RUNNING", ""),
            "1:136 RUNNING is not a valid dependency condition. Must be one of [START,COMPLETE,SUCCESS,HEALTHY]",
        ),
        (
            pair("START", back),
            "1:86 Container dependsOn contains a cycle",
        ),
        (
            pair("START", "").replace(r#""name": "b""#, r#""name": "c""#),
            "1:118 Cannot depend on container + 'b' because it does not exist",
        ),
    ]);
}

#[test]
fn volumes_and_where_they_are_mounted() {
    let mounted = |volume: &str, task: &str| {
        on_instances(
            r#", "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]"#,
            &format!(r#", "volumes": [{{"name": "data"{volume}}}]{task}"#),
        )
    };
    let on_fargate_with =
        |volume: &str| on_fargate("", &format!(r#", "volumes": [{{"name": "data"{volume}}}]"#));
    let efs = |fields: &str| {
        format!(r#", "efsVolumeConfiguration": {{"fileSystemId": "fs-12345678"{fields}}}"#)
    };
    check_table(&[
        (mounted("", ""), "accepted"),
        (
            mounted(r#", "host": {"sourcePath": "/srv"}"#, ""),
            "accepted",
        ),
        (mounted(&efs(""), ""), "accepted"),
        (
            mounted(
                &efs(
                    r#", "transitEncryption": "ENABLED", "authorizationConfig": {"accessPointId": "fsap-1"}"#,
                ),
                "",
            ),
            "accepted",
        ),
        (
            mounted(
                &efs(r#", "authorizationConfig": {"accessPointId": "fsap-1"}"#),
                "",
            ),
            "1:198 IAM authorization and access points need transitEncryption ENABLED.",
        ),
        (
            mounted(
                r#", "s3filesVolumeConfiguration": {"fileSystemArn": "arn:aws:s3files:eu-west-1:123456789012:file-system/fs-1"}"#,
                "",
            ),
            "accepted",
        ),
        (mounted(r#", "configuredAtLaunch": true"#, ""), "accepted"),
        (
            mounted("", "").replace(r#""name": "data""#, r#""name": "other""#),
            "1:131 Unknown volume 'data'.",
        ),
        (
            mounted("", "").replace(r#""name": "data""#, r#""name": "my.data""#),
            "1:190 volume.name contains invalid characters. `my.data` is not 1 to 255 letters, digits, hyphens and underscores.",
        ),
        (on_fargate_with(r#", "host": {}"#), "accepted"),
        (
            on_fargate_with(r#", "host": {"sourcePath": "/srv"}"#),
            "1:248 Fargate compatible task definitions do not support sourcePath",
        ),
        (
            on_fargate_with(r#", "dockerVolumeConfiguration": {"scope": "task"}"#),
            "1:225 Fargate compatible task definitions do not support dockerVolumeConfiguration",
        ),
        (
            on_fargate_with(r#", "configuredAtLaunch": true"#),
            "accepted",
        ),
        (
            on_fargate("", r#", "ephemeralStorage": {"sizeInGiB": 200}"#),
            "accepted",
        ),
        (
            on_fargate("", r#", "ephemeralStorage": {"sizeInGiB": 201}"#),
            "1:230 Ephemeral storage is 21 to 200 GiB, not 201.",
        ),
    ]);
}

#[test]
fn log_drivers_and_their_options() {
    let log = |driver: &str, options: &str| {
        format!(r#", "logConfiguration": {{"logDriver": "{driver}", "options": {{{options}}}}}"#)
    };
    let awslogs = r#""awslogs-group": "g", "awslogs-region": "eu-west-1""#;
    let prefixed =
        r#""awslogs-group": "g", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "p""#;
    let role = r#", "executionRoleArn": "ecsTaskExecutionRole""#;
    let router = r#", "firelensConfiguration": {"type": "fluentbit"}"#;
    check_table(&[
        (on_instances(&log("awslogs", awslogs), ""), "accepted"),
        (
            on_instances(&log("awslogs", r#""awslogs-group": "g""#), ""),
            "1:143 Log driver awslogs requires options: awslogs-region",
        ),
        (
            on_instances(
                &log("awslogs", &format!(r#"{awslogs}, "log_key": "log""#)),
                "",
            ),
            "1:143 Log driver awslogs disallows options: log_key",
        ),
        (
            on_instances(
                &log(
                    "awslogs",
                    &format!(r#"{awslogs}, "awslogs-create-group": "false""#),
                ),
                "",
            ),
            "1:143 Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit option.",
        ),
        (
            on_instances(
                &log(
                    "awslogs",
                    &format!(
                        r#"{awslogs}, "awslogs-create-group": "True", "mode": "non-blocking""#
                    ),
                ),
                "",
            ),
            "accepted",
        ),
        (
            on_instances(&log("json-file", r#""max-size": "10m""#), ""),
            "accepted",
        ),
        (
            on_instances(&log("logentries", ""), ""),
            "1:132 logentries is not a valid log driver. Must be one of [json-file,syslog,journald,gelf,fluentd,awslogs,splunk,awsfirelens]",
        ),
        (on_fargate(&log("awslogs", prefixed), role), "accepted"),
        (
            on_fargate(&log("awslogs", prefixed), ""),
            "1:1 Fargate requires task definition to have execution role ARN to support log driver awslogs.",
        ),
        (
            on_fargate(&log("awslogs", awslogs), role),
            "1:143 Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
        ),
        (
            on_fargate(&log("json-file", ""), ""),
            "1:132 json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]",
        ),
        (
            on_fargate(&log("splunk", r#""splunk-url": "https://splunk""#), ""),
            "accepted",
        ),
        (
            on_fargate(&log("awsfirelens", ""), ""),
            "1:98 When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
        ),
        (
            on_fargate(router, ""),
            "1:98 When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
        ),
        (
            on_fargate(&format!("{router}{}", log("awsfirelens", "")), ""),
            "accepted",
        ),
        (
            on_instances(
                r#", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": 1, "awslogs-region": "r"}}"#,
                "",
            ),
            "1:172 `awslogs-group` in `options` must be a string, not a number: write \"1\".",
        ),
    ]);
}

#[test]
fn secrets_roles_limits_and_devices() {
    let secret = r#", "secrets": [{"name": "TOKEN", "valueFrom": "token"}]"#;
    let role = r#", "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole""#;
    let limit = |soft: &str, hard: &str| {
        format!(r#", "ulimits": [{{"name": "nofile", "softLimit": {soft}, "hardLimit": {hard}}}]"#)
    };
    let device = |fields: &str| format!(r#", "resourceRequirements": [{{{fields}}}]"#);
    check_table(&[
        (on_instances(secret, role), "accepted"),
        (
            on_instances(secret, ""),
            "1:1 When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
        ),
        (
            on_instances(
                secret,
                r#", "executionRoleArn": "arn:aws:iam::1234:role/x""#,
            ),
            "1:174 Role is not valid. `arn:aws:iam::1234:role/x` is neither a role's name nor an ARN with an account of 12 digits, such as arn:aws:iam::123456789012:role/ecsTaskExecutionRole.",
        ),
        (
            on_instances(
                &format!(r#"{secret}, "environment": [{{"name": "TOKEN", "value": "x"}}]"#),
                role,
            ),
            "1:119 The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'TOKEN'.",
        ),
        (
            on_instances(
                r#", "secrets": [{"name": "A", "valueFrom": "a"}, {"name": "A", "valueFrom": "b"}]"#,
                role,
            ),
            "1:152 The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'A'.",
        ),
        (on_instances(&limit("1024", "1024"), ""), "accepted"),
        (
            on_instances(&limit("2048", "1024"), ""),
            "1:142 The soft limit of `nofile` is greater than its hard limit.",
        ),
        (on_instances(&limit("1024", "-1"), ""), "accepted"),
        (
            on_fargate(&limit("1048576", "1048577"), ""),
            "1:164 `nofile` on Fargate is at most 1048576, not 1048577.",
        ),
        (
            on_instances(
                r#", "ulimits": [{"name": "files", "softLimit": 1, "hardLimit": 1}]"#,
                "",
            ),
            "1:119 files is not a valid ulimit. Must be one of [core,cpu,data,fsize,locks,memlock,msgqueue,nice,nofile,nproc,rss,rtprio,rttime,sigpending,stack]",
        ),
        (
            on_instances(&device(r#""type": "GPU", "value": "1""#), ""),
            "accepted",
        ),
        (
            on_instances(&device(r#""type": "GPU""#), ""),
            "1:123 The value of a GPU is how many, or ALL.",
        ),
        (
            on_instances(
                &device(r#""type": "GPU", "sharingStrategy": {"nvidiaMps": {"memory": 1024}}"#),
                "",
            ),
            "accepted",
        ),
        (
            on_instances(&device(r#""type": "NeuronDevice", "value": "ALL""#), ""),
            "accepted",
        ),
        (
            on_instances(
                &device(r#""type": "InferenceAccelerator", "value": "device_1""#),
                "",
            ),
            "1:165 The value of an InferenceAccelerator is the deviceName of one that the task definition has.",
        ),
        (
            on_fargate(&device(r#""type": "GPU", "value": "1""#), ""),
            "1:132 GPUs are not supported on Fargate.",
        ),
        (
            on_instances(r#", "linuxParameters": {"swappiness": 101}"#, ""),
            "1:132 `swappiness` is 0 to 100.",
        ),
        (
            on_fargate(
                r#", "linuxParameters": {"capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}, "initProcessEnabled": true}"#,
                "",
            ),
            "accepted",
        ),
        (
            on_fargate(
                r#", "linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}}"#,
                "",
            ),
            "1:143 Fargate adds no capability but SYS_PTRACE: leave `NET_ADMIN` out.",
        ),
        (
            on_fargate(r#", "privileged": true"#, ""),
            "1:112 Fargate compatible task definitions do not support privileged",
        ),
        (on_fargate(r#", "stopTimeout": 120"#, ""), "accepted"),
        (
            on_fargate(r#", "stopTimeout": 121"#, ""),
            "1:113 Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.",
        ),
        (on_instances(r#", "stopTimeout": 3600"#, ""), "accepted"),
    ]);
}

#[test]
fn the_whole_task() {
    let windows = |mode: &str| {
        on_instances(
            "",
            &format!(
                r#", "runtimePlatform": {{"operatingSystemFamily": "WINDOWS_SERVER_2019_FULL"}}{mode}"#
            ),
        )
    };
    check_table(&[
        (windows(""), "accepted"),
        (windows(r#", "networkMode": "awsvpc""#), "accepted"),
        (
            windows(r#", "networkMode": "bridge""#),
            "1:189 Windows does not support network mode 'bridge': use 'awsvpc', or leave it out for Docker's nat.",
        ),
        (
            on_instances(
                "",
                r#", "runtimePlatform": {"operatingSystemFamily": "WINDOWS"}"#,
            ),
            "1:145 WINDOWS is not a valid operating system family. Must be one of [WINDOWS_SERVER_2019_FULL,WINDOWS_SERVER_2019_CORE,WINDOWS_SERVER_2016_FULL,WINDOWS_SERVER_2004_CORE,WINDOWS_SERVER_2022_CORE,WINDOWS_SERVER_2022_FULL,WINDOWS_SERVER_2025_CORE,WINDOWS_SERVER_2025_FULL,WINDOWS_SERVER_20H2_CORE,LINUX]",
        ),
        (on_fargate("", r#", "pidMode": "task""#), "accepted"),
        (
            on_fargate("", r#", "pidMode": "host""#),
            "1:207 Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'.",
        ),
        (
            on_fargate("", r#", "ipcMode": "none""#),
            "1:207 Tasks using the Fargate launch type do not support ipcMode.",
        ),
        (
            on_instances("", r#", "ipcMode": "host", "pidMode": "host""#),
            "accepted",
        ),
        (
            on_instances("", r#", "enableFaultInjection": "true""#),
            "1:124 `enableFaultInjection` must be true or false, not a string: write true without quotes.",
        ),
        (
            on_instances(
                "",
                r#", "placementConstraints": [{"type": "distinctInstance"}]"#,
            ),
            "1:134 distinctInstance is not a valid type of placement constraint. Must be one of [memberOf]",
        ),
        (
            on_instances(
                "",
                r#", "placementConstraints": [{"type": "memberOf", "expression": "attribute:stack == prod"}]"#,
            ),
            "accepted",
        ),
        (
            on_fargate(
                "",
                r#", "placementConstraints": [{"type": "memberOf", "expression": "attribute:stack == prod"}]"#,
            ),
            "1:196 Fargate compatible task definitions do not support placementConstraints",
        ),
        (
            on_instances("", r#", "tags": [{"key": "team", "value": "a, b"}]"#),
            "1:134 A tag has letters, digits, spaces and _ . : / = + - @ only.",
        ),
        (
            on_instances("", r#", "tags": [{"key": "aws-team", "value": "é 1/2"}]"#),
            "accepted",
        ),
        (
            on_instances(
                "",
                r#", "proxyConfiguration": {"type": "APPMESH", "containerName": "web"}"#,
            ),
            "1:100 APPMESH proxy configuration is only supported in networkMode=awsvpc",
        ),
        (
            on_instances(
                "",
                r#", "networkMode": "awsvpc", "proxyConfiguration": {"containerName": "web"}"#,
            ),
            "accepted",
        ),
        (
            on_instances(r#", "essential": false"#, ""),
            "1:19 Task definition does not have any essential container.",
        ),
        (
            of_containers("", ""),
            "1:19 Container list cannot be empty.",
        ),
        (
            r#"{"containerDefinitions": [{"name": "web", "image": "nginx", "memory": 64}]}"#
                .to_owned(),
            "1:1 Family should not be null or empty.",
        ),
        (
            r#"{"family": "web"}"#.to_owned(),
            "1:1 Container list cannot be empty.",
        ),
    ]);
}
