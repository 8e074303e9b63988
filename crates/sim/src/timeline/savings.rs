//! Which settings would have made a deployment shorter: the same commands played again on copies, each with one setting
//! changed from the beginning of the deployment on.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{BillItem, CommandNode, TimeBill, Timeline};
use crate::service::checks;
use crate::{
    BalancingCommand, Command, DeploymentId, Duration, EventKind, EventSequence, RolloutState,
    Service, Setting, SettingChange, SettingValue, TargetGroup, TargetHealthCheckInput, Time,
    UpdateService, World,
};

/// What all trials of one deployment may make happen: events, transients and instants.
const WORK_MAX: u64 = 3_000_000;
/// A deployment that is not complete so long after the present is not waited for.
const HORIZON: Duration = Duration::from_secs(2 * 3_600);
/// The settings that are told.
const SAVINGS_MAX: usize = 2;
const DELAY: Duration = Duration::from_secs(30);
const INTERVAL: Duration = Duration::from_secs(5);
/// The longest timeout with that interval.
const TIMEOUT_MAX: Duration = Duration::from_secs(4);
const HEALTHY_THRESHOLD: u32 = 2;
const MAXIMUM_PERCENT: u32 = 200;
const MINIMUM_HEALTHY_PERCENT: u32 = 50;
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// What the time of old tasks goes to.
const LEAVING: [BillItem; 3] = [
    BillItem::Draining,
    BillItem::Stopping,
    BillItem::Deprovisioning,
];
/// What the time of new tasks goes to.
const RISING: [BillItem; 7] = [
    BillItem::Provisioning,
    BillItem::Pull,
    BillItem::Start,
    BillItem::Registration,
    BillItem::TargetHealth,
    BillItem::ContainerHealth,
    BillItem::RunningLongEnough,
];

/// A setting, and what it would have saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The setting with its value and the one that was tried.
    pub change: SettingChange,
    /// How much shorter the deployment was with it.
    pub saved: Duration,
}

/// Trials of a deployment under other settings, advanced in slices.
#[derive(Clone, Debug)]
pub struct Savings {
    deployment: DeploymentId,
    from: Time,
    /// The world in which the deployment has just begun.
    begun: Box<World>,
    /// The commands after that.
    commands: Vec<CommandNode>,
    /// How long it takes as it is; none until that has been played.
    duration: Option<Duration>,
    until: Time,
    /// What is still to be tried; none is how it is.
    queue: VecDeque<Option<SettingChange>>,
    trial: Option<Trial>,
    best: Vec<Saving>,
    work_left: u64,
}

/// One copy of the world on its way.
#[derive(Clone, Debug)]
struct Trial {
    change: Option<SettingChange>,
    world: Box<World>,
    /// How many of the commands it has had.
    applied: usize,
}

impl Timeline {
    /// The trials of a deployment that is known at the present instant, before the first. None if its beginning is not
    /// remembered, or if it failed.
    pub fn savings(&self, deployment: DeploymentId) -> Option<Savings> {
        let bill = self.time_bill(deployment)?;
        let is_complete = match bill.end {
            None => false,
            Some(RolloutState::Completed) => true,
            Some(_) => return None,
        };
        let events = self.events_since(EventSequence(0));
        let begin = events.iter().find(|event| {
            matches!(event.kind, EventKind::DeploymentChanged { deployment: id, rollout_state: RolloutState::InProgress, .. } if id == deployment)
        })?;
        let mut begun = self.world_before(begin.sequence)?;
        begun.handle_timeout(bill.from);
        let mut commands = Vec::new();
        for node in self.branch().filter(|node| node.at >= bill.from) {
            if node.at == bill.from {
                begun.repeat_command(node.at, &node.command);
            } else {
                commands.push(node.clone());
            }
        }
        let begun = begun.without_output();
        let service = begun
            .services()
            .find(|service| service.deployment(deployment).is_some())?;
        let changes = changes(&begun, service, &bill);
        let unchanged = (!is_complete).then_some(None);
        Some(Savings {
            deployment,
            from: bill.from,
            commands,
            duration: is_complete.then(|| bill.duration()),
            until: if is_complete {
                bill.until
            } else {
                bill.until + HORIZON
            },
            queue: unchanged
                .into_iter()
                .chain(changes.into_iter().map(Some))
                .collect(),
            begun: Box::new(begun),
            trial: None,
            best: Vec::new(),
            work_left: WORK_MAX,
        })
    }
}

