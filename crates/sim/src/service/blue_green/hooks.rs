//! Lifecycle hooks: functions that are asked at a stage, and pauses that a person ends.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::{
    HookStatus, HookTargetType, HookTimeoutAction, LifecycleHookDetail, ServiceStatus,
};
use crate::event::EventKind;
use crate::limits::{ACCOUNT_NAME_MAX, HOOK_FUNCTIONS_MAX};
use crate::{
    Duration, Exception, LifecycleStage, Rejection, Response, Rule, ServiceDeploymentId, ServiceId,
    Time, World,
};

/// The longest invocation. Rule: `HookFunctions`.
const INVOCATION_MAX: Duration = Duration::from_secs(15 * 60);
/// When a function that is in progress is asked again. Rule: `HookFunctions`.
const CALL_BACK_DELAY: Duration = Duration::from_secs(30);

/// How the function behind a hook behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HookFunction {
    /// What it answers.
    pub answer: HookAnswer,
    /// How long an invocation of it takes.
    pub takes: Duration,
}

impl Default for HookFunction {
    /// It succeeds within a second.
    fn default() -> Self {
        Self {
            answer: HookAnswer::Succeeded,
            takes: Duration::from_secs(1),
        }
    }
}

/// What a function answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookAnswer {
    /// `hookStatus` is `SUCCEEDED`.
    Succeeded,
    /// `hookStatus` is `FAILED`.
    Failed,
    /// `hookStatus` is `IN_PROGRESS`, with `callBackDelay` if it names one.
    InProgress(Option<Duration>),
    /// It answers without a `hookStatus`.
    NoStatus,
    /// It ends with an error.
    Error,
    /// It never answers.
    Nothing,
}

/// What is asked of hooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HookCommand {
    /// From now on a function behaves so.
    SetFunction {
        /// Its ARN.
        arn: String,
        /// How it behaves.
        function: HookFunction,
    },
    /// `ContinueServiceDeployment`.
    Continue {
        /// `serviceDeploymentArn`.
        service_deployment: ServiceDeploymentId,
        /// `hookId`; the first one that waits if it is left out.
        hook_id: Option<u32>,
        /// `action`.
        action: HookTimeoutAction,
    },
}

/// What a hook is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookWork {
    /// Its function was invoked then and has not answered yet.
    Invoked(Time),
    /// Its function is invoked again then.
    CallsBack(Time),
    /// It has ended, or waits for a person.
    Idle,
}

/// Why a hook failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookFailure {
    /// At which stage.
    pub stage: LifecycleStage,
    /// Whose function; none for a pause.
    pub target_arn: Option<String>,
    /// How.
    pub cause: HookFailureCause,
}

/// How a hook failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookFailureCause {
    /// It answered `FAILED`.
    Failed,
    /// It answered without a `hookStatus`.
    NoStatus,
    /// It ended with an error.
    Error,
    /// It did not answer within 15 minutes.
    NoAnswer,
    /// Nobody ended the pause.
    TimedOut,
    /// A person ended the pause with `ROLLBACK`.
    Requested,
}

impl HookFailure {
    /// In AWS's words where they are known. Rule: `HookFailureReasons`.
    pub fn text(&self) -> String {
        let stage = self.stage.name();
        let target = self.target_arn.as_deref().unwrap_or("PAUSE");
        let how = match self.cause {
            HookFailureCause::Failed => "returned FAILED status",
            HookFailureCause::NoStatus => "did not return a hookStatus",
            HookFailureCause::Error => "ended with an error",
            HookFailureCause::NoAnswer => "did not answer within 15 minutes",
            HookFailureCause::TimedOut => "timed out",
            HookFailureCause::Requested => "was ended by ROLLBACK",
        };
        alloc::format!("{stage} lifecycle hook(s) failed. Lifecycle hook target {target} {how}.")
    }
}

