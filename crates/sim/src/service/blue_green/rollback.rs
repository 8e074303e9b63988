//! The way back: traffic to blue at once, the hooks of the shifts again, then green goes. Rule: `InstantRollback`.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{Returning, ShiftedTraffic, StagedDeployment};
use crate::{
    DeploymentId, LifecycleStage as Stage, Rule, ServiceId, ServiceLoadBalancer, ServiceRevision,
    World,
};

impl World {
    /// What a staged deployment returns to: blue, however long ago it completed.
    pub(in super::super) fn blue_to_return_to(
        &self,
        id: ServiceId,
    ) -> Option<(DeploymentId, Arc<ServiceRevision>)> {
        let service = &self.services[&id];
        let staged = service.staged.as_ref()?;
        let is_possible =
            staged.returning.is_none() && service.lifecycle_stage() != Some(Stage::CleanUp);
        let blue = staged.blue.filter(|_| is_possible)?;
        let blue = service.deployment(blue)?;
        Some((blue.id, blue.revision.clone()))
    }

    /// The PRIMARY deployment is the return to blue: it gets all traffic now, and the hooks of the shifts that had
    /// begun run again. Rules: `InstantRollback`, `RollbackRunsShiftHooks`.
    pub(in super::super) fn return_to_blue(
        &mut self,
        id: ServiceId,
        before: &StagedDeployment,
        attached: Vec<ServiceLoadBalancer>,
    ) {
        let now = self.now;
        let stage = self.services[&id].lifecycle_stage();
        let returning = Returning {
            production: stage >= Some(Stage::ProductionTrafficShift)
                || before.production_tenths > 0,
            test: stage >= Some(Stage::TestTrafficShift),
        };
        let service = self.service_mut(id);
        let primary = service.deployments[0].id;
        service.deployments[0].load_balancers = attached;
        service.staged = Some(StagedDeployment {
            green: before.green,
            blue: Some(primary),
            stage_since: now,
            production_tenths: before.production_tenths,
            test_tenths: before.test_tenths,
            returning: Some(returning),
        });
        self.rest_on(Rule::InstantRollback);
        self.shift(id, ShiftedTraffic::Production, 0);
        self.rest_on(Rule::InstantRollback);
        self.shift(id, ShiftedTraffic::Test, 0);
        let first = if returning.production {
            Stage::ProductionTrafficShift
        } else if returning.test {
            Stage::TestTrafficShift
        } else {
            Stage::CleanUp
        };
        self.rest_on(Rule::RollbackRunsShiftHooks);
        self.enter_stage(id, first);
    }
}