impl Savings {
    /// Plays on until about so much has happened; whether everything has been tried.
    pub fn advance(&mut self, budget: u64) -> bool {
        let enough = self.work_left.saturating_sub(budget.max(1));
        while self.work_left > enough {
            let Some(mut trial) = self.trial.take().or_else(|| self.next_trial()) else {
                return true;
            };
            match self.step(&mut trial) {
                Step::Went => self.trial = Some(trial),
                Step::Completed(at) => self.complete(trial.change, at.since(self.from)),
                Step::Late => {
                    if trial.change.is_none() {
                        self.queue.clear();
                    }
                }
            }
        }
        if self.work_left == 0 {
            self.queue.clear();
            self.trial = None;
        }
        self.trial.is_none() && self.queue.is_empty()
    }

    /// The settings that save most of those that have been tried so far, the most first; at most two.
    pub fn best(&self) -> &[Saving] {
        &self.best
    }

    fn next_trial(&mut self) -> Option<Trial> {
        let change = self.queue.pop_front()?;
        let mut world = self.begun.clone();
        if let Some(change) = change {
            apply(&mut world, self.deployment, self.from, change);
        }
        Some(Trial {
            change,
            world,
            applied: 0,
        })
    }

    /// Everything of the next instant of a trial.
    fn step(&mut self, trial: &mut Trial) -> Step {
        let command = self.commands.get(trial.applied).map(|node| node.at);
        let timer = trial.world.poll_timeout();
        let next = [command, timer].into_iter().flatten().min();
        let Some(at) = next.filter(|at| *at <= self.until) else {
            return Step::Late;
        };
        trial.world.handle_timeout(at);
        while let Some(node) = self
            .commands
            .get(trial.applied)
            .filter(|node| node.at == at)
        {
            // In another history it may be refused.
            let _ = trial.world.handle_command(at, node.command.clone());
            trial.world.handle_timeout(at);
            trial.applied += 1;
        }
        self.work_left = self.work_left.saturating_sub(1);
        while trial.world.poll_transient().is_some() {
            self.work_left = self.work_left.saturating_sub(1);
        }
        let mut end = None;
        while let Some(event) = trial.world.poll_event() {
            self.work_left = self.work_left.saturating_sub(1);
            if let EventKind::DeploymentChanged {
                deployment,
                rollout_state,
                ..
            } = event.kind
                && deployment == self.deployment
            {
                end = Some(match rollout_state {
                    RolloutState::Completed => Step::Completed(event.at),
                    _ => Step::Late,
                });
            }
        }
        end.unwrap_or(Step::Went)
    }

    fn complete(&mut self, change: Option<SettingChange>, duration: Duration) {
        let Some(change) = change else {
            self.duration = Some(duration);
            self.until = self.from + duration;
            return;
        };
        let saved = self.duration.map_or(0, |usual| {
            usual.as_millis().saturating_sub(duration.as_millis())
        });
        if saved == 0 {
            return;
        }
        let saved = Duration::from_millis(saved);
        let place = self.best.partition_point(|other| other.saved >= saved);
        self.best.insert(place, Saving { change, saved });
        self.best.truncate(SAVINGS_MAX);
    }
}

/// What an instant of a trial came to.
enum Step {
    Went,
    Completed(Time),
    /// It is not complete when it would have been, or never will be.
    Late,
}

/// The changes that touch a part of the bill.
fn changes(world: &World, service: &Service, bill: &TimeBill) -> Vec<SettingChange> {
    let has = |items: &[BillItem]| bill.items.iter().any(|(item, _)| items.contains(item));
    let mut changes = Vec::new();
    let delay = groups(world, service).map(|group| group.attributes.deregistration_delay);
    if let Some(delay) = delay.max().filter(|delay| *delay > DELAY)
        && has(&[BillItem::Draining])
    {
        changes.push(seconds(Setting::DeregistrationDelay, delay, DELAY));
    }
    let check = groups(world, service).map(|group| &group.health_check);
    let check = check.map(|check| (check.interval, check.healthy_threshold));
    if let Some((interval, threshold)) = check.max()
        && (interval > INTERVAL || threshold > HEALTHY_THRESHOLD)
        && has(&[BillItem::TargetHealth])
    {
        changes.push(SettingChange {
            setting: Setting::TargetHealthCheck,
            present: checks(interval, threshold),
            tried: checks(INTERVAL, HEALTHY_THRESHOLD),
        });
    }
    let percents = &service.deployment_configuration;
    let (minimum, maximum) = (percents.minimum_healthy_percent, percents.maximum_percent);
    if maximum < MAXIMUM_PERCENT && has(&LEAVING) {
        changes.push(percent(Setting::MaximumPercent, maximum, MAXIMUM_PERCENT));
    }
    if minimum > MINIMUM_HEALTHY_PERCENT && has(&RISING) {
        let tried = MINIMUM_HEALTHY_PERCENT;
        changes.push(percent(Setting::MinimumHealthyPercent, minimum, tried));
    }
    if let Some(timeout) = stop_timeout(world, service).filter(|timeout| *timeout > STOP_TIMEOUT)
        && has(&[BillItem::Stopping])
    {
        changes.push(seconds(Setting::StopTimeout, timeout, STOP_TIMEOUT));
    }
    changes
}

