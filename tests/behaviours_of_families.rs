//! What becomes of families and revisions of task definitions, one sentence a test.

use sim::{
    Command, Duration, Failure, FamilyStatus, Response, TaskDefinitionStatus, TaskStatus,
    UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

fn deregister(stage: &mut Stage, name: &str) {
    let task_definition = name.to_owned();
    accept(
        &mut stage.timeline,
        Command::DeregisterTaskDefinition { task_definition },
    );
}

fn delete(stage: &mut Stage, names: &[&str]) -> (Vec<(String, u32)>, Vec<Failure>) {
    let task_definitions = names.iter().map(|name| (*name).to_owned()).collect();
    let answer = accept(
        &mut stage.timeline,
        Command::DeleteTaskDefinitions { task_definitions },
    );
    let Response::TaskDefinitions { deleted, failures } = answer else {
        panic!("DeleteTaskDefinitions answers with task definitions");
    };
    (deleted, failures)
}

fn update_to(stage: &Stage, name: &str) -> Command {
    Command::UpdateService(Box::new(UpdateService {
        task_definition: Some(name.to_owned()),
        ..UpdateService::of(stage.service)
    }))
}

fn register(stage: &mut Stage, image: &str) {
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(Box::new(definition(image))),
    );
}

fn status_of(stage: &Stage, name: &str) -> TaskDefinitionStatus {
    stage
        .timeline
        .world()
        .describe_task_definition(name)
        .expect("it can be described")
        .status
}

fn steady() -> Stage {
    let mut stage = Setup {
        delay_seconds: 10,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage
}

#[test]
fn a_service_scales_and_is_forced_with_a_revision_that_was_deregistered() {
    let mut stage = steady();
    deregister(&mut stage, "web:1");
    assert_eq!(status_of(&stage, "web:1"), TaskDefinitionStatus::Inactive);
    let update = UpdateService {
        desired_count: Some(4),
        force_new_deployment: true,
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 4);
}

#[test]
fn nothing_new_runs_an_inactive_revision() {
    let mut stage = steady();
    register(&mut stage, "shop/web:2");
    deregister(&mut stage, "web:2");
    let update = update_to(&stage, "web:2");
    assert_eq!(
        stage.refusal(update),
        "ClientException: TaskDefinition is inactive"
    );
}

#[test]
fn a_family_means_its_latest_active_revision() {
    let mut stage = steady();
    register(&mut stage, "shop/web:2");
    register(&mut stage, "shop/web:3");
    deregister(&mut stage, "web:3");
    let update = update_to(&stage, "web");
    accept(&mut stage.timeline, update);
    assert_eq!(stage.service().primary().definition.to_string(), "web:2");
}

#[test]
fn a_task_definition_is_named_by_its_arn_too() {
    let mut stage = steady();
    let world = stage.timeline.world();
    let revision = &stage.service().primary().definition;
    let arn = world.task_definition_arn(revision);
    deregister(&mut stage, &arn);
    assert_eq!(status_of(&stage, &arn), TaskDefinitionStatus::Inactive);
}

#[test]
fn a_family_is_inactive_when_all_its_revisions_are() {
    let mut stage = steady();
    let families = |stage: &Stage| -> Vec<(String, FamilyStatus)> {
        let listed = stage.timeline.world().families();
        listed
            .map(|(name, status)| (name.to_owned(), status))
            .collect()
    };
    assert_eq!(families(&stage), [("web".to_owned(), FamilyStatus::Active)]);
    deregister(&mut stage, "web:1");
    assert_eq!(
        families(&stage),
        [("web".to_owned(), FamilyStatus::Inactive)]
    );
    let update = update_to(&stage, "web");
    assert_eq!(
        stage.refusal(update),
        "ClientException: TaskDefinition not found."
    );
}

#[test]
fn a_deleted_revision_stays_in_progress_until_the_last_task_of_it_has_stopped() {
    let mut stage = steady();
    deregister(&mut stage, "web:1");
    assert_eq!(
        delete(&mut stage, &["web:1"]),
        (vec![("web".to_owned(), 1)], vec![])
    );
    let in_progress = TaskDefinitionStatus::DeleteInProgress;
    stage.pass(Duration::from_secs(3_600));
    assert_eq!(status_of(&stage, "web:1"), in_progress);
    let scaled = UpdateService {
        desired_count: Some(3),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(scaled)),
    );
    stage.settle();
    assert_eq!(
        stage.tasks_in(TaskStatus::Running).len(),
        3,
        "the service goes on with it"
    );

    stage.deploy(definition("shop/web:2"));
    let gone = |stage: &Stage| stage.timeline.world().revisions("web").len() == 1;
    while !gone(&stage) {
        assert_eq!(status_of(&stage, "web:1"), in_progress);
        stage.pass(Duration::from_secs(1));
    }
    let left = stage
        .timeline
        .world()
        .tasks()
        .filter(|task| task.definition.revision == 1);
    assert!(
        left.into_iter()
            .all(|task| task.last_status == TaskStatus::Stopped)
    );
    let described = stage.timeline.world().describe_task_definition("web:1");
    assert_eq!(
        described.expect_err("it is gone").to_string(),
        "ClientException: Unable to describe task definition."
    );
}

