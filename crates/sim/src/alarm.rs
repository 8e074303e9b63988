//! CloudWatch alarms that deployments watch: a person says what state they are in.

use alloc::string::String;
use alloc::sync::Arc;

use crate::event::EventKind;
use crate::limits::{ALARM_NAME_LENGTH_MAX, ALARM_SECONDS_MAX, ALARMS_MAX};
use crate::{Duration, Rejection, Response, ServiceId, ServiceStatus, World};

/// One alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// `AlarmName`.
    pub name: String,
    /// `Period`.
    pub period: Duration,
    /// `EvaluationPeriods`.
    pub evaluation_periods: u32,
    /// `StateValue`.
    pub state: AlarmState,
}

wire_names! {
    /// `StateValue` of an alarm.
    AlarmState {
        Ok "OK",
        Alarm "ALARM",
        InsufficientData "INSUFFICIENT_DATA",
    }
}

impl Alarm {
    /// How long it takes to see what it watches for.
    pub fn evaluation(&self) -> Duration {
        Duration::from_millis(self.period.as_millis() * u64::from(self.evaluation_periods))
    }
}

/// What is asked of CloudWatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlarmCommand {
    /// `PutMetricAlarm`: makes an alarm in state OK, or changes one.
    Put {
        /// `AlarmName`.
        name: String,
        /// `Period`.
        period: Duration,
        /// `EvaluationPeriods`.
        evaluation_periods: u32,
    },
    /// `SetAlarmState`.
    SetState {
        /// `AlarmName`.
        name: String,
        /// `StateValue`.
        state: AlarmState,
    },
}

impl World {
    /// Every alarm, by name.
    pub fn alarms(&self) -> impl Iterator<Item = &Alarm> {
        self.alarms.values().map(AsRef::as_ref)
    }

    pub(crate) fn handle_alarm_command(
        &mut self,
        command: AlarmCommand,
    ) -> Result<Response, Rejection> {
        match command {
            AlarmCommand::Put {
                name,
                period,
                evaluation_periods,
            } => self.put_alarm(name, period, evaluation_periods),
            AlarmCommand::SetState { name, state } => self.set_alarm_state(name, state),
        }
    }

    fn put_alarm(
        &mut self,
        name: String,
        period: Duration,
        evaluation_periods: u32,
    ) -> Result<Response, Rejection> {
        if name.is_empty() || name.len() > ALARM_NAME_LENGTH_MAX {
            return Err(Rejection::playground(alloc::format!(
                "The name of an alarm has 1 to {ALARM_NAME_LENGTH_MAX} characters."
            )));
        }
        let longest = period.as_millis().saturating_mul(evaluation_periods.into());
        if period < Duration::from_secs(10)
            || evaluation_periods == 0
            || longest > ALARM_SECONDS_MAX * 1_000
        {
            return Err(Rejection::playground(
                "An alarm has a period of at least 10 seconds, at least one evaluation period, and sees no more than one day.",
            ));
        }
        let before = self.alarms.get(&name).map(|alarm| alarm.state);
        if before.is_none() {
            Rejection::unless_below("alarms", self.alarms.len(), ALARMS_MAX)?;
        }
        let alarm = Alarm {
            name: name.clone(),
            period,
            evaluation_periods,
            state: before.unwrap_or(AlarmState::Ok),
        };
        self.alarms.insert(name.clone(), Arc::new(alarm));
        self.emit(EventKind::AlarmPut(name.clone()));
        self.wake_watchers(&name);
        Ok(Response::Done)
    }

    fn set_alarm_state(&mut self, name: String, state: AlarmState) -> Result<Response, Rejection> {
        let Some(alarm) = self.alarms.get_mut(&name) else {
            return Err(Rejection::playground(alloc::format!(
                "There is no alarm of the name {name}."
            )));
        };
        Arc::make_mut(alarm).state = state;
        self.emit(EventKind::AlarmStateChanged {
            name: name.clone(),
            state,
        });
        self.wake_watchers(&name);
        Ok(Response::Done)
    }

    /// Services whose deployments watch an alarm look at it at their next tick.
    fn wake_watchers(&mut self, name: &str) {
        let watchers: alloc::vec::Vec<ServiceId> = self
            .services()
            .filter(|service| service.status == ServiceStatus::Active)
            .filter(|service| {
                let alarms = &service.deployment_configuration.alarms;
                alarms.alarm_names.iter().any(|watched| watched == name)
            })
            .map(|service| service.id)
            .collect();
        for service in watchers {
            self.wake(service);
        }
    }
}
