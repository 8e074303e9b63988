//! docker compose files as task definitions: what carries over, what does not, and what is wrong.

use document::{ComposeReading, looks_like_compose, read_compose, write_task_definition};
use expect_test::{Expect, expect};

/// The definition that a text becomes, or its problems; then what did not carry over.
fn show(reading: &ComposeReading) -> String {
    assert_eq!(reading.definition.is_some(), reading.problems.is_empty());
    let mut shown = String::new();
    if let Some(definition) = &reading.definition {
        shown.push_str(&write_task_definition(definition));
    }
    for problem in &reading.problems {
        let (line, column) = (problem.line, problem.column);
        shown.push_str(&format!(
            "{line}:{column} {}: {}\n",
            problem.path, problem.text
        ));
    }
    for note in &reading.not_carried {
        shown.push_str(&format!(
            "line {} {}: {}\n",
            note.line, note.path, note.reason
        ));
    }
    shown
}

pub(crate) fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(&read_compose(text)));
}

/// The problems of a text only.
fn check_problems(text: &str, expected: Expect) {
    let problems = read_compose(text).problems;
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {}: {}",
                problem.line, problem.column, problem.path, problem.text
            )
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn one_network_mode_for_all() {
    check(
        "services: { a: { image: x, network_mode: host, mem_limit: 64m, ports: ['80:80'] }, b: { image: y, network_mode: host, mem_limit: 64m } }",
        expect![[r#"
            {
              "family": "compose",
              "networkMode": "host",
              "containerDefinitions": [
                {
                  "name": "a",
                  "image": "x",
                  "memory": 64,
                  "essential": true
                },
                {
                  "name": "b",
                  "image": "y",
                  "memory": 64,
                  "essential": true
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ]
            }
            line 1 services.a.ports: Nothing is published in this network mode.
        "#]],
    );
    check(
        "services: { a: { image: x, network_mode: host, mem_limit: 64m }, b: { image: y, network_mode: none, mem_limit: 64m } }",
        expect![[r#"
            {
              "family": "compose",
              "networkMode": "bridge",
              "containerDefinitions": [
                {
                  "name": "a",
                  "image": "x",
                  "memory": 64,
                  "essential": true
                },
                {
                  "name": "b",
                  "image": "y",
                  "memory": 64,
                  "essential": true,
                  "disableNetworking": true
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ]
            }
            line 1 services.a.network_mode: A task has one network mode for all of its containers: bridge is used.
            line 1 services: In bridge mode, a container finds the names that it links to, and no others: each links to what it depends on.
        "#]],
    );
}

#[test]
fn a_service_extends_another() {
    check(
        "services:
  base:
    image: app
    mem_limit: 64m
    environment: { A: 1, B: 2 }
    command: run
    profiles: [never]
  web:
    extends: { service: base }
    profiles: !reset null
    environment: { B: 3 }
    command: [serve]
",
        expect![[r#"
            {
              "family": "compose",
              "networkMode": "bridge",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "app",
                  "memory": 64,
                  "essential": true,
                  "command": [
                    "serve"
                  ],
                  "environment": [
                    {
                      "name": "A",
                      "value": "1"
                    },
                    {
                      "name": "B",
                      "value": "3"
                    }
                  ]
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ]
            }
            line 7 services.base.profiles: A service with profiles runs only when it is asked for: it is left out.
        "#]],
    );
}

#[test]
fn what_is_no_compose_file() {
    check_problems(
        "",
        expect!["1:1 : There is nothing here: paste a compose file."],
    );
    check_problems(
        "hello",
        expect!["1:1 : A compose file is a mapping with `services` in it."],
    );
    check_problems(
        "services:",
        expect!["1:1 : A compose file has a mapping `services`."],
    );
    check_problems(
        "services: [a]",
        expect!["1:1 : A compose file has a mapping `services`."],
    );
    check_problems(
        "services: {}",
        expect!["1:1 services: Container list cannot be empty."],
    );
    check_problems(
        "services:\n  web:\n    image: x\n   ports: []\n",
        expect![
            "4:4 : This is not YAML: while parsing a block mapping, did not find expected key."
        ],
    );
    check_problems(
        "services:\n\tweb: {}\n",
        expect!["2:2 : This is not YAML: tabs disallowed within this context (block indentation)."],
    );
    check_problems(
        "services:\n  web: &web\n    image: x\n  other: *wep\n",
        expect!["4:10 : This is not YAML: while parsing node, found unknown anchor."],
    );
    check_problems(
        "services:\n  web:\n    image: x\n    image: y\n",
        expect!["4:5 : `image` stands in this mapping already."],
    );
}

#[test]
fn problems_stand_at_their_lines() {
    check_problems(
        r#"servcies: {}
services:
  web:
    image: nginx:${TAG}
    enviroment: { A: 1 }
    ports: ["80:http", { published: 80 }]
    depends_on: { cache: { condition: service_healthy }, queue: { condition: ready } }
    stop_grace_period: 30
    mem_limit: lots
    cpus: many
    command: "it's"
    volumes: ["data:/data", "relative"]
    restart: sometimes
    privileged: perhaps
    ulimits: { files: 1 }
    healthcheck: { test: ["curl", "x"], retries: -1 }
    environment: { A: [1] }
    links: [nowhere]
  cache:
    image: redis
    mem_limit: 4m
    depends_on: [web]
"#,
        expect![[r#"
            1:1 servcies: A compose file has no `servcies`.
            5:5 services.web.enviroment: A service has no `enviroment`. Did you mean `environment`?
            6:13 services.web.ports[0]: `80:http` is not a port: write host:container, such as 8080:80.
            6:24 services.web.ports[1]: A port needs a `target`.
            7:78 services.web.depends_on.queue.condition: A condition is service_started, service_healthy or service_completed_successfully.
            8:24 services.web.stop_grace_period: `30` is not a duration: write one such as 1m30s.
            9:16 services.web.mem_limit: `lots` is not a size: write one such as 512m.
            10:11 services.web.cpus: `many` is not a number of CPUs, such as 0.5.
            11:14 services.web.command: `it's` is not a command: a quote in it does not end.
            12:29 services.web.volumes[1]: `relative` is not a volume: write source:/path/in/the/container.
            13:14 services.web.restart: `sometimes` is not no, always, unless-stopped or on-failure.
            14:17 services.web.privileged: This must be true or false.
            15:16 services.web.ulimits.files: There is no limit `files`.
            16:26 services.web.healthcheck.test: A test begins with CMD, CMD-SHELL or NONE.
            16:50 services.web.healthcheck.retries: `-1` is not a whole number from 0.
            17:23 services.web.environment.A: This must be a text.
            7:58 services.web.depends_on: No service is named `queue`.
            12:15 services.web.volumes[0]: `data` is not declared under `volumes` at the top.
            4:12 services.web.image: Container.image contains invalid characters. `nginx:` is not registry/name:tag, such as nginx:1.27.
            21:16 services.cache.mem_limit: Invalid setting for container 'cache'. 'memory' must be at least 6 MiB.
            18:13 services.web.links[0]: Container `web` links to `nowhere`, which does not exist.
            18:12 services.web.links: Container links should not have a cycle
            7:19 services.web.depends_on: A dependency container with HEALTHY condition must have health check configured
            7:19 services.web.depends_on: Container dependsOn contains a cycle"#]],
    );
}

#[test]
fn two_ports_of_the_instance_cannot_be_one() {
    check_problems(
        "services:\n  a:\n    image: x\n    ports: ['80:80']\n  b:\n    image: y\n    ports:\n      - '80:81'\n      - '53:53'\n      - '53:53/udp'\n",
        expect!["8:9 services.b.ports[0]: TCP host port '80' is mapped multiple times in task."],
    );
}

#[test]
fn variables_and_dollar_signs() {
    check_problems(
        "services: { a: { image: 'x$' } }",
        expect!["1:25 : `x$` has a `$` that begins no variable: write `$$` for a dollar sign."],
    );
    check_problems(
        "services: { a: { image: '${A' } }",
        expect![[r#"
        1:25 : `${A` has a `$` that begins no variable: write `$$` for a dollar sign.
        1:25 services.a.image: Container.image should not be null or empty."#]],
    );
    check_problems(
        "services: { a: { image: '${1}' } }",
        expect![[r#"
        1:25 : `1` has a `$` that begins no variable: write `$$` for a dollar sign.
        1:25 services.a.image: Container.image should not be null or empty."#]],
    );
    check_problems(
        "services: { a: { image: '${A:-${B:-x:1}}' } }",
        expect![[""]],
    );
    check_problems(
        "services: { a: { image: '${A:?say which}' } }",
        expect!["1:25 services.a.image: Container.image should not be null or empty."],
    );
}

#[test]
fn texts_that_look_like_compose_files() {
    for text in [
        "services:\n  web: {}\n",
        "# ours\nversion: '3'\nservices :\n",
        r#"{"services": {}}"#,
    ] {
        assert!(looks_like_compose(text), "{text}");
    }
    for text in [
        "",
        r#"{"family": "web", "containerDefinitions": []}"#,
        "  services: x\n",
        "serviceName: x\n",
    ] {
        assert!(!looks_like_compose(text), "{text}");
    }
}

#[test]
fn traps_are_bounded() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let previous = format!("*a{}", level - 1);
        let list = vec![previous; 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    check_problems(
        &bomb,
        expect!["5:55 : With its aliases written out, this text is too large to be read."],
    );
    check_problems(
        &"[".repeat(10_000),
        expect!["1:256 : This is not YAML: recursion limit exceeded."],
    );
    check_problems(
        &"- ".repeat(10_000),
        expect!["1:65 : Values stand in each other more than 32 deep."],
    );
    check_problems(
        &" ".repeat(1_048_577),
        expect!["1:1 : This text has 1048577 bytes: more than 1048576 are not read."],
    );
    check_problems(
        &"[x,\n".repeat(60_000),
        expect![
            "25001:1 : There are more than 50000 commas and brackets up to here: this text is too large to be read."
        ],
    );
    check_problems(
        "services: &s { a: *s }",
        expect!["1:19 : An alias stands inside of what it names."],
    );
}

#[test]
fn a_container_port_is_published_for_one_protocol() {
    let reading = read_compose(
        "services:\n  dns:\n    image: dns\n    ports: ['53:53/tcp', '53:53/udp', '443:8443', '443:8443/udp']\n",
    );
    let definition = reading.definition.expect("nothing is wrong");
    let ports = &definition.container_definitions[0].port_mappings;
    let ports: Vec<u16> = ports.iter().map(|mapping| mapping.container_port).collect();
    assert_eq!(ports, [53, 8443]);
    let told = reading.not_carried.iter().filter(|note| note.line == 4);
    let told: Vec<&str> = told.map(|note| note.path.as_str()).collect();
    assert_eq!(told, ["services.dns.ports[1]", "services.dns.ports[3]"]);
}

#[test]
fn a_container_is_found_under_both_of_its_names() {
    let reading = read_compose(
        "services:\n  mongo: { image: mongo, container_name: mongodb }\n  web: { image: web, depends_on: [mongo] }\n",
    );
    let definition = reading.definition.expect("nothing is wrong");
    let web = definition.container("web").expect("it is a service");
    assert_eq!(web.links, ["mongo", "mongo:mongodb"]);
}

#[test]
fn folders_of_the_machine_are_not_mounted() {
    let reading = read_compose(
        "services:\n  a:\n    image: x\n    volumes:\n      - ${PWD}/a:/a\n      - $HOME/b:/b\n      - C:\\c:/c\n      - ../d:/d\n",
    );
    let definition = reading.definition.expect("nothing is wrong");
    assert_eq!(definition.volumes, []);
    let told = reading
        .not_carried
        .iter()
        .filter(|note| note.path.starts_with("services.a.volumes"));
    assert_eq!(told.count(), 4);
}

#[test]
fn more_than_ten_services_are_too_many_for_a_task() {
    let services: String = (0..11)
        .map(|number| format!("  s{number}: {{ image: x }}\n"))
        .collect();
    check_problems(
        &format!("services:\n{services}"),
        expect!["1:1 services: Too many containers in the task definition (max 10)."],
    );
}

#[test]
fn variables_may_leave_settings_empty() {
    let reading = read_compose(
        "services:\n  a:\n    image: x\n    mem_limit: ${MEMORY}\n    cpus: ${CPUS}\n    privileged: ${ROOT}\n    ports: ['${PORT}:80']\n",
    );
    let definition = reading.definition.expect("nothing is wrong");
    let container = &definition.container_definitions[0];
    assert_eq!((container.memory_mib, container.cpu_units), (None, None));
    assert_eq!(container.port_mappings[0].host_port, None);
}

#[test]
fn what_counts_for_nothing_is_told_and_harms_nothing() {
    check(
        "services:
  web:
    image: app
    mem_reservation: 64m
    memswap_limit: 128m
    profiles: []
    depends_on: { db: { condition: service_started, required: false } }
",
        expect![[r#"
            {
              "family": "compose",
              "networkMode": "bridge",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "app",
                  "memoryReservation": 64,
                  "essential": true
                }
              ],
              "requiresCompatibilities": [
                "EC2"
              ]
            }
            line 2 services.web: Without mem_limit, memswap_limit says nothing: it is left out.
            line 7 services.web.depends_on: There is no such service, and it is not required.
            line 7 services.web.depends_on.db.required: What a container waits for is always required.
        "#]],
    );
}