#[test]
fn the_number_of_a_deleted_revision_is_never_used_again() {
    let mut stage = steady();
    register(&mut stage, "shop/web:2");
    deregister(&mut stage, "web:2");
    delete(&mut stage, &["web:2"]);
    assert_eq!(stage.timeline.world().revisions("web").len(), 1);
    register(&mut stage, "shop/web:3");
    let latest = stage.timeline.world().describe_task_definition("web");
    assert_eq!(latest.expect("it is ACTIVE").revision.revision, 3);
}

#[test]
fn only_inactive_revisions_are_deleted_and_the_others_are_named() {
    let mut stage = steady();
    register(&mut stage, "shop/web:2");
    deregister(&mut stage, "web:2");
    let (deleted, failures) = delete(&mut stage, &["web:1", "web:2", "web:9"]);
    assert_eq!(deleted, [("web".to_owned(), 2)]);
    let told: Vec<String> = failures
        .iter()
        .map(|failure| {
            format!(
                "{} {}",
                failure.arn.as_deref().unwrap_or(""),
                failure.reason
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/web:1 The specified task definition is still in \
             ACTIVE status. Please deregister the target and try again.",
            "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/web:9 The specified task definition does not \
             exist. Specify a valid account, family, revision and try again.",
        ]
    );
}

#[test]
fn what_names_no_revision_is_refused_in_awss_words() {
    let mut stage = steady();
    let deregister = |name: &str| Command::DeregisterTaskDefinition {
        task_definition: name.to_owned(),
    };
    let cases = [
        ("web", "ClientException: Revision is missing."),
        (
            "web:one",
            "InvalidParameterException: Invalid revision number. Number: one",
        ),
        (
            "web:2",
            "ClientException: Unable to describe task definition.",
        ),
        (
            "api:1",
            "ClientException: Unable to describe task definition.",
        ),
    ];
    for (name, expected) in cases {
        assert_eq!(stage.refusal(deregister(name)), expected);
    }
    let many = vec!["web:1".to_owned(); 11];
    for task_definitions in [vec![], many] {
        assert_eq!(
            stage.refusal(Command::DeleteTaskDefinitions { task_definitions }),
            "InvalidParameterException: taskDefinitions must have 1 to 10 entries."
        );
    }
}

#[test]
fn a_revision_tells_when_it_was_registered_deregistered_and_asked_to_go() {
    let mut stage = steady();
    let registered_at = stage.service().created_at;
    let deregistered_at = stage.now();
    deregister(&mut stage, "web:1");
    stage.pass(Duration::from_secs(60));
    let requested_at = stage.now();
    delete(&mut stage, &["web:1"]);
    // Asked again, neither time changes.
    stage.pass(Duration::from_secs(60));
    deregister(&mut stage, "web:1");
    delete(&mut stage, &["web:1"]);
    let listed = &stage.timeline.world().revisions("web")[0];
    assert_eq!(
        (
            listed.revision.registered_at,
            listed.deregistered_at,
            listed.delete_requested_at
        ),
        (registered_at, Some(deregistered_at), Some(requested_at))
    );
}