impl World {
    /// The hooks of a stage are asked: functions are invoked, and pauses begin.
    pub(super) fn ask_hooks(&mut self, id: ServiceId, stage: LifecycleStage) {
        let now = self.now;
        let latest = self.services[&id].service_deployment();
        let configuration = latest.deployment_configuration.clone();
        let details = &mut self
            .latest_service_deployment_mut(id)
            .lifecycle_hook_details;
        details.retain(|detail| detail.lifecycle_stage != stage);
        let mut asked = Vec::new();
        for (hook_id, hook) in (0..).zip(&configuration.lifecycle_hooks) {
            if !hook.lifecycle_stages.contains(&stage) {
                continue;
            }
            let is_pause = hook.target_type == HookTargetType::Pause;
            let status = if is_pause {
                HookStatus::AwaitingAction
            } else {
                HookStatus::InProgress
            };
            asked.push((hook_id, status));
            let details = &mut self
                .latest_service_deployment_mut(id)
                .lifecycle_hook_details;
            details.push(LifecycleHookDetail {
                hook_id,
                lifecycle_stage: stage,
                target_type: hook.target_type,
                target_arn: hook.hook_target_arn.clone(),
                status,
                work: if is_pause {
                    HookWork::Idle
                } else {
                    HookWork::Invoked(now)
                },
                expires_at: is_pause.then(|| now + hook.timeout),
                timeout_action: hook.timeout_action,
            });
        }
        for (hook_id, status) in asked {
            self.announce_hook(id, stage, hook_id, status);
        }
    }

    fn announce_hook(
        &mut self,
        id: ServiceId,
        stage: LifecycleStage,
        hook_id: u32,
        status: HookStatus,
    ) {
        let service_deployment = self.services[&id].service_deployment().id;
        let is_pause = self
            .hooks(id)
            .any(|detail| detail.hook_id == hook_id && detail.target_type == HookTargetType::Pause);
        let rule = if is_pause {
            Rule::PauseHooks
        } else {
            Rule::HookFunctions
        };
        self.emit_by(
            [Rule::HookStages, rule],
            EventKind::LifecycleHookChanged {
                service: id,
                service_deployment,
                stage,
                hook_id,
                status,
            },
        );
    }

    /// The hooks of the present stage.
    fn hooks(&self, id: ServiceId) -> impl Iterator<Item = &LifecycleHookDetail> {
        let latest = self.services[&id].service_deployment();
        let details = latest.lifecycle_hook_details.iter();
        details.filter(|detail| Some(detail.lifecycle_stage) == latest.lifecycle_stage)
    }

    /// Whether every hook of the present stage has ended well. Rule: `AllHooksComplete`.
    pub(super) fn hooks_are_done(&self, id: ServiceId) -> bool {
        self.hooks(id).all(LifecycleHookDetail::is_done)
    }

    /// The longest pause at the present stage.
    pub(super) fn longest_pause(&self, id: ServiceId) -> Duration {
        let since = self.staged(id).stage_since;
        let ends = self.hooks(id).filter_map(|detail| detail.expires_at);
        let pauses = ends.map(|at| at.since(since));
        pauses.max().unwrap_or(Duration::ZERO)
    }

    /// When a hook of the present stage goes on though nothing happens until then.
    pub(super) fn next_hook_change(&self, id: ServiceId) -> Option<Time> {
        let open = self.hooks(id).filter(|detail| !detail.is_done());
        open.filter_map(|detail| self.hook_goes_on_at(detail)).min()
    }

    pub(super) fn hook_goes_on_at(&self, detail: &LifecycleHookDetail) -> Option<Time> {
        match detail.work {
            HookWork::Invoked(at) => Some(at + self.invocation(detail).0),
            HookWork::CallsBack(at) => Some(at),
            HookWork::Idle => detail.expires_at,
        }
    }

    /// How long the invocation of a hook takes, and what it gives.
    fn invocation(&self, detail: &LifecycleHookDetail) -> (Duration, HookAnswer) {
        let arn = detail.target_arn.as_deref().unwrap_or_default();
        let function = self.hook_function(arn);
        if function.answer == HookAnswer::Nothing || function.takes > INVOCATION_MAX {
            return (INVOCATION_MAX, HookAnswer::Nothing);
        }
        (function.takes, function.answer)
    }

