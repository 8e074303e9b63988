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
