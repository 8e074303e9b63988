//! How one task looks now: everything that its tile and its caption depend on, as a function of the world and its time.

mod outcome;

use sim::{
    ContainerStage, HealthStatus, ProcessFaults, ServiceId, TargetGroup, TargetState, Task, TaskId,
    TaskOrigin, TaskStatus, Time, Timer, World,
};
use words::Language;
use words::stage as say;

pub(crate) use outcome::{exit_briefly, exit_caption, exit_note};

use crate::hue::hue_of;
use crate::theme::Hue;

/// How one task looks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Appearance {
    /// Its revision.
    pub(crate) hue: Hue,
    /// The first characters of its id.
    pub(crate) short_id: String,
    /// `:7`, or `wk:3` for a task of another service or group.
    pub(crate) revision: String,
    /// `:7`, or `wk`: for a tile without room.
    pub(crate) brief: String,
    /// Its state.
    pub(crate) state: State,
    /// Its target fails its checks, or its containers do.
    pub(crate) is_unhealthy: bool,
    /// How much of its grace period is left, if it runs and is not healthy yet.
    pub(crate) grace_left: Option<f32>,
    /// Requests that it works on while it leaves.
    pub(crate) in_flight: u32,
    /// Somebody has made something go wrong in one of its processes, and has not taken it back.
    pub(crate) has_fault: bool,
}

/// Whether a tile has room for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lettering {
    /// It shows whose it is.
    Lettered,
    /// It is too small: nobody reads them.
    Blank,
}

/// What a tile shows; shares are from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    /// PROVISIONING.
    Provisioning,
    /// PENDING, and how much of its images is there.
    Pending(f32),
    /// ACTIVATING.
    Activating,
    /// RUNNING with checks still to pass: how many have passed, and of how many.
    Checking(u32, u32),
    /// RUNNING without any check: how much of the time until it counts as healthy is over.
    Settling(f32),
    /// RUNNING and healthy, or RUNNING and failing.
    Running,
    /// DEACTIVATING, and how much of the deregistration delay is left.
    Deactivating(f32),
    /// STOPPING, and how much of `stopTimeout` is over; none once every process has ended.
    Stopping(Option<f32>),
    /// DEPROVISIONING.
    Deprovisioning,
    /// STOPPED.
    Stopped,
}

impl State {
    /// Whether a change from one to the other is more than progress.
    pub(crate) fn is_kind_of(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// How a task looks in the picture of one service.
pub(crate) fn appearance(
    world: &World,
    focus: ServiceId,
    task: &Task,
    language: Language,
    lettering: Lettering,
) -> Appearance {
    let group = target_group_of(world, task);
    let target = group.and_then(|group| group.targets.get(&task.id));
    let is_running = task.last_status == TaskStatus::Running;
    let fails_checks = target.is_some_and(|target| target.state.failure().is_some())
        || task.health_status == HealthStatus::Unhealthy;
    let hue = hue_of(world, focus, task);
    let mut look = Appearance {
        hue,
        short_id: String::new(),
        revision: String::new(),
        brief: String::new(),
        state: state(world, task, group),
        is_unhealthy: is_running && fails_checks,
        grace_left: graced(world, task)
            .map(|(started, until)| 1.0 - share(started, until, world.now())),
        in_flight: match (task.last_status, group) {
            (TaskStatus::Deactivating, Some(group)) => in_flight(group, task.id),
            _ => 0,
        },
        has_fault: has_fault(task),
    };
    if lettering == Lettering::Lettered {
        look.letter(world, task, language);
    }
    look
}

/// Whether a process of a task does not behave as its image would.
fn has_fault(task: &Task) -> bool {
    let mut parts = task.containers.iter();
    parts.any(|part| part.is_alive() && part.faults != ProcessFaults::default())
}

impl Appearance {
    fn letter(&mut self, world: &World, task: &Task, language: Language) {
        let number = task.definition.revision;
        self.short_id = task.short_id();
        if self.hue == Hue::Other {
            self.brief = say::abbreviation(group_label(task));
            self.revision = format!("{}:{number}", self.brief);
        } else {
            self.revision = format!(":{number}");
            self.brief.clone_from(&self.revision);
        }
        if let Some(until) = world.due_at(Timer::Deactivated(task.id)) {
            let left_ms = until.since(world.now()).as_millis();
            self.brief = say::draining(language, left_ms, 0).1;
        }
    }
}

/// What tells a task of somebody else apart: the group that a person gave it, else its family.
fn group_label(task: &Task) -> &str {
    match &task.origin {
        TaskOrigin::Standalone { group, .. } if !group.starts_with("family:") => group,
        _ => &task.definition.definition.family,
    }
}

/// The target group in which a task has a target, or would have one.
fn target_group_of<'world>(world: &'world World, task: &Task) -> Option<&'world TargetGroup> {
    let attached = world
        .deployment_of(task)
        .and_then(|deployment| deployment.load_balancers.first())
        .and_then(|attached| world.target_group(attached.target_group));
    attached.or_else(|| {
        world
            .target_groups()
            .find(|group| group.targets.contains_key(&task.id))
    })
}

