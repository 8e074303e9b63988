//! Tasks without a target: their target group was deleted, or is full; and targets whose machine has stopped.

use sim::{
    BalancingCommand, Command, CreateTargetGroup, Duration, EventKind, EventSequence, FailureCause,
    HowDisconnected, Image, InstanceStatus, LoadBalancerInput, Quotas, Response, RolloutState,
    Rule, ServiceMessage, Span, TargetGroupId, TargetState, TargetType, TaskStatus, UnusedReason,
    UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge};

fn own_group(stage: &Stage) -> TargetGroupId {
    stage.target_group.expect("it is balanced")
}

/// Deletes the listener, so that nothing forwards to the target group.
fn delete_listener(stage: &mut Stage) {
    let balancer = stage.load_balancer.expect("it is balanced");
    let world = stage.timeline.world();
    let listener = world.load_balancer(balancer).expect("it exists").listeners[0].id;
    let delete = BalancingCommand::DeleteListener { listener };
    accept(&mut stage.timeline, delete.into());
}

fn delete_group(stage: &Stage) -> Command {
    let target_group = own_group(stage);
    BalancingCommand::DeleteTargetGroup { target_group }.into()
}

/// What the service said from an event on, as text.
fn texts(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from).len();
    let events = stage.service().events.iter().take(said);
    events.map(|event| event.text.clone()).collect()
}

