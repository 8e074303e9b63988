//! What is true of every deployment that goes through stages.

use crate::limits::LIFECYCLE_HOOKS_MAX;
use crate::{
    ALL_TENTHS, DeploymentStrategy, LifecycleStage as Stage, RolloutState, Service, ServiceStatus,
    StagedDeployment, Timer, World,
};

pub(super) fn check(world: &World, service: &Service) {
    let name = &service.name;
    let Some(staged) = &service.staged else {
        return;
    };
    let primary = service.primary();
    if service.status != ServiceStatus::Active || primary.rollout_state != RolloutState::InProgress
    {
        return;
    }
    let latest = service.service_deployment();
    let strategy = latest.deployment_configuration.strategy;
    assert_ne!(
        strategy,
        DeploymentStrategy::Rolling,
        "{name}: only other strategies have stages"
    );
    let wanted = if staged.returning.is_some() {
        staged.blue
    } else {
        Some(staged.green)
    };
    assert_eq!(
        wanted,
        Some(primary.id),
        "{name}: the PRIMARY deployment is green, and blue on the way back"
    );
    check_traffic(service, staged);
    let hooks = latest.deployment_configuration.lifecycle_hooks.len();
    assert!(
        hooks <= LIFECYCLE_HOOKS_MAX
            && latest.lifecycle_hook_details.len() <= hooks * Stage::ALL.len(),
        "{name}: each hook is described once a stage"
    );
    let is_cleaning_up = latest.lifecycle_stage == Some(Stage::CleanUp);
    assert!(
        is_cleaning_up || world.due_at(Timer::ServicePass(service.id)).is_some(),
        "{name}: every stage but the last ends in the end"
    );
    assert!(
        world.outlook(service).wait.is_some(),
        "{name}: a deployment under way says what it waits for at {:?}",
        latest.lifecycle_stage
    );
    let is_whole = latest.lifecycle_stage > Some(Stage::ScaleUp) && !is_cleaning_up;
    let revisions = [Some(staged.green), staged.blue];
    let revisions = revisions
        .iter()
        .flatten()
        .filter_map(|id| service.deployment(*id));
    for deployment in revisions.filter(|_| is_whole) {
        let counts = world.revision_counts(service, deployment.revision.id);
        assert_eq!(
            counts.requested, service.desired_count,
            "{name}: both revisions are at full size until one of them goes"
        );
    }
}

fn check_traffic(service: &Service, staged: &StagedDeployment) {
    let name = &service.name;
    let Some(stage) = service.service_deployment().lifecycle_stage else {
        return;
    };
    let (production, test) = (staged.production_tenths, staged.test_tenths);
    assert!(production <= ALL_TENTHS && (test == 0 || test == ALL_TENTHS));
    if staged.returning.is_some() {
        assert_eq!(
            (production, test),
            (0, 0),
            "{name}: a rollback gives blue all traffic at once"
        );
        return;
    }
    assert!(
        production == 0 || stage >= Stage::PreProductionTrafficShift,
        "{name}: green gets no production traffic before its stage"
    );
    assert!(
        production == ALL_TENTHS || stage <= Stage::ProductionTrafficShift,
        "{name}: green has all production traffic after the shift"
    );
    assert_eq!(
        test == ALL_TENTHS,
        stage >= Stage::TestTrafficShift,
        "{name}: green has the test traffic from its stage on"
    );
}