fn state(world: &World, task: &Task, group: Option<&TargetGroup>) -> State {
    match task.last_status {
        TaskStatus::Provisioning => State::Provisioning,
        TaskStatus::Pending => State::Pending(pulled_share(world, task)),
        TaskStatus::Activating => State::Activating,
        TaskStatus::Running => running(world, task, group),
        TaskStatus::Deactivating => {
            let until = world.due_at(Timer::Deactivated(task.id));
            State::Deactivating(until.map_or(0.0, |until| {
                1.0 - share(task.status_since(), until, world.now())
            }))
        }
        TaskStatus::Stopping => State::Stopping(
            signalled(world, task)
                .map(|signalled| share(signalled.at, signalled.kill_at, world.now())),
        ),
        TaskStatus::Deprovisioning => State::Deprovisioning,
        TaskStatus::Stopped => State::Stopped,
    }
}

fn running(world: &World, task: &Task, group: Option<&TargetGroup>) -> State {
    let now = world.now();
    let passed = group
        .filter(|group| {
            group.targets.get(&task.id).is_some_and(|target| {
                matches!(
                    target.state,
                    TargetState::Registering | TargetState::Initial
                )
            })
        })
        .and_then(|group| group.checks_passed(task.id, now));
    if let Some((passed, needed)) = passed {
        return State::Checking(passed.min(needed), needed);
    }
    if task.has_health_check() && task.health_status == HealthStatus::Unknown {
        return State::Checking(0, 1);
    }
    let is_attached = group.is_some_and(|group| group.targets.contains_key(&task.id));
    if is_attached || task.has_health_check() || world.counts_as_healthy(task, now) {
        return State::Running;
    }
    let Some(started_at) = task.started_at.filter(|_| task.is_active()) else {
        return State::Running;
    };
    let healthy_at = started_at + world.start().timings.healthy_after_running;
    State::Settling(share(started_at, healthy_at, now))
}

/// The grace period of a task that runs and does not count as healthy yet, while it lasts.
fn in_flight(group: &TargetGroup, task: TaskId) -> u32 {
    u32::try_from(group.in_flight.at(task)).unwrap_or(u32::MAX)
}

fn graced(world: &World, task: &Task) -> Option<(Time, Time)> {
    let service = world.service(task.service()?)?;
    if task.last_status != TaskStatus::Running || !task.is_active() {
        return None;
    }
    let now = world.now();
    let until = world.graced_until(service, task)?;
    if until <= now || world.counts_as_healthy(task, now) {
        return None;
    }
    Some((task.started_at?, until))
}

/// How much of a span of time is over, from 0 to 1.
pub(crate) fn share(from: Time, until: Time, now: Time) -> f32 {
    let whole = until.since(from).as_millis();
    if whole == 0 {
        return 1.0;
    }
    (now.since(from).as_millis() as f32 / whole as f32).clamp(0.0, 1.0)
}

/// How much of a task's images is there, in proportion to their sizes.
fn pulled_share(world: &World, task: &Task) -> f32 {
    let (mut there, mut all) = (0.0, 0.0);
    for (index, container) in task.containers.iter().enumerate() {
        let size_mib = container.image.size_mib.max(1) as f32;
        all += size_mib;
        there += size_mib
            * match container.stage {
                ContainerStage::Waiting => 0.0,
                ContainerStage::Pulling { since } => world
                    .due_at(Timer::Pulled(task.id, index))
                    .map_or(0.0, |until| share(since, until, world.now())),
                _ => 1.0,
            };
    }
    if all > 0.0 { there / all } else { 0.0 }
}

/// The time between SIGTERM and SIGKILL of the process that may take longest.
struct Signalled {
    at: Time,
    kill_at: Time,
}

fn signalled(world: &World, task: &Task) -> Option<Signalled> {
    task.containers
        .iter()
        .enumerate()
        .filter_map(|(index, container)| match container.stage {
            ContainerStage::Stopping { signalled_at, .. } => Some(Signalled {
                at: signalled_at,
                kill_at: world.due_at(Timer::StopTimeout(task.id, index))?,
            }),
            _ => None,
        })
        .max_by_key(|signalled| signalled.kill_at)
}

/// What stands below a tile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Caption {
    /// Where there is room.
    pub(crate) long: String,
    /// Where there is little.
    pub(crate) short: String,
    /// Bad news.
    pub(crate) is_bad: bool,
}

impl Caption {
    fn told(text: impl Into<String>) -> Self {
        let long = text.into();
        Self {
            short: long.clone(),
            long,
            is_bad: false,
        }
    }

