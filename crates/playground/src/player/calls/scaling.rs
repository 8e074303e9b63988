//! The calls about Application Auto Scaling.

use document::script::Call;
use sim::{Command, Duration, Rejection, ScalingCommand, ServiceId, TargetTracking};

use crate::player::names::Names;

/// AWS's default for both cooldowns.
const COOLDOWN: Duration = Duration::from_secs(300);

pub(super) fn command(call: &Call, names: &Names<'_>) -> Result<Command, Rejection> {
    Ok(Command::Scaling(match call {
        Call::RegisterScalableTarget(input) => ScalingCommand::RegisterTarget {
            service: service(&input.resource_id, names)?,
            min_capacity: input.min_capacity,
            max_capacity: input.max_capacity,
        },
        Call::DeregisterScalableTarget(input) => ScalingCommand::DeregisterTarget {
            service: service(&input.resource_id, names)?,
        },
        Call::PutScalingPolicy(input) => ScalingCommand::PutPolicy {
            service: service(&input.resource_id, names)?,
            policy: TargetTracking {
                target_value: input.target_tracking.target_value,
                scale_in_cooldown: input.target_tracking.scale_in_cooldown.unwrap_or(COOLDOWN),
                scale_out_cooldown: input.target_tracking.scale_out_cooldown.unwrap_or(COOLDOWN),
                disable_scale_in: input.target_tracking.disable_scale_in,
            },
        },
        _ => unreachable!("the other calls are not about scaling"),
    }))
}

/// The service of a `ResourceId` such as `service/demo/web`.
fn service(resource_id: &str, names: &Names<'_>) -> Result<ServiceId, Rejection> {
    let parts: Vec<&str> = resource_id.split('/').collect();
    match parts[..] {
        ["service", cluster, service] => names.service(Some(cluster), service),
        _ => Err(Rejection::new(
            sim::Exception::InvalidParameter,
            "ResourceId must be service/CLUSTER/SERVICE.",
        )),
    }
}
