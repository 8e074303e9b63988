//! Scripts: what a world of Amazon ECS begins with, and timed calls to it.
//!
//! ```json
//! {
//!   "start": {"seed": 1, "availabilityZones": 3},
//!   "until": "15m",
//!   "calls": [
//!     {"at": "0s", "call": "CreateCluster", "input": {"clusterName": "demo"}},
//!     {"at": "1m30s", "call": "UpdateService", "input": {"cluster": "demo", "service": "web", "desiredCount": 3}}
//!   ]
//! }
//! ```
//!
//! Only `calls` must be there. A call of AWS has AWS's name and AWS's input; a call of the playground (machines, faults,
//! images, traffic) has a name and an input in the same manner. Calls take place in the order of their times, and of
//! the text where times are equal, after everything else that is due at that time.
//!
//! Times are texts such as `90s`, `1m30s`, `2h`, `250ms` or `00:01:30.250`, or numbers of milliseconds.
//!
//! A script has at most 10,000 calls and 1 MiB, and plays for at most 30 days.
//!
//! Names may stand where AWS wants ARNs: of clusters, services, target groups and load balancers. What is born during a
//! run has no name of its own: a task is named by its id or the beginning of it, or by its group and its place in it
//! (`service:web/3` is the third task ever of the service web), an instance by its id or the beginning of it, its EC2
//! id, or its cluster and its place in it (`demo/2`). Subnets are named by their zones: `a`, `subnet-a` or
//! `ap-northeast-2a`. The names are looked up when the call takes place.

mod alarms;
mod call;
mod deployments;
mod instance;
mod instant;
mod listeners;
mod load_balancing;
mod playground;
mod scaling;
mod service;
mod start;
mod step;
mod task;
mod traffic;

use sim::{Duration, Start, Time};

use crate::field::{Blank, Field};
use crate::json::{self, Value};
use crate::lines::Lines;
use crate::problem::{Note, Problem};
use crate::reader::{Found, Reader};
use crate::record::input;
use crate::task_definition::{TEXT_LENGTH_MAX, locate_all, notes, whole};

pub use alarms::{PutMetricAlarm, SetAlarmState};
pub use call::{Call, CallForm};
pub use deployments::{
    Alarms, CanaryConfiguration, CircuitBreaker, ContinueServiceDeployment,
    DeploymentConfiguration, EarlySuccess, HookAnswerName, LifecycleHook, LinearConfiguration,
    SetHookFunction, StopServiceDeployment, StrategyName, Tenths, Threshold, TimeoutConfiguration,
};
pub use instance::{
    Attributes, CreateCluster, DeleteCluster, DeregisterContainerInstance, TargetAttribute,
    UpdateContainerInstancesState,
};
pub use instant::{Instant, parse_duration};
pub use listeners::{
    Action, ActionType, Condition, ConditionValues, CreateListener, CreateRule, DeleteListener,
    DeleteRule, FixedResponseConfig, ForwardConfig, HttpHeaderConfig, ModifyListener, ModifyRule,
    QueryStringConfig, QueryStringPair, RedirectConfig, RulePriority, SetRulePriorities,
    TargetGroupStickinessConfig, TargetGroupTuple,
};
pub use load_balancing::{
    BalancingAttribute, CreateLoadBalancer, CreateTargetGroup, DeleteLoadBalancer,
    DeleteTargetGroup, Matcher, ModifyLoadBalancerAttributes, ModifyTargetGroup,
    ModifyTargetGroupAttributes,
};
pub use playground::{
    AttributeForm, ChangeProcess, ConnectAgent, DisconnectAgent, ExitForm, FillMemory, HealthForm,
    ImageForm, KillContainer, LaunchInstances, LogGroupInput, LoseZone, MemoryForm, PushImage,
    RequestForm, SecretInput, SetRole, SigtermForm, TerminateInstance,
};
pub use scaling::{
    DeregisterScalableTarget, PutScalingPolicy, RegisterScalableTarget, TargetTrackingConfiguration,
};
pub use service::{
    AdvancedConfiguration, AwsvpcConfiguration, CreateService, CreateTaskSet, DeleteService,
    DeleteTaskSet, LoadBalancer, NetworkConfiguration, Scale, ScaleUnit, Unread, UpdateService,
    UpdateServicePrimaryTaskSet, UpdateTaskSet,
};
pub use step::Step;
pub use task::{
    ContainerOverride, DeleteTaskDefinitions, DeregisterTaskDefinition, RunTask, StartTask,
    StopTask, TaskOverride, UpdateTaskProtection,
};
pub use traffic::{
    HeaderForm, LastingForm, PatternName, RequestKindForm, RetryForm, ReturningForm, SetTraffic,
};

