//! The inputs of the calls about CloudWatch alarms, as far as deployments watch them.

use sim::{AlarmState, Duration};

use crate::record::{choices, input};

input! {
    /// The input of `PutMetricAlarm`.
    pub PutMetricAlarm {
        Acts "AlarmName" alarm_name: String, as Required;
        Acts "Period" period: Option<Duration>;
        Acts "EvaluationPeriods" evaluation_periods: u32, or 1;
    }
}

input! {
    /// The input of `SetAlarmState`.
    pub SetAlarmState {
        Acts "AlarmName" alarm_name: String, as Required;
        Acts "StateValue" state_value: AlarmState, as Required;
        Kept "StateReason" state_reason: Option<String>;
    }
}

choices! {
    AlarmState "state of an alarm";
}