    /// How long after its answer the function of a hook is invoked again, as it behaves now.
    pub(super) fn call_back_delay(&self, detail: &LifecycleHookDetail) -> Duration {
        let arn = detail.target_arn.as_deref().unwrap_or_default();
        match self.hook_function(arn).answer {
            HookAnswer::InProgress(Some(delay)) => delay,
            _ => CALL_BACK_DELAY,
        }
    }

    /// How a function behaves when it is invoked now.
    pub fn hook_function(&self, arn: &str) -> HookFunction {
        self.hook_functions.get(arn).copied().unwrap_or_default()
    }

    /// Hooks of the present stage answer, are asked again, and time out.
    ///
    /// # Errors
    /// The first failure.
    pub(super) fn drive_hooks(&mut self, id: ServiceId) -> Result<(), HookFailure> {
        let open: Vec<LifecycleHookDetail> = self
            .hooks(id)
            .filter(|detail| !detail.is_done())
            .cloned()
            .collect();
        for detail in open {
            self.drive_hook(id, &detail)?;
        }
        Ok(())
    }

    fn drive_hook(
        &mut self,
        id: ServiceId,
        detail: &LifecycleHookDetail,
    ) -> Result<(), HookFailure> {
        let now = self.now;
        let failure = |cause| HookFailure {
            stage: detail.lifecycle_stage,
            target_arn: detail.target_arn.clone(),
            cause,
        };
        if detail.status == HookStatus::Failed {
            return Err(failure(HookFailureCause::Requested));
        }
        if self.hook_goes_on_at(detail).is_none_or(|at| at > now) {
            return Ok(());
        }
        let failed = match detail.work {
            HookWork::Idle => {
                self.move_hook(id, detail, HookStatus::TimedOut, HookWork::Idle);
                let rolls_back = detail.timeout_action == HookTimeoutAction::Rollback;
                rolls_back.then_some(HookFailureCause::TimedOut)
            }
            HookWork::CallsBack(_) => {
                let work = HookWork::Invoked(now);
                self.move_hook(id, detail, HookStatus::InProgress, work);
                None
            }
            HookWork::Invoked(_) => self.hook_answers(id, detail),
        };
        failed.map_or(Ok(()), |cause| Err(failure(cause)))
    }

    /// A function answers; how it failed if it did.
    fn hook_answers(
        &mut self,
        id: ServiceId,
        detail: &LifecycleHookDetail,
    ) -> Option<HookFailureCause> {
        let now = self.now;
        let failed = match self.invocation(detail).1 {
            HookAnswer::Succeeded => {
                self.move_hook(id, detail, HookStatus::Succeeded, HookWork::Idle);
                return None;
            }
            HookAnswer::InProgress(delay) => {
                let work = HookWork::CallsBack(now + delay.unwrap_or(CALL_BACK_DELAY));
                self.move_hook(id, detail, HookStatus::InProgress, work);
                return None;
            }
            HookAnswer::Failed => HookFailureCause::Failed,
            HookAnswer::NoStatus => HookFailureCause::NoStatus,
            HookAnswer::Error => HookFailureCause::Error,
            HookAnswer::Nothing => HookFailureCause::NoAnswer,
        };
        self.move_hook(id, detail, HookStatus::Failed, HookWork::Idle);
        Some(failed)
    }

    fn set_hook(
        &mut self,
        id: ServiceId,
        of: &LifecycleHookDetail,
        status: HookStatus,
        work: HookWork,
    ) {
        let latest = self.latest_service_deployment_mut(id);
        let mut details = latest.lifecycle_hook_details.iter_mut();
        let detail = details.find(|detail| {
            (detail.hook_id, detail.lifecycle_stage) == (of.hook_id, of.lifecycle_stage)
        });
        let detail = detail.expect("the hook was asked");
        detail.status = status;
        detail.work = work;
        self.announce_hook(id, of.lifecycle_stage, of.hook_id, status);
    }

