//! What the overrides of a task change, one sentence a test.

use sim::{
    Command, ContainerOverride, KeyValuePair, LaunchType, RunTask, TaskDefinition, TaskOverride,
    Zone,
};

use crate::behaviours_of_run_task::{on, one, register, run, task};
use crate::support::definition;

#[test]
fn overrides_change_one_task_and_not_its_definition() {
    let mut stage = on(&["m5.large"]);
    let variable = |name: &str, value: &str| KeyValuePair {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let overrides = TaskOverride {
        cpu_units: Some(1_024),
        memory_mib: Some(2_048),
        container_overrides: vec![ContainerOverride {
            name: "app".to_owned(),
            command: Some(vec!["report".to_owned()]),
            environment: vec![variable("DAY", "1"), variable("DAY", "2")],
            ..ContainerOverride::default()
        }],
    };
    let input = RunTask {
        overrides,
        ..one(&stage)
    };
    let (tasks, _) = run(&mut stage, input);
    let instance = stage.instances()[0];
    let held = &stage
        .timeline
        .world()
        .instance(instance)
        .expect("it is there")
        .reservations[&tasks[0]];
    assert_eq!((held.cpu_units, held.memory_mib), (1_024, 2_048));
    let app = &task(&stage, tasks[0])
        .definition
        .definition
        .container_definitions[0];
    assert_eq!(app.command, ["report"]);
    assert_eq!(app.environment, [variable("DAY", "2")]);
    let registered = &stage.timeline.world().revisions("web")[0].revision;
    assert_eq!(registered.definition.cpu_units, Some(256));
}

#[test]
fn overrides_that_could_not_be_registered_are_refused() {
    let mut stage = on(&["m5.large"]);
    let of_container = |container: ContainerOverride| TaskOverride {
        container_overrides: vec![container],
        ..TaskOverride::default()
    };
    let named = |name: &str| ContainerOverride {
        name: name.to_owned(),
        ..ContainerOverride::default()
    };
    let cases = [
        (
            of_container(named("web")),
            "Override for container named web is not a container in the TaskDefinition.",
        ),
        (
            of_container(ContainerOverride {
                command: Some(vec!["x".repeat(8_190)]),
                ..named("app")
            }),
            "Container Overrides length must be at most 8192",
        ),
    ];
    for (overrides, message) in cases {
        let input = RunTask {
            overrides,
            ..one(&stage)
        };
        assert_eq!(
            stage.refusal(Command::RunTask(Box::new(input))),
            format!("InvalidParameterException: {message}")
        );
    }
    let small = RunTask {
        overrides: TaskOverride {
            cpu_units: Some(256),
            memory_mib: Some(8_192),
            ..TaskOverride::default()
        },
        subnet_zones: vec![Zone(0)],
        ..RunTask::of(stage.cluster, "fargate", LaunchType::Fargate)
    };
    register(
        &mut stage,
        TaskDefinition {
            family: "fargate".to_owned(),
            requires_compatibilities: vec![sim::Compatibility::Fargate],
            ..definition("shop/web:1")
        },
    );
    let refused = stage.refusal(Command::RunTask(Box::new(small)));
    assert!(
        refused.contains("No Fargate configuration exists for given values"),
        "{refused}"
    );
}
