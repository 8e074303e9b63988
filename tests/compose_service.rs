//! Most of what one service of docker compose can say, as one container.

use expect_test::expect;

use crate::compose::check;

#[test]
fn most_of_what_a_service_can_say() {
    check(
        r#"
services:
  my.app:
    image: ${REGISTRY}app:${TAG-1.0}
    container_name: app
    platform: linux/arm64/v8
    hostname: app
    user: 1000:1000
    working_dir: /srv
    privileged: true
    read_only: yes
    init: true
    tty: true
    stdin_open: true
    pid: host
    ipc: shareable
    entrypoint: /entry.sh --flag
    tmpfs:
      - /run
      - /tmp:size=64m,mode=1777
    ulimits:
      nproc: 65535
      nofile: { soft: 20000, hard: 40000 }
    cap_add: [NET_ADMIN, CAP_SYS_TIME]
    cap_drop: [ALL]
    devices:
      - /dev/ttyUSB0:/dev/ttyUSB0:rw
    dns: 8.8.8.8
    dns_search: [example.com]
    extra_hosts:
      - "db:10.0.0.5"
      - "host.docker.internal:host-gateway"
    labels:
      - com.example.tier=edge
    sysctls:
      net.core.somaxconn: 1024
    security_opt: ["no-new-privileges:true"]
    shm_size: 1gb
    cpu_shares: 512
    mem_limit: 1g
    mem_reservation: 512m
    memswap_limit: 2g
    mem_swappiness: 10
    stop_grace_period: 500ms
    restart: on-failure:5
    logging:
      driver: local
    env_file: .env
    secrets: [token]
    networks: [front]
    expose: ["9000"]
    volumes:
      - /data
      - type: tmpfs
        target: /cache
        tmpfs: { size: 1048576 }
      - type: bind
        source: /srv/app
        target: /srv/app
        read_only: true
      - type: volume
        source: shared.data
        target: /shared
    ports:
      - "6060:6060/udp"
      - target: 80
        published: "8080"
        app_protocol: http
        name: web
      - 7000-7010
    healthcheck:
      test: ["CMD", "true"]
      interval: 1s
      timeout: 2m
      retries: 20
  tool:
    image: tool
    profiles: [debug]
volumes:
  shared.data:
    external: true
networks:
  front:
secrets:
  token:
    file: ./token
"#,
        expect![[r#"
            {
              "family": "compose",
              "networkMode": "bridge",
              "containerDefinitions": [
                {
                  "name": "my-app",
                  "image": "app:1.0",
                  "cpu": 512,
                  "memory": 1024,
                  "memoryReservation": 512,
                  "portMappings": [
                    {
                      "containerPort": 6060,
                      "hostPort": 6060,
                      "protocol": "udp"
                    },
                    {
                      "containerPort": 80,
                      "hostPort": 8080,
                      "protocol": "tcp",
                      "name": "web",
                      "appProtocol": "http"
                    },
                    {
                      "protocol": "tcp",
                      "containerPortRange": "7000-7010"
                    }
                  ],
                  "essential": true,
                  "restartPolicy": {
                    "enabled": true,
                    "ignoredExitCodes": [
                      0
                    ]
                  },
                  "entryPoint": [
                    "/entry.sh",
                    "--flag"
                  ],
                  "mountPoints": [
                    {
                      "sourceVolume": "my-app-data",
                      "containerPath": "/data"
                    },
                    {
                      "sourceVolume": "srv-app",
                      "containerPath": "/srv/app",
                      "readOnly": true
                    },
                    {
                      "sourceVolume": "shared-data",
                      "containerPath": "/shared"
                    }
                  ],
                  "linuxParameters": {
                    "capabilities": {
                      "add": [
                        "NET_ADMIN",
                        "SYS_TIME"
                      ],
                      "drop": [
                        "ALL"
                      ]
                    },
                    "devices": [
                      {
                        "hostPath": "/dev/ttyUSB0",
                        "containerPath": "/dev/ttyUSB0",
                        "permissions": [
                          "read",
                          "write"
                        ]
                      }
                    ],
                    "initProcessEnabled": true,
                    "sharedMemorySize": 1024,
                    "tmpfs": [
                      {
                        "containerPath": "/run",
                        "size": 64
                      },
                      {
                        "containerPath": "/tmp",
                        "size": 64,
                        "mountOptions": [
                          "mode=1777"
                        ]
                      },
                      {
                        "containerPath": "/cache",
                        "size": 1
                      }
                    ],
                    "maxSwap": 1024,
                    "swappiness": 10
                  },
                  "stopTimeout": 2,
                  "hostname": "app",
                  "user": "1000:1000",
                  "workingDirectory": "/srv",
                  "privileged": true,
                  "readonlyRootFilesystem": true,
                  "dnsServers": [
                    "8.8.8.8"
                  ],
                  "dnsSearchDomains": [
                    "example.com"
                  ],
                  "extraHosts": [
                    {
                      "hostname": "db",
                      "ipAddress": "10.0.0.5"
                    }
                  ],
                  "dockerSecurityOptions": [
                    "no-new-privileges"
                  ],
                  "interactive": true,
                  "pseudoTerminal": true,
                  "dockerLabels": {
                    "com.example.tier": "edge"
                  },
                  "ulimits": [
                    {
                      "name": "nproc",
                      "softLimit": 65535,
                      "hardLimit": 65535
                    },
                    {
                      "name": "nofile",
                      "softLimit": 20000,
                      "hardLimit": 40000
                    }
                  ],
                  "healthCheck": {
                    "command": [
                      "CMD",
                      "true"
                    ],
                    "interval": 5,
                    "timeout": 60,
                    "retries": 10,
                    "startPeriod": 0
                  },
                  "systemControls": [
                    {
                      "namespace": "net.core.somaxconn",
                      "value": "1024"
                    }
                  ]
                }
              ],
              "volumes": [
                {
                  "name": "my-app-data",
                  "host": {}
                },
                {
                  "name": "srv-app",
                  "host": {
                    "sourcePath": "/srv/app"
                  }
                },
                {
                  "name": "shared-data",
                  "dockerVolumeConfiguration": {
                    "scope": "shared",
                    "autoprovision": false,
                    "driver": "local"
                  }
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ],
              "pidMode": "host",
              "ipcMode": "task",
              "runtimePlatform": {
                "cpuArchitecture": "ARM64",
                "operatingSystemFamily": "LINUX"
              }
            }
            line 3 services.my.app: Container names are letters, digits, hyphens and underscores: it is named `my-app`.
            line 4 ${REGISTRY}: `REGISTRY` is not set here and has no default: it is read as empty.
            line 4 ${TAG-1.0}: `TAG` is not set here: its default `1.0` is used.
            line 5 services.my.app.container_name: A container has the name of its service; what links to it finds this name too.
            line 15 services.my.app.pid: A `pidMode` holds for all containers of the task.
            line 16 services.my.app.ipc: An `ipcMode` holds for all containers of the task.
            line 19 services.my.app.tmpfs[0]: A `tmpfs` says its size: it is 64 MiB.
            line 32 services.my.app.extra_hosts: An instance has no `host-gateway`: write its address.
            line 44 services.my.app.stop_grace_period: A stop timeout is whole seconds, at least 2: it is 2 s.
            line 45 services.my.app.restart: It is a `restartPolicy`: Amazon ECS restarts a container that has run for 300 s, and lets the task stop with one that ends sooner.
            line 45 services.my.app.restart: A restart policy has no greatest number of attempts.
            line 47 services.my.app.logging.driver: `local` is no log driver of a container definition: docker's own default is used.
            line 48 services.my.app.env_file: Amazon ECS reads environment files from Amazon S3: put it there and name it in `environmentFiles`.
            line 49 services.my.app.secrets: Amazon ECS has no files from beside a compose file: keep them in AWS Secrets Manager or in the image.
            line 50 services.my.app.networks: All containers of a task are in one network.
            line 51 services.my.app.expose: Containers that link to each other reach every port of each other.
            line 73 services.my.app.healthcheck.interval: Amazon ECS takes 5 to 300 whole seconds: it is 5 s.
            line 74 services.my.app.healthcheck.timeout: Amazon ECS takes 2 to 60 whole seconds: it is 60 s.
            line 75 services.my.app.healthcheck.retries: Retries are 1 to 10: it is 10.
            line 78 services.tool.profiles: A service with profiles runs only when it is asked for: it is left out.
            line 83 networks: All containers of a task are in one network.
            line 85 secrets: Amazon ECS has no files from beside a compose file: keep them in AWS Secrets Manager.
        "#]],
    );
}
