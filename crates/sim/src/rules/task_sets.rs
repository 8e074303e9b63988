//! Rules of section 5.17: task sets, and the deployment controllers EXTERNAL and CODE_DEPLOY.

macro_rules! task_sets {
    ($next:ident $(, $later:ident)*; $($before:tt)*) => {
        $next! {
            $($later),*;
            $($before)*
            // 5.17 Task sets
            ControllerRefusals "controller-refusals" Documented "5.2 D"
                "DAEMON services and Availability Zone rebalancing need the ECS deployment controller."
            NoBreakerForTaskSets "no-breaker-for-task-sets" Documented "5.17 D"
                "The circuit breaker, alarms and strategies of deployments are those of the ECS deployment controller."
            ExternalController "external-controller" Documented "5.17 D"
                "A service with the EXTERNAL controller has no task definition: its task sets say what runs, and their caller what becomes of them."
            CodeDeployController "code-deploy-controller" Documented "5.17 K"
                "A service with the CODE_DEPLOY controller needs a load balancer; UpdateService changes its counts, percents, grace period and placement."
            TaskSetStatuses "task-set-statuses" Documented "5.17 M"
                "A new task set is ACTIVE, the one that serves production PRIMARY, a deleted one DRAINING until its tasks are gone."
            TaskSetScale "task-set-scale" Documented "5.17 M"
                "A task set runs the part of the desired count that its scale says, rounded up."
            TaskSetStability "task-set-stability" Documented "5.17 M"
                "A task set is steady when it runs what it should, nothing is pending, no task is on a DRAINING instance and all are healthy."
            SteadyWithTaskSets "steady-with-task-sets" Assumed "5.17 (unconfirmed)"
                "A service is steady when it has task sets and all of them are."
            TaskSetPercents "task-set-percents" Documented "3.6 M"
                "Task sets go by 100 and 200 percent when they replace tasks, whatever the service says."
            TaskSetDeletion "task-set-deletion" Assumed "5.17 (unconfirmed)"
                "Without force only a task set that is scaled to nothing and not PRIMARY can be deleted."
            TaskSetEvents "task-set-events" Observed "5.12 O"
                "What a service says of tasks names their task set, and it says each new computedDesiredCount."
        }
    };
}
