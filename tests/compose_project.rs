//! A project of docker compose with a database and a migration, as one task definition.

use expect_test::expect;

use crate::compose::check;

#[test]
fn a_web_service_with_its_database_and_a_migration() {
    check(
        r#"name: shop
version: "3.9"

x-defaults: &defaults
  restart: unless-stopped
  logging:
    driver: json-file
    options:
      max-size: 10m

services:
  web:
    <<: *defaults
    build: .
    ports:
      - "8080:80"
      - "127.0.0.1:9000-9001:9000-9001"
      - 3000
    environment:
      DATABASE_URL: postgres://db:5432/shop
      LEVEL: ${LEVEL:-info}
      DEBUG: false
      TOKEN:
    depends_on:
      db:
        condition: service_healthy
      migrate:
        condition: service_completed_successfully
    deploy:
      replicas: 2
      resources:
        limits: { cpus: "0.50", memory: 256M }
        reservations: { cpus: "0.25", memory: 128M }
    stop_grace_period: 1m30s
    stop_signal: SIGINT
    volumes:
      - uploads:/var/uploads
      - ./config:/etc/app:ro
      - /var/run/docker.sock:/var/run/docker.sock:ro
    command: serve --greeting "Hello there" --path '/a b'

  migrate:
    image: shop/migrate:1
    command: ["migrate", "--all"]
    depends_on: [db]

  db:
    image: "postgres:16"
    environment:
      - POSTGRES_DB=shop
      - POSTGRES_PASSWORD=$${secret}
    healthcheck:
      test: pg_isready -U postgres
      interval: 10s
      timeout: 3s
      retries: 5
      start_period: 1m
    volumes:
      - data:/var/lib/postgresql/data
    mem_limit: 512m
    shm_size: 128mb

volumes:
  data:
  uploads:
    driver: local
"#,
        expect![[r#"
            {
              "family": "shop",
              "networkMode": "bridge",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "web:latest",
                  "cpu": 256,
                  "memory": 256,
                  "memoryReservation": 128,
                  "links": [
                    "db"
                  ],
                  "portMappings": [
                    {
                      "containerPort": 80,
                      "hostPort": 8080,
                      "protocol": "tcp"
                    },
                    {
                      "containerPort": 9000,
                      "hostPort": 9000,
                      "protocol": "tcp"
                    },
                    {
                      "containerPort": 9001,
                      "hostPort": 9001,
                      "protocol": "tcp"
                    },
                    {
                      "containerPort": 3000,
                      "protocol": "tcp"
                    }
                  ],
                  "essential": true,
                  "restartPolicy": {
                    "enabled": true
                  },
                  "command": [
                    "serve",
                    "--greeting",
                    "Hello there",
                    "--path",
                    "/a b"
                  ],
                  "environment": [
                    {
                      "name": "DATABASE_URL",
                      "value": "postgres://db:5432/shop"
                    },
                    {
                      "name": "LEVEL",
                      "value": "info"
                    },
                    {
                      "name": "DEBUG",
                      "value": "false"
                    }
                  ],
                  "mountPoints": [
                    {
                      "sourceVolume": "uploads",
                      "containerPath": "/var/uploads"
                    },
                    {
                      "sourceVolume": "var-run-docker-sock",
                      "containerPath": "/var/run/docker.sock",
                      "readOnly": true
                    }
                  ],
                  "dependsOn": [
                    {
                      "containerName": "db",
                      "condition": "HEALTHY"
                    },
                    {
                      "containerName": "migrate",
                      "condition": "SUCCESS"
                    }
                  ],
                  "stopTimeout": 90,
                  "logConfiguration": {
                    "logDriver": "json-file",
                    "options": {
                      "max-size": "10m"
                    }
                  }
                },
                {
                  "name": "migrate",
                  "image": "shop/migrate:1",
                  "memoryReservation": 256,
                  "links": [
                    "db"
                  ],
                  "essential": false,
                  "command": [
                    "migrate",
                    "--all"
                  ],
                  "dependsOn": [
                    {
                      "containerName": "db",
                      "condition": "START"
                    }
                  ]
                },
                {
                  "name": "db",
                  "image": "postgres:16",
                  "memory": 512,
                  "essential": true,
                  "environment": [
                    {
                      "name": "POSTGRES_DB",
                      "value": "shop"
                    },
                    {
                      "name": "POSTGRES_PASSWORD",
                      "value": "${secret}"
                    }
                  ],
                  "mountPoints": [
                    {
                      "sourceVolume": "data",
                      "containerPath": "/var/lib/postgresql/data"
                    }
                  ],
                  "linuxParameters": {
                    "sharedMemorySize": 128
                  },
                  "healthCheck": {
                    "command": [
                      "CMD-SHELL",
                      "pg_isready -U postgres"
                    ],
                    "interval": 10,
                    "timeout": 3,
                    "retries": 5,
                    "startPeriod": 60
                  }
                }
              ],
              "volumes": [
                {
                  "name": "uploads",
                  "dockerVolumeConfiguration": {
                    "scope": "shared",
                    "autoprovision": true,
                    "driver": "local"
                  }
                },
                {
                  "name": "var-run-docker-sock",
                  "host": {
                    "sourcePath": "/var/run/docker.sock"
                  }
                },
                {
                  "name": "data",
                  "dockerVolumeConfiguration": {
                    "scope": "shared",
                    "autoprovision": true,
                    "driver": "local"
                  }
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ]
            }
            line 5 services.web.restart: It is a `restartPolicy`: Amazon ECS restarts a container that has run for 300 s, and lets the task stop with one that ends sooner.
            line 12 services: In bridge mode, a container finds the names that it links to, and no others: each links to what it depends on.
            line 14 services.web.build: It is built from source and names no image: `web:latest` stands for it until you write the one that you push.
            line 14 services.web.build: Amazon ECS builds no images: build and push it first.
            line 17 services.web.ports[1]: A port is published on every address of the instance, not on `127.0.0.1` only.
            line 21 ${LEVEL:-info}: `LEVEL` is not set here: its default `info` is used.
            line 23 services.web.environment: `TOKEN` is passed on from the shell, and Amazon ECS has none: give it a value.
            line 30 services.web.deploy.replicas: This belongs to the service that runs the task, not to the task definition.
            line 32 services.web.deploy.resources.limits.cpus: A container's CPU is a share and no ceiling.
            line 35 services.web.stop_signal: A container definition names no signal: set STOPSIGNAL in the image.
            line 38 services.web.volumes[1]: `./config` is on the machine of the compose file, and an instance does not have it: it is not mounted. Put it into the image, or into a volume.
            line 42 services.migrate: It says nothing of memory, and an instance must know how much to keep free: 256 MiB are reserved.
        "#]],
    );
}