const fn seconds(setting: Setting, present: Duration, tried: Duration) -> SettingChange {
    SettingChange {
        setting,
        present: SettingValue::Seconds(present.as_secs()),
        tried: SettingValue::Seconds(tried.as_secs()),
    }
}

const fn percent(setting: Setting, present: u32, tried: u32) -> SettingChange {
    SettingChange {
        setting,
        present: SettingValue::Percent(present),
        tried: SettingValue::Percent(tried),
    }
}

/// The target groups of a service's latest deployment.
fn groups<'a>(world: &'a World, service: &'a Service) -> impl Iterator<Item = &'a TargetGroup> {
    let leading = service.leading_deployment().into_iter();
    let balancers = leading.flat_map(|leading| &leading.load_balancers);
    balancers.filter_map(|balancer| world.target_group(balancer.target_group))
}

/// The longest `stopTimeout` of a service's tasks.
fn stop_timeout(world: &World, service: &Service) -> Option<Duration> {
    let tasks = service.tasks.iter().filter_map(|task| world.task(*task));
    tasks
        .flat_map(|task| (0..task.containers.len()).map(|place| task.stop_timeout(place)))
        .max()
}

/// Changes a setting in a copy.
fn apply(world: &mut World, deployment: DeploymentId, at: Time, change: SettingChange) {
    let found = world
        .services()
        .find(|service| service.deployment(deployment).is_some());
    let Some(service) = found else {
        return;
    };
    let id = service.id;
    let commands = commands(world, service, change);
    if change.setting == Setting::StopTimeout {
        shorten_stops(world, id);
    }
    for command in commands {
        // What is refused changes nothing, and then saves nothing.
        let _ = world.handle_command(at, command);
        world.handle_timeout(at);
    }
}

/// The commands that change a setting of a service or of its target groups.
fn commands(world: &World, service: &Service, change: SettingChange) -> Vec<Command> {
    let update = |update: UpdateService| Vec::from([Command::UpdateService(Box::new(update))]);
    match (change.setting, change.tried) {
        (Setting::DeregistrationDelay, SettingValue::Seconds(seconds)) => {
            let name = "deregistration_delay.timeout_seconds";
            let modify = |group: &TargetGroup| {
                Command::Balancing(Box::new(BalancingCommand::ModifyTargetGroupAttributes {
                    target_group: group.id,
                    attributes: Vec::from([(String::from(name), seconds.to_string())]),
                }))
            };
            groups(world, service).map(modify).collect()
        }
        (Setting::TargetHealthCheck, _) => {
            let modify = |group: &TargetGroup| Command::ModifyTargetGroup {
                target_group: group.id,
                health_check: TargetHealthCheckInput {
                    interval: Some(INTERVAL),
                    // It must be shorter than the interval.
                    timeout: Some(group.health_check.timeout.min(TIMEOUT_MAX)),
                    healthy_threshold: Some(HEALTHY_THRESHOLD),
                    ..TargetHealthCheckInput::default()
                },
            };
            groups(world, service).map(modify).collect()
        }
        (Setting::MaximumPercent, SettingValue::Percent(percent)) => update(UpdateService {
            maximum_percent: Some(percent),
            ..UpdateService::of(service.id)
        }),
        (Setting::MinimumHealthyPercent, SettingValue::Percent(percent)) => update(UpdateService {
            minimum_healthy_percent: Some(percent),
            ..UpdateService::of(service.id)
        }),
        _ => Vec::new(),
    }
}

/// The tasks of a service in a copy, as if their definition had always had the shorter time.
fn shorten_stops(world: &mut World, service: crate::ServiceId) {
    let Some(tasks) = world.service(service).map(|service| service.tasks.clone()) else {
        return;
    };
    for task in tasks {
        let state = world.task_mut(task);
        let revision = Arc::make_mut(&mut state.definition);
        for container in &mut revision.definition.container_definitions {
            let present = container.stop_timeout.unwrap_or(Duration::from_secs(30));
            container.stop_timeout = Some(present.min(STOP_TIMEOUT));
        }
    }
}