    /// The same by the scheduler: because of what the deployment did last.
    fn move_hook(
        &mut self,
        id: ServiceId,
        of: &LifecycleHookDetail,
        status: HookStatus,
        work: HookWork,
    ) {
        let occasion = self.latest_settings(id);
        self.because_of_some(occasion, |world| world.set_hook(id, of, status, work));
    }

    /// What is asked of hooks, done.
    ///
    /// # Errors
    /// A hook that does not wait, and a bound.
    pub(crate) fn handle_hook_command(
        &mut self,
        command: HookCommand,
    ) -> Result<Response, Rejection> {
        match command {
            HookCommand::SetFunction { arn, function } => self.set_hook_function(arn, function),
            HookCommand::Continue {
                service_deployment,
                hook_id,
                action,
            } => self.continue_service_deployment(service_deployment, hook_id, action),
        }
    }

    fn set_hook_function(
        &mut self,
        arn: String,
        function: HookFunction,
    ) -> Result<Response, Rejection> {
        if arn.is_empty() || arn.len() > ACCOUNT_NAME_MAX {
            return Err(Rejection::playground(alloc::format!(
                "The ARN of a function has 1 to {ACCOUNT_NAME_MAX} characters."
            )));
        }
        if !self.hook_functions.contains_key(&arn) {
            let count = self.hook_functions.len();
            Rejection::unless_below("hook functions", count, HOOK_FUNCTIONS_MAX)?;
        }
        self.hook_functions.insert(arn.clone(), function);
        self.emit(EventKind::HookFunctionChanged(arn));
        let services = self.services().filter(|service| service.staged.is_some());
        let services: Vec<ServiceId> = services.map(|service| service.id).collect();
        for service in services {
            self.wake(service);
        }
        Ok(Response::Done)
    }

    /// `ContinueServiceDeployment`. Rule: `PauseHooks`.
    fn continue_service_deployment(
        &mut self,
        service_deployment: ServiceDeploymentId,
        hook_id: Option<u32>,
        action: HookTimeoutAction,
    ) -> Result<Response, Rejection> {
        let is_it = |service: &&crate::Service| {
            let mut history = service.service_deployments.iter();
            history.any(|past| past.id == service_deployment)
        };
        let service = self.services().find(is_it).ok_or_else(|| {
            let message = "Service deployment not found.";
            Rejection::new(Exception::ServiceDeploymentNotFound, message)
        })?;
        let id = service.id;
        let is_latest = service.service_deployment().id == service_deployment;
        let is_active = service.status == ServiceStatus::Active && service.staged.is_some();
        let waits = |detail: &&LifecycleHookDetail| {
            detail.status == HookStatus::AwaitingAction
                && hook_id.is_none_or(|wanted| wanted == detail.hook_id)
        };
        let waiting = self.hooks(id).find(waits).cloned();
        let waiting = waiting.filter(|_| is_latest && is_active);
        let Some(detail) = waiting else {
            return Err(Rejection::invalid_parameter(
                "The service deployment has no lifecycle hook of this hookId that awaits an action.",
            )
            .by(Rule::PauseHooks));
        };
        let status = match action {
            HookTimeoutAction::Continue => HookStatus::Succeeded,
            HookTimeoutAction::Rollback => HookStatus::Failed,
        };
        self.set_hook(id, &detail, status, HookWork::Idle);
        self.wake(id);
        Ok(Response::Done)
    }
}

impl LifecycleHookDetail {
    /// Whether the deployment goes on from it.
    pub fn is_done(&self) -> bool {
        match self.status {
            HookStatus::Succeeded => true,
            HookStatus::TimedOut => self.timeout_action == HookTimeoutAction::Continue,
            HookStatus::AwaitingAction | HookStatus::InProgress | HookStatus::Failed => false,
        }
    }
}
