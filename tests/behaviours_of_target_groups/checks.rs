//! What can be seen of the checks of a target, and which target groups a network mode takes.

use sim::{
    Command, CreateTargetGroup, Duration, Fault, NetworkMode, ProcessFaults, TargetState,
    TargetType, TaskDefinition, TaskId, TaskStatus, UpdateService,
};

use super::{attached, create, own_group};
use crate::support::{Setup, Stage, accept, bridge, definition};

fn set_sick(stage: &mut Stage, task: TaskId, health_fails: bool) {
    let fault = Fault::Process {
        task,
        container: 0,
        faults: ProcessFaults {
            health_fails,
            ..ProcessFaults::default()
        },
    };
    accept(&mut stage.timeline, Command::Fault(fault));
}

fn go_to(stage: &mut Stage, task: TaskId, is_there: impl Fn(TargetState) -> bool) {
    let limit = stage.now() + Duration::from_secs(600);
    while !is_there(own_group(stage).health_of(task)) {
        assert!(stage.now() < limit, "the target comes to the state");
        stage.pass(Duration::from_millis(100));
    }
}

#[test]
fn the_first_check_of_a_new_target_is_enough_and_an_unhealthy_one_needs_five() {
    let mut stage = Setup {
        desired_count: 1,
        grace_seconds: 7_200,
        ..Setup::default()
    }
    .build();
    while own_group(&stage).targets.is_empty() {
        stage.pass(Duration::from_millis(100));
    }
    let task = *own_group(&stage).targets.keys().next().expect("it has one");
    go_to(&mut stage, task, |state| state == TargetState::Initial);
    let checks = |stage: &Stage| own_group(stage).checks_passed(task, stage.now());
    let next = |stage: &Stage| own_group(stage).next_probe_at(task, stage.now());
    assert_eq!(checks(&stage), Some((0, 1)));
    go_to(&mut stage, task, |state| state == TargetState::Healthy);
    assert_eq!(checks(&stage), None);
    set_sick(&mut stage, task, true);
    go_to(&mut stage, task, |state| {
        matches!(state, TargetState::Unhealthy(_))
    });
    assert_eq!(checks(&stage), Some((0, 5)));
    set_sick(&mut stage, task, false);
    let mut seen = vec![];
    let mut probes = vec![];
    while let Some((passed, needed)) = checks(&stage) {
        assert_eq!(needed, 5);
        seen.push(passed);
        let at = next(&stage).expect("it is probed");
        probes.push(at);
        stage.pass(at.since(stage.now()) + Duration::from_millis(1));
    }
    assert_eq!(seen, [0, 1, 2, 3, 4]);
    let interval = own_group(&stage).health_check.interval;
    for pair in probes.windows(2) {
        assert_eq!(pair[1].since(pair[0]), interval);
    }
    let world = stage.timeline.world();
    let balancer = stage.load_balancer.expect("it is balanced");
    let balancer = world.load_balancer(balancer).expect("it exists");
    assert_eq!(balancer.forwards_to(), stage.target_group);
}

#[test]
fn the_type_of_a_target_group_must_go_with_the_network_mode() {
    let host = TaskDefinition {
        network_mode: Some(NetworkMode::Host),
        ..bridge("shop/web:1")
    };
    for (definition, mode, suits, wrong) in [
        (
            bridge("shop/web:1"),
            "bridge",
            TargetType::Instance,
            TargetType::Ip,
        ),
        (host, "host", TargetType::Instance, TargetType::Ip),
    ] {
        let mut stage = Setup {
            balanced: false,
            definition,
            ..Setup::default()
        }
        .on_instances(&["c6i.large"])
        .build();
        for (target_type, is_wrong) in [(wrong, true), (suits, false)] {
            let name = target_type.name();
            let group = create(&mut stage, CreateTargetGroup::of(name, target_type));
            let balancer = sim::CreateLoadBalancer::forwarding(name, 80, group);
            accept(&mut stage.timeline, balancer.into());
            let update = Command::UpdateService(Box::new(UpdateService {
                load_balancers: Some(vec![attached(group)]),
                ..UpdateService::of(stage.service)
            }));
            if is_wrong {
                let arn = stage.timeline.world().target_group_arn(group);
                assert_eq!(
                    stage.refusal(update),
                    format!(
                        "InvalidParameterException: The provided target group {arn} has target type ip, which is incompatible with the {mode} network mode specified in the task definition."
                    )
                );
            } else {
                accept(&mut stage.timeline, update);
            }
        }
    }
    let mut stage = Setup::default().build();
    let group = create(
        &mut stage,
        CreateTargetGroup::of("machines", TargetType::Instance),
    );
    let balancer = sim::CreateLoadBalancer::forwarding("machines", 80, group);
    accept(&mut stage.timeline, balancer.into());
    let update = UpdateService {
        load_balancers: Some(vec![attached(group)]),
        ..UpdateService::of(stage.service)
    };
    let refusal = stage.refusal(Command::UpdateService(Box::new(update)));
    assert!(
        refusal.ends_with(
            "has target type instance, which is incompatible with the awsvpc network mode specified in the task definition."
        ),
        "{refusal}"
    );
}

#[test]
fn a_task_on_the_network_of_its_host_holds_the_ports_of_its_containers() {
    let mut stage = Setup {
        balanced: false,
        desired_count: 2,
        definition: TaskDefinition {
            network_mode: Some(NetworkMode::Host),
            ..definition("shop/web:1")
        },
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    stage.pass(Duration::from_secs(120));
    let running = stage.tasks_in(TaskStatus::Running);
    assert_eq!(running.len(), 1, "the port is taken");
    let world = stage.timeline.world();
    let instance = world.instance(stage.instances()[0]).expect("it is there");
    let held: Vec<(u16, u16)> = instance.reservations[&running[0].id]
        .ports
        .iter()
        .map(|binding| (binding.container_port, binding.host_port))
        .collect();
    assert_eq!(held, [(80, 80)]);
}
