//! Rules of section 6: load balancing.

macro_rules! balancing {
    ($next:ident $(, $later:ident)*; $($before:tt)*) => {
        $next! {
            $($later),*;
            $($before)*
            // 6. Load balancing
            RegistrationWhenRunning "registration-when-running" Documented "6.1"
                "A task is registered in its target groups once its containers run."
            OneLoadBalancerPerTargetGroup "one-load-balancer-per-target-group" Assumed "6.1 (unconfirmed)"
                "A target group belongs to one load balancer."
            ListenerProtocols "listener-protocols" Documented "6.2 D23"
                "Listeners and target groups of an Application Load Balancer speak HTTP or HTTPS, those of a Network Load Balancer TCP."
            ForwardTargets "forward-targets" Documented "6.2 D23"
                "A forward names 1 to 5 target groups with weights from 0 to 999, and a Network Load Balancer only forwards."
            RulePriorities "rule-priorities" Documented "6.2 D23"
                "Rules are asked from the lowest priority to the highest, 1 to 50000 and unique in a listener, and the default action comes last."
            RuleConditions "rule-conditions" Documented "6.2 D23"
                "A request meets a rule if it matches a value of each of its conditions, which have at most 5 values together."
            WeightedForward "weighted-forward" Documented "6.2 D23"
                "Target groups share requests by weight, and one without a healthy target keeps its share."
            AllWeightsZero "all-weights-zero" Assumed "6.2 (unconfirmed)"
                "Requests to target groups whose weights are all 0 are answered with 503."
            BalancingQuotas "balancing-quotas" Documented "6.2 D23"
                "A load balancer has at most 50 listeners, 100 rules and 100 target groups, and a target group 1000 targets."
            TargetGroupAttributeRanges "target-group-attribute-ranges" Documented "6.7 M"
                "The attributes of target groups and load balancers have ranges, and not every one goes with every protocol."
            SlowStart "slow-start" Documented "6.7 M"
                "Slow start does not go together with algorithms other than round robin."
            TargetHealthCheckSettings "target-health-check-settings" Documented "6.3 D23"
                "Intervals, timeouts, thresholds and status codes of a health check have ranges."
            NewTargetIsInitial "new-target-is-initial" Documented "6.3 D23"
                "A new target is initial until its health checks decide."
            HealthyThreshold "healthy-threshold" Documented "6.3 D23"
                "A new target needs one success, an unhealthy one as many in a row as the healthy threshold says."
            UnhealthyThreshold "unhealthy-threshold" Documented "6.3 D23"
                "So many failures in a row make a target unhealthy."
            DeregistrationDelay "deregistration-delay" Documented "6.5 M"
                "A deregistered target gets no new requests and may finish the ones it has for the whole delay."
            RequestsCutOff "requests-cut-off" Documented "6.5 D23"
                "Requests that still run when the delay or the process ends are answered with 502."
            CrashDeregistersLate "crash-deregisters-late" Assumed "6.6 (unconfirmed)"
                "A task that ends by itself is deregistered at its service's next pass."
            FailOpen "fail-open" Assumed "6.8 (unconfirmed)"
                "Without a healthy target, requests go to every registered one."
        }
    };
}