/// The latest time in a script: 30 days.
pub const UNTIL_MAX: Duration = Duration::from_secs(30 * 24 * 3_600);
/// How long a script goes on after its last call if it does not say until when.
const AFTER_LAST_CALL: Duration = Duration::from_secs(15 * 60);

/// A script that can be played.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// What the world begins with.
    pub start: Start,
    /// When the run ends.
    pub until: Time,
    /// The calls in the order in which they take place.
    pub steps: Vec<Step>,
}

/// What became of a text that should be a script.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptReading {
    /// What it says; present exactly if there is no problem.
    pub script: Option<Script>,
    /// Everything that is wrong with the text itself, in its order, at most 100. What Amazon ECS refuses shows when it is played.
    pub problems: Vec<Problem>,
    /// What is said but changes nothing in the simulation yet, in order of the text.
    pub not_simulated: Vec<Note>,
}

input! {
    /// The whole text.
    ScriptForm {
        Acts "start" start: start::StartForm;
        Acts "until" until: Option<Instant>;
        Acts "calls" calls: Vec<Step>, as Required;
    }
}

/// Reads a script. All problems are collected: first whether it is JSON, then whether every field is known and of its
/// type.
pub fn read_script(text: &str) -> ScriptReading {
    let lines = Lines::new(text);
    let refuse = |found: Vec<Found>| ScriptReading {
        script: None,
        problems: locate_all(found, &lines),
        not_simulated: Vec::new(),
    };
    if text.len() > TEXT_LENGTH_MAX {
        let message = format!(
            "This text has {} bytes: more than {TEXT_LENGTH_MAX} are not read.",
            text.len()
        );
        return refuse(vec![whole(0..0, message)]);
    }
    let (root, errors) = json::parse(text, &lines);
    if !errors.is_empty() {
        let errors = errors.into_iter();
        return refuse(errors.map(|error| whole(error.span, error.text)).collect());
    }
    let Some(root) = root.filter(|root| matches!(root.value, Value::Object(_))) else {
        let message = "A script is an object: {\"calls\": [...]}.";
        return refuse(vec![whole(0..text.len().min(1), message.to_owned())]);
    };
    let mut reader = Reader::default();
    let mut form = ScriptForm::blank();
    form.read(&root, &mut reader);
    check(&form, &mut reader);
    if !reader.problems.is_empty() {
        reader.problems.sort_by_key(|found| found.span.start);
        return refuse(reader.problems);
    }
    ScriptReading {
        script: Some(complete(form, &lines)),
        problems: Vec::new(),
        not_simulated: notes(reader.notes, &lines),
    }
}

/// What no single field shows to be wrong.
fn check(form: &ScriptForm, reader: &mut Reader) {
    let Some(until) = form.until else { return };
    for (index, step) in form.calls.iter().enumerate() {
        if step.at > until {
            reader.too_late(index, step.span.clone());
        }
    }
}

fn complete(form: ScriptForm, lines: &Lines<'_>) -> Script {
    let mut steps = form.calls;
    steps.sort_by_key(|step| step.at);
    for step in &mut steps {
        step.line = lines.line(step.span.start);
    }
    let last = steps.last().map_or(Time::ZERO, |step| step.at.time());
    Script {
        start: form.start.into_start(),
        until: form
            .until
            .map_or(last + AFTER_LAST_CALL, |until| until.time()),
        steps,
    }
}
