//! Rules of section 5.18: deployments that go through stages.

macro_rules! staged {
    ($next:ident $(, $later:ident)*; $($before:tt)*) => {
        $next! {
            $($later),*;
            $($before)*
            // 5.18 BLUE_GREEN, LINEAR and CANARY
            StagedRequirements "staged-requirements" Documented "5.18 D"
                "Traffic is shifted by a load balancer with advancedConfiguration; LINEAR and CANARY need an Application Load Balancer."
            BothGroupsOnTheRule "both-groups-on-the-rule" Observed "5.13 O"
                "A deployment rolls back if a listener rule of it does not lead to both target groups."
            StagesInOrder "stages-in-order" Documented "5.18 D"
                "A staged deployment goes through its stages in one order, without a shift where there is no load balancer."
            ReconcileFirst "reconcile-first" Documented "5.18 D"
                "Where more than one service revision is active at the start, the others go first."
            GreenAtFullSize "green-at-full-size" Documented "5.18 D"
                "Green is scaled to the desired count at once and must be healthy; then both revisions run at full size."
            TargetGroupsAlternate "target-groups-alternate" Documented "5.18 D"
                "Green's target group is the one without production traffic: the two take turns."
            ShiftByWeights "shift-by-weights" Documented "5.18 D"
                "Traffic moves by the weights of the two target groups of a listener rule."
            ShiftAtOnce "shift-at-once" Documented "5.18 D"
                "BLUE_GREEN moves production traffic at once."
            FirstShiftsAtOnce "first-shifts-at-once" Assumed "5.18 (unconfirmed)"
                "A first deployment has nothing to return to: it moves all traffic at once and does not bake."
            LinearSteps "linear-steps" Documented "5.18 D"
                "LINEAR moves production traffic in equal steps, with a bake time after each but the last."
            CanarySteps "canary-steps" Documented "5.18 D"
                "CANARY moves a part of production traffic, bakes, and moves the rest."
            AskedBeforeEveryStep "asked-before-every-step" Documented "5.18 D"
                "PRE_PRODUCTION_TRAFFIC_SHIFT comes before every step, and its hooks are asked each time."
            HookFunctions "hook-functions" Documented "5.18 D"
                "A function succeeds, fails, or is asked again after 30 s or its callBackDelay; no status, an error and 15 minutes of silence fail."
            PauseHooks "pause-hooks" Documented "5.18 D"
                "A PAUSE waits for ContinueServiceDeployment, and rolls back or goes on when its timeout is over."
            AllHooksComplete "all-hooks-complete" Documented "5.18 D"
                "A stage ends when all of its hooks have completed."
            HookFailureReasons "hook-failure-reasons" Assumed "5.13 O"
                "The status reason names the stage, the hook and how it failed."
            StageTimeouts "stage-timeouts" Documented "5.18 D"
                "A stage or a production step ends after 24 h, a pause after up to 14 days, a deployment after 30 days."
            BakeTime "bake-time" Documented "5.18 D"
                "Both revisions run through the bake time once all traffic has moved."
            CleanUp "clean-up" Documented "5.18 D"
                "After the bake time blue is scaled to nothing, and the deployment has succeeded."
            CleanUpIsLast "clean-up-is-last" Assumed "5.18 (unconfirmed)"
                "CLEAN_UP has no timeout and cannot be stopped."
            BreakerDuringScaleUp "breaker-during-scale-up" Observed "5.18 O"
                "The circuit breaker of a staged deployment counts until SCALE_UP is over."
            InstantRollback "instant-rollback" Documented "5.18 D"
                "Until CLEAN_UP a rollback gives all traffic back to blue at once, then green is scaled down."
            RollbackRunsShiftHooks "rollback-runs-shift-hooks" Documented "5.18 D"
                "On rollback the hooks of the traffic shifts that had begun run again."
            ReturnThatFails "return-that-fails" Assumed "5.18 (unconfirmed)"
                "A hook that fails during a rollback ends it as ROLLBACK_FAILED, with all traffic on blue."
        }
    };
}
