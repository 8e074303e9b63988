//! What a service waits for by the clock: the throttle on launches, bake times, and hooks.

use sim::{DeploymentStrategy, Duration, Service, ServiceId, StageWait, Time, Wait, World};

/// A time that a service lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Countdown {
    pub(crate) what: Passing,
    pub(crate) from: Time,
    pub(crate) until: Time,
}

/// Why a service lets time pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passing {
    /// Its tasks never came to run.
    Throttle,
    /// Both of its revisions run.
    Bake,
    /// A hook waits for a person.
    Pause,
    /// The function of a hook works, or is asked again.
    Hook,
}

/// What a service waits for by the clock now.
pub(crate) fn countdown(world: &World, service: ServiceId) -> Option<Countdown> {
    let service = world.service(service)?;
    let throttle = world.launch_throttle(service);
    // The outlook of a large service is not for nothing.
    if throttle.is_none() && service.lifecycle_stage().is_none() {
        return None;
    }
    let (what, length, until) = match world.outlook(service).wait? {
        Wait::Throttle(until) => (Passing::Throttle, throttle?, until),
        Wait::Stage(_, StageWait::Bake { until }) => {
            let latest = service.service_deployment();
            let length = latest.deployment_configuration.bake_time;
            (Passing::Bake, length, until)
        }
        Wait::Stage(_, StageWait::StepBake { until, .. }) => {
            (Passing::Bake, step_bake_time(service)?, until)
        }
        Wait::Stage(_, StageWait::Pause { .. }) => return hook(world, service, Passing::Pause),
        Wait::Stage(_, StageWait::Hook { .. }) => return hook(world, service, Passing::Hook),
        _ => return None,
    };
    let from_ms = until.as_millis().saturating_sub(length.as_millis());
    Some(Countdown {
        what,
        from: Time::from_millis(from_ms),
        until,
    })
}

fn hook(world: &World, service: &Service, what: Passing) -> Option<Countdown> {
    let (from, until) = world.hook_wait(service)?;
    Some(Countdown { what, from, until })
}

fn step_bake_time(service: &Service) -> Option<Duration> {
    match service
        .service_deployment()
        .deployment_configuration
        .strategy
    {
        DeploymentStrategy::Linear { step_bake_time, .. } => Some(step_bake_time),
        DeploymentStrategy::Canary {
            canary_bake_time, ..
        } => Some(canary_bake_time),
        _ => None,
    }
}
