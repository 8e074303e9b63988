//! Every field of AWS's model of a task definition is kept, and shown back as it was.

use document::{read_task_definition, write_task_definition};

/// Every field that a task in bridge mode can have.
const ALL: &str = r#"{
  "family": "all",
  "taskRoleArn": "arn:aws:iam::123456789012:role/web",
  "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "repositoryCredentials": {
        "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry"
      },
      "cpu": 256,
      "memory": 512,
      "memoryReservation": 256,
      "links": [
        "db:database"
      ],
      "portMappings": [
        {
          "containerPort": 80,
          "hostPort": 8080,
          "protocol": "tcp",
          "name": "http",
          "appProtocol": "http2"
        },
        {
          "protocol": "udp",
          "containerPortRange": "9000-9010"
        }
      ],
      "essential": true,
      "restartPolicy": {
        "enabled": true,
        "ignoredExitCodes": [
          0,
          143
        ],
        "restartAttemptPeriod": 90
      },
      "entryPoint": [
        "/entry.sh"
      ],
      "command": [
        "serve",
        "--now"
      ],
      "environment": [
        {
          "name": "LEVEL",
          "value": "info"
        }
      ],
      "environmentFiles": [
        {
          "value": "arn:aws:s3:::settings/web.env",
          "type": "s3"
        }
      ],
      "mountPoints": [
        {
          "sourceVolume": "folder",
          "containerPath": "/folder",
          "readOnly": true
        }
      ],
      "volumesFrom": [
        {
          "sourceContainer": "db",
          "readOnly": false
        }
      ],
      "linuxParameters": {
        "capabilities": {
          "add": [
            "NET_ADMIN"
          ],
          "drop": [
            "ALL"
          ]
        },
        "devices": [
          {
            "hostPath": "/dev/fuse",
            "containerPath": "/dev/fuse",
            "permissions": [
              "read",
              "write",
              "mknod"
            ]
          }
        ],
        "initProcessEnabled": true,
        "sharedMemorySize": 64,
        "tmpfs": [
          {
            "containerPath": "/tmp",
            "size": 32,
            "mountOptions": [
              "noexec"
            ]
          }
        ],
        "maxSwap": 128,
        "swappiness": 60
      },
      "secrets": [
        {
          "name": "TOKEN",
          "valueFrom": "/web/token"
        }
      ],
      "dependsOn": [
        {
          "containerName": "db",
          "condition": "HEALTHY"
        }
      ],
      "startTimeout": 60,
      "stopTimeout": 45,
      "versionConsistency": "disabled",
      "hostname": "web",
      "user": "1000:1000",
      "workingDirectory": "/srv",
      "disableNetworking": false,
      "privileged": false,
      "readonlyRootFilesystem": true,
      "dnsServers": [
        "10.0.0.2"
      ],
      "dnsSearchDomains": [
        "example.com"
      ],
      "extraHosts": [
        {
          "hostname": "cache",
          "ipAddress": "10.0.0.9"
        }
      ],
      "dockerSecurityOptions": [
        "no-new-privileges"
      ],
      "interactive": true,
      "pseudoTerminal": true,
      "dockerLabels": {
        "tier": "edge"
      },
      "ulimits": [
        {
          "name": "nofile",
          "softLimit": 1024,
          "hardLimit": 4096
        }
      ],
      "logConfiguration": {
        "logDriver": "splunk",
        "options": {
          "splunk-url": "https://logs.example.com"
        },
        "secretOptions": [
          {
            "name": "splunk-token",
            "valueFrom": "/web/splunk"
          }
        ]
      },
      "healthCheck": {
        "command": [
          "CMD-SHELL",
          "true"
        ],
        "interval": 10,
        "timeout": 3,
        "retries": 2,
        "startPeriod": 15
      },
      "systemControls": [
        {
          "namespace": "net.core.somaxconn",
          "value": "1024"
        }
      ],
      "resourceRequirements": [
        {
          "value": "device_1",
          "type": "InferenceAccelerator"
        },
        {
          "type": "GPU",
          "sharingStrategy": {
            "nvidiaMps": {
              "memory": 1024,
              "maxComputePercent": 50
            }
          }
        }
      ],
      "credentialSpecs": [
        "credentialspecdomainless:arn:aws:s3:::settings/web.json"
      ]
    },
    {
      "name": "db",
      "image": "postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "healthCheck": {
        "command": [
          "CMD",
          "pg_isready"
        ],
        "interval": 30,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 0
      }
    }
  ],
  "volumes": [
    {
      "name": "folder",
      "host": {
        "sourcePath": "/srv"
      }
    },
    {
      "name": "docker",
      "dockerVolumeConfiguration": {
        "scope": "shared",
        "autoprovision": true,
        "driver": "local",
        "driverOpts": {
          "type": "nfs"
        },
        "labels": {
          "team": "shop"
        }
      }
    },
    {
      "name": "efs",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "/",
        "transitEncryption": "ENABLED",
        "transitEncryptionPort": 2999,
        "authorizationConfig": {
          "accessPointId": "fsap-0123456789abcdef0",
          "iam": "ENABLED"
        }
      }
    },
    {
      "name": "s3files",
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "arn:aws:s3files:eu-west-1:123456789012:file-system/fs-1",
        "rootDirectory": "/",
        "transitEncryptionPort": 2998,
        "accessPointArn": "arn:aws:s3files:eu-west-1:123456789012:access-point/ap-1"
      }
    },
    {
      "name": "fsx",
      "fsxWindowsFileServerVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "share",
        "authorizationConfig": {
          "credentialsParameter": "arn:aws:ssm:eu-west-1:123456789012:parameter/fsx",
          "domain": "example.com"
        }
      }
    },
    {
      "name": "ebs",
      "configuredAtLaunch": true
    }
  ],
  "placementConstraints": [
    {
      "type": "memberOf",
      "expression": "attribute:stack == prod"
    }
  ],
  "requiresCompatibilities": [
    "EC2"
  ],
  "cpu": "1024",
  "memory": "2048",
  "tags": [
    {
      "key": "team",
      "value": "shop"
    }
  ],
  "pidMode": "task",
  "ipcMode": "task",
  "inferenceAccelerators": [
    {
      "deviceName": "device_1",
      "deviceType": "eia2.medium"
    }
  ],
  "ephemeralStorage": {
    "sizeInGiB": 50
  },
  "runtimePlatform": {
    "cpuArchitecture": "X86_64",
    "operatingSystemFamily": "LINUX"
  },
  "enableFaultInjection": true,
  "trustedExecutionConfiguration": {
    "isolationMode": "ISOLATED_SANDBOX",
    "attestationPolicy": "policy"
  }
}
"#;

/// What needs a network interface of the task's own, and a log router.
const MESH: &str = r#"{
  "family": "mesh",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "app",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awsfirelens",
        "options": {
          "Name": "cloudwatch"
        }
      }
    },
    {
      "name": "envoy",
      "image": "envoy",
      "memory": 128
    },
    {
      "name": "router",
      "image": "fluent-bit",
      "memory": 64,
      "user": "0",
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": {
          "enable-ecs-log-metadata": "true"
        }
      }
    }
  ],
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [
      {
        "name": "IgnoredUID",
        "value": "1337"
      }
    ]
  }
}
"#;

#[test]
fn what_is_read_is_written_to_the_letter() {
    for text in [ALL, MESH] {
        let reading = read_task_definition(text);
        assert_eq!(reading.problems, []);
        let definition = reading.definition.expect("nothing is wrong");
        assert_eq!(write_task_definition(&definition), text);
    }
}
