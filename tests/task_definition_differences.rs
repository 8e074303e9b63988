//! What one revision says otherwise than another.

use document::{differences, read_task_definition};
use expect_test::{Expect, expect};
use sim::{TaskDefinition, with_defaults};

use crate::task_definition::{FARGATE, INSTANCES};

fn read(text: &str) -> TaskDefinition {
    let reading = read_task_definition(text);
    assert_eq!(reading.problems, []);
    reading.definition.expect("nothing is wrong")
}

fn check(before: &str, after: &str, expected: Expect) {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "(nothing)".to_owned());
    let lines: Vec<String> = differences(&read(before), &read(after))
        .iter()
        .map(|difference| {
            let (before, after) = (shown(&difference.before), shown(&difference.after));
            format!("{}: {before} -> {after}", difference.path)
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_definition_differs_in_nothing_from_itself_with_its_defaults() {
    for text in [FARGATE, INSTANCES] {
        let definition = read(text);
        assert_eq!(
            differences(&definition, &with_defaults(definition.clone())),
            []
        );
    }
}

#[test]
fn the_usual_next_revision() {
    let after = FARGATE
        .replace("web:1\"", "web:2\"")
        .replace(
            r#"{ "name": "LEVEL", "value": "" }"#,
            r#"{ "name": "LEVEL", "value": "info" }, { "name": "MODE", "value": "fast" }"#,
        )
        .replace(r#""containerPort": 8080"#, r#""containerPort": 8081"#)
        .replace(r#""cpu": ".5 vCPU""#, r#""cpu": "1024""#)
        .replace(r#""memory": "1 GB""#, r#""memory": "2048""#)
        .replace(r#""stopTimeout": 60,"#, "")
        .replace(r#""softLimit": 1024"#, r#""softLimit": 2048"#)
        .replace(
            r#""awslogs-stream-prefix": "web""#,
            r#""awslogs-stream-prefix": "shop""#,
        )
        .replace(r#""command": ["serve", "#, r#""command": ["run", "#);
    check(
        FARGATE,
        &after,
        expect![[r#"
        containerDefinitions[web].image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1 -> 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:2
        containerDefinitions[web].portMappings[8080/tcp]: {"containerPort":8080,"hostPort":8080,"protocol":"tcp","name":"http","appProtocol":"http"} -> (nothing)
        containerDefinitions[web].portMappings[8081/tcp]: (nothing) -> {"containerPort":8081,"hostPort":8081,"protocol":"tcp","name":"http","appProtocol":"http"}
        containerDefinitions[web].command: ["serve","--greeting","café \"ouvert\"\n"] -> ["run","--greeting","café \"ouvert\"\n"]
        containerDefinitions[web].environment[LEVEL].value:  -> info
        containerDefinitions[web].environment[MODE]: (nothing) -> fast
        containerDefinitions[web].stopTimeout: 60 -> (nothing)
        containerDefinitions[web].ulimits[nofile].softLimit: 1024 -> 2048
        containerDefinitions[web].logConfiguration.options.awslogs-stream-prefix: web -> shop
        cpu: 512 -> 1024
        memory: 1024 -> 2048"#]],
    );
}

#[test]
fn containers_that_come_and_go() {
    let container = |name: &str, image: &str| {
        format!(r#"{{"name": "{name}", "image": "{image}", "memory": 64}}"#)
    };
    let definition = |containers: &[String]| {
        format!(
            r#"{{"family": "web", "containerDefinitions": [{}]}}"#,
            containers.join(",")
        )
    };
    check(
        &definition(&[
            container("a", "x:1"),
            container("b", "y"),
            container("c", "z"),
        ]),
        &definition(&[
            container("d", "w"),
            container("c", "z"),
            container("a", "x:2"),
        ]),
        expect![[r#"
            containerDefinitions[a].image: x:1 -> x:2
            containerDefinitions[b]: y -> (nothing)
            containerDefinitions[d]: (nothing) -> w"#]],
    );
}

#[test]
fn another_order_is_no_difference() {
    let before = r#"{"family": "web", "containerDefinitions": [{"name": "a", "image": "x", "memory": 64,
        "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}], "links": ["b", "c"],
        "portMappings": [{"containerPort": 80}, {"containerPort": 81}], "dockerLabels": {"x": "1", "y": "2"}},
        {"name": "b", "image": "x", "memory": 64}, {"name": "c", "image": "x", "memory": 64}],
        "tags": [{"key": "k", "value": "v"}, {"key": "l", "value": "v"}]}"#;
    let after = r#"{"family": "web", "containerDefinitions": [{"name": "c", "image": "x", "memory": 64},
        {"name": "b", "image": "x", "memory": 64}, {"name": "a", "image": "x", "memory": 64,
        "environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}], "links": ["c", "b"],
        "portMappings": [{"containerPort": 81}, {"containerPort": 80}], "dockerLabels": {"y": "2", "x": "1"}}],
        "tags": [{"key": "l", "value": "v"}, {"key": "k", "value": "v"}]}"#;
    check(before, after, expect![[""]]);
    let empty = |container: &str| {
        format!(
            r#"{{"family": "web", "containerDefinitions": [{{"name": "a", "image": "x", "memory": 64{container}}}]}}"#
        )
    };
    check(
        &empty(""),
        &empty(r#", "linuxParameters": {}, "secrets": []"#),
        expect![[""]],
    );
}

#[test]
fn what_has_parts_is_told_by_its_parts() {
    let after = INSTANCES
        .replace(r#""hostPort": 80 }"#, r#""hostPort": 8080 }"#)
        .replace("9000-9009", "9000-9010")
        .replace(
            r#""add": ["NET_ADMIN"]"#,
            r#""add": ["SYS_TIME"], "drop": ["ALL"]"#,
        )
        .replace(r#""readOnly": false"#, r#""readOnly": true"#)
        .replace(
            r#""ignoredExitCodes": [0, -1]"#,
            r#""ignoredExitCodes": [-1, 0]"#,
        )
        .replace(r#""tier": "edge""#, r#""tier": "edge", "zone": "1""#)
        .replace(
            r#""sourcePath": "/var/log/app""#,
            r#""sourcePath": "/var/log/web""#,
        )
        .replace(r#""pidMode": "host","#, "");
    check(
        INSTANCES,
        &after,
        expect![[r#"
        containerDefinitions[proxy].portMappings[80/tcp].hostPort: 80 -> 8080
        containerDefinitions[proxy].portMappings[9000-9009/tcp]: {"protocol":"tcp","containerPortRange":"9000-9009"} -> (nothing)
        containerDefinitions[proxy].portMappings[9000-9010/tcp]: (nothing) -> {"protocol":"tcp","containerPortRange":"9000-9010"}
        containerDefinitions[proxy].mountPoints[/var/log].readOnly: false -> true
        containerDefinitions[proxy].linuxParameters.capabilities.add: ["NET_ADMIN"] -> ["SYS_TIME"]
        containerDefinitions[proxy].linuxParameters.capabilities.drop: (nothing) -> ["ALL"]
        containerDefinitions[proxy].dockerLabels.zone: (nothing) -> 1
        volumes[logs].host.sourcePath: /var/log/app -> /var/log/web
        pidMode: host -> (nothing)"#]],
    );
    check(
        &after,
        INSTANCES,
        expect![[r#"
        containerDefinitions[proxy].portMappings[80/tcp].hostPort: 8080 -> 80
        containerDefinitions[proxy].portMappings[9000-9010/tcp]: {"protocol":"tcp","containerPortRange":"9000-9010"} -> (nothing)
        containerDefinitions[proxy].portMappings[9000-9009/tcp]: (nothing) -> {"protocol":"tcp","containerPortRange":"9000-9009"}
        containerDefinitions[proxy].mountPoints[/var/log].readOnly: true -> false
        containerDefinitions[proxy].linuxParameters.capabilities.add: ["SYS_TIME"] -> ["NET_ADMIN"]
        containerDefinitions[proxy].linuxParameters.capabilities.drop: ["ALL"] -> (nothing)
        containerDefinitions[proxy].dockerLabels.zone: 1 -> (nothing)
        volumes[logs].host.sourcePath: /var/log/web -> /var/log/app
        pidMode: (nothing) -> host"#]],
    );
}

#[test]
fn the_same_variable_twice_is_compared_in_order() {
    let definition = |variables: &str| {
        format!(
            r#"{{"family": "web", "containerDefinitions": [{{"name": "a", "image": "x", "memory": 64, "environment": [{variables}]}}]}}"#
        )
    };
    check(
        &definition(r#"{"name": "A", "value": "1"}, {"name": "A", "value": "2"}"#),
        &definition(r#"{"name": "A", "value": "1"}, {"name": "A", "value": "3"}"#),
        expect!["containerDefinitions[a].environment[A].value: 2 -> 3"],
    );
}