    fn bad(self) -> Self {
        Self {
            is_bad: true,
            ..self
        }
    }
}

impl<Short: Into<String>> From<(String, Short)> for Caption {
    fn from((long, short): (String, Short)) -> Self {
        Self {
            long,
            short: short.into(),
            is_bad: false,
        }
    }
}

/// What stands below a tile; nothing for a task that is as it should be.
pub(crate) fn caption(world: &World, task: &Task, language: Language) -> Option<Caption> {
    let now = world.now();
    let group = target_group_of(world, task);
    Some(match task.last_status {
        TaskStatus::Provisioning | TaskStatus::Deprovisioning => {
            let since = now.since(task.status_since()).as_secs();
            Caption::told(say::network_interface(language, task.launch_type, since))
        }
        TaskStatus::Pending if task.pull_started_at.is_none() => {
            Caption::told(say::agent(language))
        }
        TaskStatus::Pending => pending_caption(world, task, language),
        TaskStatus::Activating if task.is_starting() => pending_caption(world, task, language),
        TaskStatus::Activating => {
            let name = group.map_or("", |group| group.name.as_str());
            Caption::from(say::joining(language, name))
        }
        TaskStatus::Running => return running_caption(world, task, group, language),
        TaskStatus::Deactivating => {
            let until = world.due_at(Timer::Deactivated(task.id)).unwrap_or(now);
            let requests = group.map_or(0, |group| in_flight(group, task.id));
            let left_ms = until.since(now).as_millis();
            Caption::from(say::draining(language, left_ms, requests))
        }
        TaskStatus::Stopping => match signalled(world, task) {
            Some(signalled) => {
                Caption::from(say::sigterm(language, now.since(signalled.at).as_secs()))
            }
            None => exit_caption(task, language),
        },
        TaskStatus::Stopped => exit_caption(task, language),
    })
}

/// What the agent is at: pulling before creating, and waiting only if nothing else goes on.
fn pending_caption(world: &World, task: &Task, language: Language) -> Caption {
    let is_any = |wanted: fn(ContainerStage) -> bool| {
        let mut parts = task.containers.iter();
        parts.any(|part| wanted(part.stage))
    };
    if is_any(|stage| matches!(stage, ContainerStage::Pulling { .. })) {
        return Caption::told(say::pull(language, pulled_share(world, task)));
    }
    let waits_for = (0..task.containers.len()).find_map(|index| task.waits_for(index));
    match waits_for.filter(|_| !is_any(|stage| stage == ContainerStage::Pulled)) {
        Some(wanted) => {
            let condition = wanted.condition.name();
            Caption::from(say::waiting(language, &wanted.container_name, condition))
        }
        None => Caption::told(say::creating(language)),
    }
}

fn running_caption(
    world: &World,
    task: &Task,
    group: Option<&TargetGroup>,
    language: Language,
) -> Option<Caption> {
    let target = group.and_then(|group| group.targets.get(&task.id));
    let failure = if task.health_status == HealthStatus::Unhealthy {
        Some(String::from(HealthStatus::Unhealthy.name()))
    } else {
        let failure = target.and_then(|target| target.state.failure());
        failure.map(|failure| say::probe_failure(language, failure))
    };
    if let Some(failure) = failure {
        let caption = match graced(world, task) {
            Some((_, until)) => {
                let left_ms = until.since(world.now()).as_millis();
                Caption::from(say::graced(language, &failure, left_ms))
            }
            None => Caption::told(failure),
        };
        return Some(caption.bad());
    }
    if let Some((failed, needed)) = world.checks_failed(task) {
        return Some(Caption::from(say::failed_checks(language, failed, needed)).bad());
    }
    match running(world, task, group) {
        State::Checking(passed, needed) => {
            Some(Caption::from(say::checks(language, passed, needed)))
        }
        State::Settling(_) => {
            let healthy_at = task.started_at? + world.start().timings.healthy_after_running;
            let left_ms = healthy_at.since(world.now()).as_millis();
            Some(Caption::from(say::settling(language, left_ms)))
        }
        _ => None,
    }
}

/// Whether requests are routed to a task, or its connection drains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connection {
    /// Gets requests.
    Routed,
    /// Is registered, but gets none yet, or none any more.
    Probed,
    /// Finishes what it has.
    Draining,
}

/// How a task hangs on a target group; none if it does not.
pub(crate) fn connection(
    group: &TargetGroup,
    task: TaskId,
    some_healthy: bool,
) -> Option<Connection> {
    let state = group.targets.get(&task)?.state;
    Some(match state {
        TargetState::Healthy => Connection::Routed,
        TargetState::Draining { .. } => Connection::Draining,
        state if state.is_probed() && !some_healthy => Connection::Routed,
        _ => Connection::Probed,
    })
}
