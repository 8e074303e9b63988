//! What Amazon ECS refuses inside containers: health checks, dependencies, variables, limits, volumes.

use expect_test::expect;

use crate::task_definition::{check, on_instances};

#[test]
fn health_checks_timeouts_and_restarts() {
    check(
        &on_instances(
            r#", "healthCheck": {"command": [], "interval": 4, "timeout": 61, "retries": 11, "startPeriod": 301}"#,
            "",
        ),
        expect![[r#"
            1:114 containerDefinitions[0].healthCheck.command: A health check needs a command, such as ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]. (health-check-command)
            1:141 containerDefinitions[0].healthCheck.interval: `interval` of a health check is 5 to 300, not 4. (health-check-ranges)
            1:155 containerDefinitions[0].healthCheck.timeout: `timeout` of a health check is 2 to 60, not 61. (health-check-ranges)
            1:170 containerDefinitions[0].healthCheck.retries: `retries` of a health check is 1 to 10, not 11. (health-check-ranges)
            1:189 containerDefinitions[0].healthCheck.startPeriod: `startPeriod` of a health check is 0 to 300, not 301. (health-check-ranges)"#]],
    );
    check(
        &on_instances(
            r#", "healthCheck": {"command": ["CMD", "x"], "interval": 300, "timeout": 2, "retries": 1, "startPeriod": 0}"#,
            "",
        ),
        expect!["accepted"],
    );
    check(
        &on_instances(r#", "startTimeout": 1, "stopTimeout": 1"#, ""),
        expect![[r#"
            1:114 containerDefinitions[0].startTimeout: Granular start timeout on container 'web' must be at least 2 seconds. (timeout-min)
            1:132 containerDefinitions[0].stopTimeout: Granular stop timeout on container 'web' must be at least 2 seconds. (timeout-min)"#]],
    );
    check(
        &on_instances(
            r#", "restartPolicy": {"enabled": true, "restartAttemptPeriod": 59}"#,
            "",
        ),
        expect![
            "1:157 containerDefinitions[0].restartPolicy.restartAttemptPeriod: `restartAttemptPeriod` is 60 to 1800 seconds, not 59. (restart-policy-ranges)"
        ],
    );
    let codes: Vec<String> = (0..51).map(|code| code.to_string()).collect();
    check(
        &on_instances(
            &format!(
                r#", "restartPolicy": {{"enabled": true, "ignoredExitCodes": [{}]}}"#,
                codes.join(",")
            ),
            "",
        ),
        expect![
            "1:133 containerDefinitions[0].restartPolicy.ignoredExitCodes: A restart policy ignores at most 50 exit codes, this one 51. (restart-policy-ranges)"
        ],
    );
}

#[test]
fn dependencies() {
    let containers = |containers: &str| {
        format!(r#"{{"family": "web", "memory": "512", "containerDefinitions": [{containers}]}}"#)
    };
    check(
        &containers(
            r#"{"name": "a", "image": "x", "dependsOn": [{"containerName": "b", "condition": "SUCCESS"},
               {"containerName": "b", "condition": "COMPLETE"}, {"containerName": "b", "condition": "HEALTHY"},
               {"containerName": "b", "condition": "START"}, {"containerName": "z", "condition": "START"}]},
               {"name": "b", "image": "x"}"#,
        ),
        expect![[r#"
            1:139 containerDefinitions[0].dependsOn[0].condition: A dependency container with SUCCESS or COMPLETE condition cannot be an essential container (dependency-not-essential)
            2:52 containerDefinitions[0].dependsOn[1].condition: A dependency container with SUCCESS or COMPLETE condition cannot be an essential container (dependency-not-essential)
            2:101 containerDefinitions[0].dependsOn[2].condition: A dependency container with HEALTHY condition must have health check configured (dependency-health-check)
            3:80 containerDefinitions[0].dependsOn[4].containerName: Cannot depend on container + 'z' because it does not exist (dependency-exists)"#]],
    );
    check(
        &containers(
            r#"{"name": "a", "image": "x", "dependsOn": [{"containerName": "b", "condition": "START"}]},
               {"name": "b", "image": "x", "dependsOn": [{"containerName": "c", "condition": "START"}]},
               {"name": "c", "image": "x", "dependsOn": [{"containerName": "b", "condition": "START"}]}"#,
        ),
        expect![
            "2:44 containerDefinitions[1].dependsOn: Container dependsOn contains a cycle (dependency-cycle)"
        ],
    );
    check(
        &containers(
            r#"{"name": "a", "image": "x", "dependsOn": [{"containerName": "a", "condition": "START"}]}"#,
        ),
        expect![
            "1:89 containerDefinitions[0].dependsOn: Container dependsOn contains a cycle (dependency-cycle)"
        ],
    );
}

#[test]
fn variables_logs_and_limits() {
    let files = [r#"{"value": "arn:aws:s3:::b/a.txt", "type": "s3"}"#; 11];
    check(
        &on_instances(
            &format!(r#", "environmentFiles": [{}]"#, files[..2].join(",")),
            "",
        ),
        expect![[r#"
            1:129 containerDefinitions[0].environmentFiles[0].value: `arn:aws:s3:::b/a.txt` is not an environment file: its name ends in .env. (environment-files)
            1:177 containerDefinitions[0].environmentFiles[1].value: `arn:aws:s3:::b/a.txt` is not an environment file: its name ends in .env. (environment-files)"#]],
    );
    let env_files = files.join(",").replace(".txt", ".env");
    check(
        &on_instances(&format!(r#", "environmentFiles": [{env_files}]"#), ""),
        expect![
            "1:98 containerDefinitions[0].environmentFiles: A container has at most 10 environment files, this one 11. (environment-files)"
        ],
    );
    check(
        &on_instances(
            r#", "environment": [{"name": "A", "value": "1"}], "secrets": [{"name": "A", "valueFrom": "a"}]"#,
            r#", "executionRoleArn": "r""#,
        ),
        expect![
            "1:165 containerDefinitions[0].secrets[0].name: The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'A'. (variable-once)"
        ],
    );
    check(
        &on_instances(r#", "logConfiguration": {"logDriver": "awslogs"}"#, ""),
        expect![
            "1:98 containerDefinitions[0].logConfiguration.options: Log driver awslogs requires options: awslogs-region, awslogs-group (awslogs-options)"
        ],
    );
    check(
        &on_instances(
            r#", "ulimits": [{"name": "core", "softLimit": 2, "hardLimit": 1}, {"name": "cpu", "softLimit": -1, "hardLimit": -1}, {"name": "rss", "softLimit": -1, "hardLimit": 1}]"#,
            "",
        ),
        expect![[r#"
            1:140 containerDefinitions[0].ulimits[0].softLimit: The soft limit of `core` is greater than its hard limit. (ulimit-order)
            1:240 containerDefinitions[0].ulimits[2].softLimit: The soft limit of `rss` is greater than its hard limit. (ulimit-order)"#]],
    );
}

#[test]
fn volumes() {
    check(
        &on_instances(
            r#", "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]"#,
            "",
        ),
        expect![
            "1:131 containerDefinitions[0].mountPoints[0].sourceVolume: Unknown volume 'data'. (mount-point-volume)"
        ],
    );
    check(
        &on_instances(
            "",
            r#", "volumes": [{"name": "a b"}, {"name": "a"}, {"name": "a"}, {}]"#,
        ),
        expect![[r#"
            1:121 volumes[0].name: volume.name contains invalid characters. `a b` is not 1 to 255 letters, digits, hyphens and underscores. (volume-name)
            1:153 volumes[2].name: More than one volume is named `a`: names are unique. (volume-name)
            1:159 volumes[3].name: A volume needs a name. (volume-name)"#]],
    );
    check(
        &on_instances(
            "",
            r#", "volumes": [{"name": "a", "host": {}, "configuredAtLaunch": true}, {"name": "b", "configuredAtLaunch": true}]"#,
        ),
        expect![[r#"
            1:112 volumes[0]: Volume `a` is of more than one kind. (volume-kind)
            1:203 volumes[1].configuredAtLaunch: A task has at most one volume that is configured at launch. (launch-volumes-max)"#]],
    );
    check(
        &on_instances("", r#", "ephemeralStorage": {"sizeInGiB": 20}"#),
        expect![
            "1:134 ephemeralStorage.sizeInGiB: Ephemeral storage is 21 to 200 GiB, not 20. (ephemeral-storage-range)"
        ],
    );
    check(
        &on_instances(
            "",
            r#", "volumes": [{"name": "a", "efsVolumeConfiguration": {"fileSystemId": "FS_ID", "rootDirectory": "/x",
               "authorizationConfig": {"accessPointId": "fsap-1", "iam": "ENABLED"}}},
               {"name": "b", "s3filesVolumeConfiguration": {"fileSystemArn": "x", "rootDirectory": "/x", "accessPointArn": "y"}}]"#,
        ),
        expect![[r#"
            1:169 volumes[0].efsVolumeConfiguration.fileSystemId: `FS_ID` is not a file system: write its id, such as fs-0123456789abcdef0. (efs-file-system)
            1:195 volumes[0].efsVolumeConfiguration.rootDirectory: With an access point, the root directory is left out or is `/`. (access-point-root)
            1:126 volumes[0].efsVolumeConfiguration.transitEncryption: IAM authorization and access points need transitEncryption ENABLED. (efs-encryption)
            3:100 volumes[1].s3filesVolumeConfiguration.rootDirectory: With an access point, the root directory is left out or is `/`. (access-point-root)"#]],
    );
}
