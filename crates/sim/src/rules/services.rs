//! Rules of section 5: services and deployments.

macro_rules! services {
    ($next:ident $(, $later:ident)*; $($before:tt)*) => {
        $next! {
            $($later),*;
            $($before)*
            // 5. Services and deployments
            PercentRounding "percent-rounding" Documented "5.3"
                "The minimum healthy percent rounds up, the maximum percent rounds down."
            HundredHundredBlocks "hundred-hundred-blocks" Assumed "5.3 E"
                "A service cannot be created with both percents at 100."
            HealthyCount "healthy-count" Documented "5.4 M"
                "A task counts when its targets are healthy and its health check succeeds, or, with neither, 40 s after RUNNING."
            RollingScheduler "rolling-scheduler" Documented "5.5 M"
                "A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound."
            MaximumPercentCounts "maximum-percent-counts" Assumed "5.5 (unconfirmed)"
                "The maximum counts stopping tasks only where it is 100 percent or less."
            EventsFollowDecisions "events-follow-decisions" Observed "5.5 O"
                "Stopping is announced when it is decided; deregistration and draining on a following tick."
            DeploymentCompletion "deployment-completion" Observed "5.5 O"
                "A deployment completes when all wanted tasks are new and healthy and all others are at least stopping."
            ReplaceBeforeStop "replace-before-stop" Documented "5.6 D"
                "An unhealthy task is replaced before it is stopped, if the upper bound allows."
            GracePeriod "grace-period" Documented "5.7 M"
                "For its grace period after it started, a task is not replaced for its health."
            FailedTasksReset "failed-tasks-reset" Assumed "5.9 M,D"
                "The count of failed tasks starts again when a task comes to be healthy."
            LaunchThrottle "launch-throttle" Assumed "5.8 (unconfirmed)"
                "Tasks that never come to run are started again after growing waits of up to 27 minutes."
            RolloutStateReasons "rollout-state-reasons" Observed "5.9 O"
                "A deployment says in one sentence how far it is."
            ServiceEventTexts "service-event-texts" Observed "5.12 O"
                "Services report in fixed sentences."
            EventsNotRepeated "events-not-repeated" Documented "0.2 D23"
                "A lasting condition is said once, and again when six hours have passed."
            UpdatesThatDeploy "updates-that-deploy" Documented "5.1 M"
                "A new task definition, load balancer or network, or force, starts a deployment; counts and percents do not."
            ServiceDeletion "service-deletion" Documented "5.15"
                "A deleted service stops its tasks, and is INACTIVE when all are at least stopping."
            ScaleInProtection "scale-in-protection" Documented "5.16 M"
                "For 1 to 2,880 minutes, 120 unless said, scale-in, deployments and rebalancing leave a protected task alone."
            ProtectionFailures "protection-failures" Documented "5.16 D"
                "A task is MISSING, not valid outside a service, or blocked while protected tasks already hold a deployment up."
            ProtectionEvent "protection-event" Observed "5.12 O"
                "A service says how many protected tasks keep it from scaling in."
            ProtectionFromHealth "protection-from-health" Assumed "5.16 (unconfirmed)"
                "Protection does not keep an unhealthy task from being replaced."
        }
    };
}
