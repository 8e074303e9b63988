//! The inputs of the calls about Application Auto Scaling, as far as they are simulated.

use sim::Duration;

use super::service::Unread;
use crate::record::input;

input! {
    /// The input of `RegisterScalableTarget`.
    pub RegisterScalableTarget {
        Acts "ResourceId" resource_id: String, as Required;
        Acts "MinCapacity" min_capacity: u32, as Required;
        Acts "MaxCapacity" max_capacity: u32, as Required;
        Kept "ServiceNamespace" service_namespace: Unread;
        Kept "ScalableDimension" scalable_dimension: Unread;
    }
}

input! {
    /// The input of `DeregisterScalableTarget`.
    pub DeregisterScalableTarget {
        Acts "ResourceId" resource_id: String, as Required;
        Kept "ServiceNamespace" service_namespace: Unread;
        Kept "ScalableDimension" scalable_dimension: Unread;
    }
}

input! {
    /// The input of `PutScalingPolicy`.
    pub PutScalingPolicy {
        Acts "ResourceId" resource_id: String, as Required;
        Acts "TargetTrackingScalingPolicyConfiguration" target_tracking: TargetTrackingConfiguration;
        Kept "PolicyName" policy_name: Unread;
        Kept "PolicyType" policy_type: Unread;
        Kept "ServiceNamespace" service_namespace: Unread;
        Kept "ScalableDimension" scalable_dimension: Unread;
    }
}

input! {
    /// `TargetTrackingScalingPolicyConfiguration` for `ALBRequestCountPerTarget`.
    pub TargetTrackingConfiguration {
        Acts "TargetValue" target_value: u32, as Required;
        Acts "ScaleInCooldown" scale_in_cooldown: Option<Duration>;
        Acts "ScaleOutCooldown" scale_out_cooldown: Option<Duration>;
        Acts "DisableScaleIn" disable_scale_in: bool;
        Kept "PredefinedMetricSpecification" predefined_metric_specification: Unread;
    }
}