fn scale(stage: &mut Stage, desired_count: u32) {
    let update = UpdateService {
        desired_count: Some(desired_count),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

/// The service uses this target group from now on.
fn move_to(stage: &mut Stage, target_group: TargetGroupId) {
    let update = UpdateService {
        load_balancers: Some(vec![LoadBalancerInput {
            target_group,
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration: None,
        }]),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

#[test]
fn a_target_group_is_deleted_once_no_listener_forwards_to_it_whatever_service_is_attached() {
    let mut stage = Setup::default().build();
    stage.settle();
    let group = own_group(&stage);
    let arn = stage.timeline.world().target_group_arn(group);
    let delete = delete_group(&stage);
    assert_eq!(
        stage.refusal(delete.clone()),
        format!("ResourceInUse: Target group '{arn}' is currently in use by a listener or a rule")
    );
    delete_listener(&mut stage);
    let world = stage.timeline.world();
    for target in world
        .target_group(group)
        .expect("it exists")
        .targets
        .values()
    {
        assert_eq!(target.state, TargetState::Unused(UnusedReason::NotInUse));
        assert_eq!(target.state.reason_code(), Some("Target.NotInUse"));
    }
    accept(&mut stage.timeline, delete);
    assert!(stage.timeline.world().target_group(group).is_none());
    sim::check_invariants(stage.timeline.world());
}

/// A steady service of two tasks whose target group is gone.
fn without_group() -> (Stage, EventSequence, String) {
    let mut stage = Setup {
        requests_per_second: 20,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let arn = stage.timeline.world().target_group_arn(own_group(&stage));
    let from = stage.next_event();
    delete_listener(&mut stage);
    let delete = delete_group(&stage);
    accept(&mut stage.timeline, delete);
    (stage, from, arn)
}

#[test]
fn the_tasks_of_a_deleted_target_group_run_on_unhealthy_and_the_service_says_so_once() {
    let (mut stage, from, arn) = without_group();
    let deployment = stage.service().primary().id;
    let running: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    stage.pass(Duration::from_secs(3_600));
    let mut expected: Vec<String> = running
        .iter()
        .map(|task| {
            format!(
                "(service web) task set ({deployment}) (task {task}) is not healthy in target-group ({arn}) due to \
                 TARGET GROUP IS NOT FOUND."
            )
        })
        .collect();
    let mut said = texts(&stage, from);
    expected.sort();
    said.sort();
    assert_eq!(
        said, expected,
        "one event for each task, and none is replaced"
    );
    let still: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    assert_eq!(still, running);
    assert_eq!(stage.service().steady_since, None);
    stage.pass(Duration::from_secs(6 * 3_600));
    assert_eq!(texts(&stage, from).len(), 4, "and again after six hours");
}

#[test]
fn a_new_task_cannot_be_registered_in_a_deleted_target_group() {
    let (mut stage, _, arn) = without_group();
    stage.pass(Duration::from_secs(60));
    let from = stage.next_event();
    scale(&mut stage, 3);
    stage.pass(Duration::from_secs(300));
    let failed = format!(
        "(service web) failed to register targets in (target-group {arn}) with (error One or more target groups not \
         found)"
    );
    let said = texts(&stage, from);
    assert_eq!(
        said.iter().filter(|text| **text == failed).count(),
        1,
        "{said:?}"
    );
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 3);
    let force = UpdateService {
        force_new_deployment: true,
        ..UpdateService::of(stage.service)
    };
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(force))),
        format!(
            "InvalidParameterException: The target group with targetGroupArn {arn} does not have an associated load \
             balancer."
        )
    );
}

#[test]
fn a_service_recovers_with_another_target_group_which_has_another_arn_though_the_same_name() {
    let (mut stage, _, arn) = without_group();
    stage.pass(Duration::from_secs(60));
    let create = CreateTargetGroup::of("web-tg", TargetType::Ip);
    let Response::TargetGroup(target_group) = accept(&mut stage.timeline, create.into()) else {
        panic!("CreateTargetGroup answers with a target group");
    };
    assert_ne!(stage.timeline.world().target_group_arn(target_group), arn);
    let listener = BalancingCommand::CreateListener {
        load_balancer: stage.load_balancer.expect("it is balanced"),
        listener: sim::NewListener {
            port: 80,
            protocol: sim::LoadBalancerProtocol::Http,
            default_action: sim::ListenerAction::forward(target_group),
        },
    };
    accept(&mut stage.timeline, listener.into());
    move_to(&mut stage, target_group);
    stage.settle();
    let service = stage.service();
    assert_eq!(service.primary().rollout_state, RolloutState::Completed);
    let group = stage.timeline.world().target_group(target_group);
    assert_eq!(group.expect("it exists").targets.len(), 2);
}

#[test]
fn a_full_target_group_takes_no_more_targets_until_one_leaves() {
    let mut stage = Setup {
        desired_count: 3,
        delay_seconds: 5,
        quotas: Quotas {
            targets_per_target_group: 3,
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let arn = stage.timeline.world().target_group_arn(own_group(&stage));
    let from = stage.next_event();
    scale(&mut stage, 4);
    stage.pass(Duration::from_secs(600));
    let failed = format!(
        "(service web) failed to register targets in (target-group {arn}) with (error You've reached the limit on the \
         number of targets)"
    );
    let said = texts(&stage, from);
    assert_eq!(
        said.iter().filter(|text| **text == failed).count(),
        1,
        "{said:?}"
    );
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 4);
    assert_eq!(
        stage.service().steady_since,
        None,
        "the fourth has no target"
    );
    scale(&mut stage, 3);
    stage.settle();
    let group = stage.timeline.world().target_group(own_group(&stage));
    let targets = &group.expect("it exists").targets;
    let running: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    assert_eq!(targets.len(), 3);
    assert!(running.iter().all(|task| targets.contains_key(task)));
}

#[test]
fn a_target_on_a_machine_that_has_stopped_is_unused_and_its_task_replaced() {
    let mut stage = Setup {
        desired_count: 1,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.large", "m5.large"])
    .build();
    stage.settle();
    let from = stage.next_event();
    let lost = stage.tasks_in(TaskStatus::Running)[0];
    let (task, instance) = (lost.id, lost.instance.expect("it is on an instance"));
    let how = HowDisconnected::Clean;
    accept(
        &mut stage.timeline,
        Command::DisconnectAgent { instance, how },
    );
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    let group = own_group(&stage);
    let state = |stage: &Stage| {
        let group = stage.timeline.world().target_group(group);
        group.expect("it exists").health_of(task)
    };
    while state(&stage) == TargetState::Healthy {
        stage.pass(Duration::from_secs(1));
    }
    assert_eq!(state(&stage), TargetState::Unused(UnusedReason::Stopped));
    assert_eq!(state(&stage).reason_code(), Some("Target.InvalidState"));
    let described = state(&stage).description();
    assert_eq!(described.as_deref(), Some("Target is in the stopped state"));
    stage.pass(Duration::from_secs(200));
    let arn = stage.timeline.world().target_group_arn(group);
    let unhealthy = stage.said(from).into_iter().find_map(|(_, message)| {
        matches!(message, ServiceMessage::Unhealthy { .. }).then(|| message.text("web", &arn))
    });
    let said = unhealthy.expect("the service says so");
    let end = format!(
        "is unhealthy in (target-group {arn}) due to (reason Target is in the stopped state)"
    );
    assert!(said.ends_with(&end), "{said}");
    let replacement = stage.tasks_in(TaskStatus::Running);
    assert!(
        replacement
            .iter()
            .any(|other| other.id != task && other.instance != Some(instance)),
        "another task runs elsewhere"
    );
    let known = stage
        .timeline
        .world()
        .instance(instance)
        .expect("it stays registered");
    assert_eq!(known.status, InstanceStatus::Active);
}

#[test]
fn requests_at_a_target_group_that_is_deleted_fail_for_that_and_its_targets_leave_by_that_rule() {
    let slow = Image {
        request: Span::secs(20, 20),
        ..Image::default()
    };
    let mut stage = Setup {
        images: vec![("shop/web:1", slow)],
        requests_per_second: 5,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    delete_listener(&mut stage);
    let from = stage.next_event();
    let delete = delete_group(&stage);
    accept(&mut stage.timeline, delete);
    let events = stage.timeline.events_since(from);
    let causes: Vec<FailureCause> = events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::RequestsCut { cause, .. } => Some(cause),
            _ => None,
        })
        .collect();
    assert_eq!(causes, [FailureCause::TargetGroupDeleted; 2]);
    let left: Vec<_> = events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::TargetDeregistered { .. }))
        .collect();
    assert_eq!(left.len(), 2);
    for event in left {
        assert!(event.rules.contains(Rule::TargetGroupGone));
        assert!(!event.rules.contains(Rule::DeregistrationDelay));
    }
    sim::check_invariants(stage.timeline.world());
}

