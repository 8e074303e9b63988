//! What a deployment that goes through stages waits for.

use super::super::{HookTargetType, LifecycleHookDetail};
use crate::{Duration, HookWork, LifecycleStage, Service, Time, Timer, Wait, World};

/// What a stage waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageWait {
    /// A person who ends the pause of a hook.
    Pause {
        /// `hookId`.
        hook_id: u32,
        /// When it ends by itself.
        until: Time,
    },
    /// The answer of a hook's function.
    Hook {
        /// `hookId`.
        hook_id: u32,
        /// When it answers, or is asked again, as it behaves now.
        until: Time,
    },
    /// The end of the time between two steps.
    StepBake {
        /// What green has of production traffic, in tenths of a percent.
        production_tenths: u32,
        /// When the next step follows.
        until: Time,
    },
    /// The end of the bake time.
    Bake {
        /// When green's predecessor goes.
        until: Time,
    },
}

impl World {
    /// What a staged deployment, or a service with task sets, waits for: its stage, or the tasks that the stage needs.
    pub(crate) fn stage_wait(&self, service: &Service) -> Option<Wait> {
        if service.has_task_sets() {
            return self.task_set_wait(service);
        }
        let throttled_until = service.memory.launch_not_before;
        let throttle = (throttled_until > self.now).then_some(Wait::Throttle(throttled_until));
        let next_pass = self.due_at(Timer::ServicePass(service.id));
        self.wait_at_stage(service)
            .or(throttle)
            .or_else(|| self.rising_wait(service))
            .or_else(|| self.leaving_wait(service, false))
            .or_else(|| self.first_protection(service.tasks.iter()))
            .or(next_pass.map(Wait::NextPass))
    }

    /// Since when the latest deployment of a service waits for a hook of its stage, and until when as that behaves now.
    pub fn hook_wait(&self, service: &Service) -> Option<(Time, Time)> {
        let stage = service.lifecycle_stage()?;
        let latest = service.service_deployment();
        let mut details = latest.lifecycle_hook_details.iter();
        let detail = details.find(|detail| detail.lifecycle_stage == stage && !detail.is_done())?;
        let until = self.hook_goes_on_at(detail)?;
        let hooks = &latest.deployment_configuration.lifecycle_hooks;
        let before =
            |span: Duration| Time::from_millis(until.as_millis().saturating_sub(span.as_millis()));
        let since = match detail.work {
            HookWork::Invoked(at) => at,
            HookWork::CallsBack(_) => before(self.call_back_delay(detail)),
            HookWork::Idle => before(hooks.get(detail.hook_id as usize)?.timeout),
        };
        Some((since, until))
    }

    fn wait_at_stage(&self, service: &Service) -> Option<Wait> {
        let stage = service.lifecycle_stage()?;
        let latest = service.service_deployment();
        let is_open =
            |detail: &&LifecycleHookDetail| detail.lifecycle_stage == stage && !detail.is_done();
        let hook = latest.lifecycle_hook_details.iter().find(is_open);
        if let Some(detail) = hook {
            let (hook_id, until) = (detail.hook_id, self.hook_goes_on_at(detail)?);
            let wait = match detail.target_type {
                HookTargetType::Pause => StageWait::Pause { hook_id, until },
                HookTargetType::Lambda => StageWait::Hook { hook_id, until },
            };
            return Some(Wait::Stage(stage, wait));
        }
        let until = self.stage_bakes_until(service.id)?;
        let production_tenths = service.staged.as_ref()?.production_tenths;
        let wait = if stage == LifecycleStage::BakeTime {
            StageWait::Bake { until }
        } else {
            StageWait::StepBake {
                production_tenths,
                until,
            }
        };
        Some(Wait::Stage(stage, wait))
    }
}
