//! The end of every fault that a swarm has drawn.

use sim::{
    AccountChange, Command, Duration, Image, LaunchInstance, LaunchType, LoadBalancerInput,
    NetworkMode, Permission, UpdateService, Zone,
};

use super::{balancing, capacity, deployments, job, requests, scheduling, stages};
use crate::support::Stage;

/// The faults stop: images behave, there is room, and the percents let deployments move.
pub(super) fn heal(stage: &mut Stage) {
    let submit = |stage: &mut Stage, command| {
        stage.timeline.submit(command).expect("healing is allowed");
    };
    for change in mended_account() {
        submit(stage, Command::ChangeAccount(change));
    }
    for (name, image) in [
        ("shop/web:1", Image::default()),
        ("shop/side:1", Image::default()),
        ("shop/init:1", job(3)),
    ] {
        let name = name.to_owned();
        submit(stage, Command::PushImage { name, image });
    }
    submit(stage, capacity::heal());
    if let Some(command) = capacity::rest(stage) {
        submit(stage, command);
    }
    for command in scheduling::heal(stage) {
        submit(stage, command);
    }
    let definition = &stage.service().primary().definition.definition;
    let is_awsvpc = definition.effective_network_mode() == NetworkMode::Awsvpc;
    let recreated = balancing::recreate(stage, is_awsvpc);
    let healing = [balancing::heal(stage), requests::heal(stage)];
    for command in healing.into_iter().flatten() {
        submit(stage, command);
    }
    for command in stages::heal(stage) {
        submit(stage, command);
    }
    let on_instances = stage.service().launch_type == LaunchType::Ec2;
    for zone in (0..9).filter(|_| on_instances) {
        submit(
            stage,
            LaunchInstance::of(stage.cluster, "m5.4xlarge", Zone(zone % 3)).into(),
        );
    }
    submit(
        stage,
        Command::UpdateService(Box::new(UpdateService {
            minimum_healthy_percent: Some(50),
            maximum_percent: Some(200),
            health_check_grace_period: Some(Duration::from_secs(600)),
            force_new_deployment: true,
            deployment_configuration: match recreated {
                None => stages::unhooked(stage, deployments::healed()),
                Some(_) => stages::rolling(deployments::healed()),
            },
            load_balancers: match recreated {
                None => stages::without_turns(stage),
                Some(target_group) => Some(vec![LoadBalancerInput {
                    target_group,
                    container_name: "app".to_owned(),
                    container_port: 80,
                    advanced_configuration: None,
                }]),
            },
            placement_constraints: Some(vec![]),
            ..UpdateService::of(stage.service)
        })),
    );
    let mode = stage
        .service()
        .primary()
        .definition
        .definition
        .effective_network_mode();
    let is_drawn = mode == NetworkMode::Awsvpc || mode == NetworkMode::Bridge;
    assert!(is_drawn, "the swarm draws these");
}

/// The account is as it should be.
fn mended_account() -> [AccountChange; 3] {
    [
        AccountChange::PutSecret {
            secret: "/shop/token".to_owned(),
        },
        AccountChange::CreateLogGroup {
            name: "/shop".to_owned(),
        },
        AccountChange::SetRole {
            role: "exec".to_owned(),
            allows: Permission::ALL.iter().copied().collect(),
        },
    ]
}
