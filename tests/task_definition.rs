//! Task definitions in tests: a few of our own, and what reading a text gives.

use document::read_task_definition;
use expect_test::Expect;

/// Compares all that is wrong with a text: `line:column path: sentence (rule)`, or `accepted`.
pub(crate) fn check(text: &str, expected: Expect) {
    let reading = read_task_definition(text);
    assert_eq!(
        reading.definition.is_some(),
        reading.problems.is_empty(),
        "a definition without problems is there, and no other"
    );
    let lines = reading.problems.iter().map(|problem| {
        let (line, column) = (problem.line, problem.column);
        let rule = match problem.rule {
            Some(rule) => format!(" ({})", rule.entry().id),
            None => String::new(),
        };
        let path = match problem.path.as_str() {
            "" => String::new(),
            path => format!(" {path}"),
        };
        format!("{line}:{column}{path}: {}{rule}", problem.text)
    });
    let mut shown = lines.collect::<Vec<_>>().join("\n");
    if shown.is_empty() {
        shown = "accepted".to_owned();
    }
    expected.assert_eq(&shown);
}

/// A definition for instances: fields to add to its only container, and to itself.
pub(crate) fn on_instances(container: &str, task: &str) -> String {
    format!(
        r#"{{"family": "web", "containerDefinitions": [{{"name": "web", "image": "nginx:1.27", "memory": 128{container}}}]{task}}}"#
    )
}

/// A definition for Fargate: fields to add to its only container, and to itself.
pub(crate) fn on_fargate(container: &str, task: &str) -> String {
    on_instances(
        container,
        &format!(
            r#", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512"{task}"#
        ),
    )
}

/// A definition for Fargate with most of what people use.
pub(crate) const FARGATE: &str = r#"{
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
      "portMappings": [{ "containerPort": 8080, "protocol": "tcp", "name": "http", "appProtocol": "http" }],
      "essential": true,
      "command": ["serve", "--greeting", "caf\u00e9 \"ouvert\"\n"],
      "environment": [{ "name": "LEVEL", "value": "" }],
      "secrets": [{ "name": "TOKEN", "valueFrom": "/web/token" }],
      "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }],
      "stopTimeout": 60,
      "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "web"
        }
      },
      "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost:8080/"], "interval": 10 }
    },
    { "name": "migrate", "image": "migrate@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "essential": false }
  ],
  "requiresCompatibilities": ["FARGATE"],
  "cpu": ".5 vCPU",
  "memory": "1 GB",
  "ephemeralStorage": { "sizeInGiB": 30 },
  "runtimePlatform": { "cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX" },
  "tags": [{ "key": "team", "value": "shop" }]
}
"#;

/// A definition for instances with what only they have.
pub(crate) const INSTANCES: &str = r#"{
  "family": "legacy",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "proxy",
      "image": "nginx:1.27",
      "memory": 64,
      "links": ["app:backend"],
      "portMappings": [{ "containerPort": 80, "hostPort": 80 }, { "containerPortRange": "9000-9009" }],
      "mountPoints": [{ "sourceVolume": "logs", "containerPath": "/var/log", "readOnly": false }],
      "volumesFrom": [{ "sourceContainer": "app", "readOnly": true }],
      "linuxParameters": {
        "capabilities": { "add": ["NET_ADMIN"] },
        "devices": [{ "hostPath": "/dev/fuse", "permissions": ["read", "mknod"] }],
        "initProcessEnabled": true,
        "tmpfs": [{ "containerPath": "/tmp", "size": 16 }],
        "swappiness": 10
      },
      "restartPolicy": { "enabled": true, "ignoredExitCodes": [0, -1], "restartAttemptPeriod": 60 },
      "privileged": true,
      "dockerLabels": { "tier": "edge" },
      "extraHosts": [{ "hostname": "db", "ipAddress": "10.0.0.5" }],
      "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } },
      "resourceRequirements": [{ "type": "GPU", "value": "1" }],
      "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }]
    },
    { "name": "app", "image": "app", "cpu": 256, "memory": 512, "memoryReservation": 256,
      "startTimeout": 600,
      "environmentFiles": [{ "value": "arn:aws:s3:::settings/app.env", "type": "s3" }] }
  ],
  "volumes": [
    { "name": "logs", "host": { "sourcePath": "/var/log/app" } },
    { "name": "files", "efsVolumeConfiguration": { "fileSystemId": "fs-01234567",
      "transitEncryption": "ENABLED", "authorizationConfig": { "accessPointId": "fsap-1", "iam": "ENABLED" } } },
    { "name": "cache", "dockerVolumeConfiguration": { "scope": "shared", "driver": "local", "labels": { "a": "b" } } }
  ],
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.*" }],
  "pidMode": "host",
  "ipcMode": "none",
  "enableFaultInjection": true
}
"#;