/// A target group that a listener on a port of its own forwards to.
fn forwarded_group(stage: &mut Stage, name: &str, port: u16) -> TargetGroupId {
    let create = CreateTargetGroup::of(name, TargetType::Ip);
    let Response::TargetGroup(target_group) = accept(&mut stage.timeline, create.into()) else {
        panic!("CreateTargetGroup answers with a target group");
    };
    let listener = BalancingCommand::CreateListener {
        load_balancer: stage.load_balancer.expect("it is balanced"),
        listener: sim::NewListener {
            port,
            protocol: sim::LoadBalancerProtocol::Http,
            default_action: sim::ListenerAction::forward(target_group),
        },
    };
    accept(&mut stage.timeline, listener.into());
    target_group
}

#[test]
fn a_target_group_that_a_service_may_return_to_gives_its_arn_to_no_namesake() {
    let mut stage = Setup::default().build();
    stage.settle();
    let first = own_group(&stage);
    let arn = stage.timeline.world().target_group_arn(first);
    let target_group = forwarded_group(&mut stage, "other-tg", 81);
    move_to(&mut stage, target_group);
    stage.settle();
    assert_eq!(stage.service().deployments.len(), 1);
    delete_listener(&mut stage);
    let delete = delete_group(&stage);
    accept(&mut stage.timeline, delete);
    let world = stage.timeline.world();
    assert_eq!(world.target_group_arn(first), arn, "it is described still");
    let namesake = forwarded_group(&mut stage, "web-tg", 80);
    assert_ne!(namesake, first);
    assert_ne!(stage.timeline.world().target_group_arn(namesake), arn);
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}
