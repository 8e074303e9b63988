//! A service gets another deployment strategy, and what its load balancer needs for that.

use playground::{change_strategy, opening};
use sim::{
    Command, DeploymentStrategy, Duration, LifecycleStage, RolloutState, ServiceId, Timeline,
    UpdateService,
};

/// More than anything here makes happen.
const BUDGET: usize = 1_000_000;

fn play(timeline: &mut Timeline, seconds: u64) {
    let until = timeline.now() + Duration::from_secs(seconds);
    timeline.advance_to(until, BUDGET);
    assert_eq!(timeline.now(), until, "the budget was enough");
}

/// The opening world, steady, with its service deployed by BLUE_GREEN.
fn prepared() -> (Timeline, ServiceId) {
    let opening = opening();
    let (mut timeline, service) = (opening.timeline, opening.service);
    play(&mut timeline, 300);
    change_strategy(&mut timeline, service, DeploymentStrategy::BlueGreen)
        .expect("the service can be deployed by stages");
    play(&mut timeline, 1_200);
    (timeline, service)
}

#[test]
fn a_service_that_is_to_deploy_by_stages_gets_a_second_target_group_with_the_same_settings() {
    let (timeline, id) = prepared();
    let world = timeline.world();
    let service = world.service(id).unwrap();
    let attached = &service.primary().load_balancers[0];
    let advanced = attached.advanced_configuration.as_ref().unwrap();
    let [own, alternate] = [attached.target_group, advanced.alternate_target_group]
        .map(|group| world.target_group(group).unwrap());
    let mut names = [own.name.as_str(), alternate.name.as_str()];
    names.sort_unstable();
    assert_eq!(names, ["web-tg", "web-tg-2"]);
    assert_eq!(own.health_check, alternate.health_check);
    assert_eq!(own.attributes, alternate.attributes);
    assert_eq!(service.primary().rollout_state, RolloutState::Completed);
}

#[test]
fn the_next_deployment_of_a_prepared_service_goes_through_stages() {
    let (mut timeline, id) = prepared();
    let mut update = UpdateService::of(id);
    update.force_new_deployment = true;
    timeline
        .submit(Command::UpdateService(Box::new(update)))
        .unwrap();
    let mut stages = Vec::new();
    for _ in 0..600 {
        play(&mut timeline, 1);
        let service = timeline.world().service(id).unwrap();
        stages.extend(service.lifecycle_stage());
    }
    stages.dedup();
    assert!(stages.contains(&LifecycleStage::ScaleUp), "{stages:?}");
    let service = timeline.world().service(id).unwrap();
    assert_eq!(service.primary().rollout_state, RolloutState::Completed);
}

#[test]
fn a_service_that_is_prepared_gets_no_third_target_group() {
    let (mut timeline, id) = prepared();
    let canary = DeploymentStrategy::Canary {
        canary_percent_tenths: 50,
        canary_bake_time: Duration::from_secs(60),
    };
    change_strategy(&mut timeline, id, canary).unwrap();
    change_strategy(&mut timeline, id, DeploymentStrategy::Rolling).unwrap();
    assert_eq!(timeline.world().target_groups().count(), 2);
    let service = timeline.world().service(id).unwrap();
    assert_eq!(
        service.deployment_configuration.strategy,
        DeploymentStrategy::Rolling
    );
}
