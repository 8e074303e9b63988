//! The world: all state of one simulated Amazon ECS, the ways in, and the ways out.

mod access;
mod dispatch;
mod emit;
mod names;
mod wake;

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;

use crate::agenda::{Agenda, Timer};
use crate::event::{Cause, Event};
use crate::handlers::Handlers;
use crate::limits::TIMERS_PER_INSTANT_MAX;
use crate::placement::{PlacementIndex, Witness};
use crate::table::{Map, Set};
use crate::task::TokenUse;
use crate::task_definition::Family;
use crate::traffic::Transient;
use crate::{
    Account, Alarm, Cluster, ClusterId, Command, CommandSequence, Deployment, Duration,
    EventSequence, Exception, HookFunction, Image, Instance, InstanceId, LoadBalancer,
    LoadBalancerId, Rejection, Response, Rule, RuleSet, ScalableTarget, Service, ServiceId,
    SpotCapacity, Start, TargetGroup, TargetGroupId, Task, TaskGroup, TaskId, TaskOrigin, Time,
};

/// One simulated Amazon ECS: a state machine without a clock. Cloning it is a snapshot.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) start: Arc<Start>,
    pub(crate) handlers: &'static Handlers,
    pub(crate) now: Time,
    pub(crate) clusters: Map<ClusterId, Arc<Cluster>>,
    pub(crate) instances: Map<InstanceId, Arc<Instance>>,
    pub(crate) families: Map<String, Family>,
    /// Revisions in DELETE_IN_PROGRESS.
    pub(crate) deleting: Set<(String, u32)>,
    pub(crate) images: Map<String, Arc<Image>>,
    pub(crate) account: Arc<Account>,
    pub(crate) spot_capacity: SpotCapacity,
    /// CloudWatch's alarms, by name.
    pub(crate) alarms: Map<String, Arc<Alarm>>,
    pub(crate) scalable_targets: Map<ServiceId, Arc<ScalableTarget>>,
    /// The functions behind lifecycle hooks that somebody has set, by ARN.
    pub(crate) hook_functions: Map<String, HookFunction>,
    pub(crate) services: Map<ServiceId, Arc<Service>>,
    pub(crate) tasks: Map<TaskId, Arc<Task>>,
    pub(crate) target_groups: Map<TargetGroupId, Arc<TargetGroup>>,
    /// The names of deleted target groups that services are still attached to.
    pub(crate) departed_target_groups: Map<TargetGroupId, String>,
    pub(crate) load_balancers: Map<LoadBalancerId, Arc<LoadBalancer>>,
    /// The standalone tasks that are not STOPPED, by cluster and group.
    pub(crate) standalone: Map<(ClusterId, String), Set<TaskId>>,
    /// The requests with a client token, by cluster and token.
    pub(crate) client_tokens: Map<(ClusterId, String), Arc<TokenUse>>,
    /// Services whose last attempt to place a task failed: capacity that changes wakes them.
    pub(crate) waiting_for_capacity: Set<ServiceId>,
    /// The DAEMON services that are ACTIVE.
    pub(crate) daemons: Set<ServiceId>,
    pub(crate) agenda: Agenda,
    moment: Moment,
    cause: Cause,
    /// What the next event rests on.
    rests_on: RuleSet,
    /// What all events so far have rested on.
    used: RuleSet,
    pub(crate) index: PlacementIndex,
    pub(crate) witness: Option<alloc::boxed::Box<Witness>>,
    commands_ever: u64,
    events_ever: u64,
    outbox: VecDeque<Event>,
    transients: VecDeque<Transient>,
}

/// Who acts in the present instant: decides the earliest pass that may see the consequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Command,
    Timer,
    Pass(ServiceId),
}

/// Getters.
impl World {
    /// What the world began with.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The instant of the latest input.
    pub const fn now(&self) -> Time {
        self.now
    }

    /// Every cluster, in id order.
    pub fn clusters(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.values().map(AsRef::as_ref)
    }

    /// One cluster.
    pub fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.clusters.get(&id).map(AsRef::as_ref)
    }

    /// Every container instance, in id order.
    pub fn instances(&self) -> impl Iterator<Item = &Instance> {
        self.instances.values().map(AsRef::as_ref)
    }

    /// One container instance.
    pub fn instance(&self, id: InstanceId) -> Option<&Instance> {
        self.instances.get(&id).map(AsRef::as_ref)
    }

    /// Every service, INACTIVE ones included, in id order.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values().map(AsRef::as_ref)
    }

    /// One service.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.get(&id).map(AsRef::as_ref)
    }

    /// Every task that can be described, STOPPED ones included, in id order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values().map(AsRef::as_ref)
    }

    /// One task.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.get(&id).map(AsRef::as_ref)
    }

    /// The tasks of a group that are not STOPPED, in id order.
    pub fn group_tasks(
        &self,
        cluster: ClusterId,
        group: &TaskGroup,
    ) -> impl Iterator<Item = &TaskId> {
        match group {
            TaskGroup::Service(service) => self.services.get(service).map(|service| &service.tasks),
            TaskGroup::Named(name) => self.standalone.get(&(cluster, name.clone())),
        }
        .into_iter()
        .flat_map(Set::iter)
    }

    /// The deployment that a task belongs to, while its service knows it.
    pub fn deployment_of(&self, task: &Task) -> Option<&Deployment> {
        self.service(task.service()?)?
            .deployment(task.deployment()?)
    }

    /// `group` of a task.
    pub fn group_name(&self, task: &Task) -> String {
        match &task.origin {
            TaskOrigin::Service { service, .. } => {
                alloc::format!("service:{}", self.services[service].name)
            }
            TaskOrigin::Standalone { group, .. } => group.clone(),
        }
    }

    /// A group as AWS shows it.
    pub fn group_text(&self, group: &TaskGroup) -> String {
        match group {
            TaskGroup::Service(service) => {
                let name = self.service(*service).map_or("", |service| &service.name);
                alloc::format!("service:{name}")
            }
            TaskGroup::Named(name) => name.clone(),
        }
    }

    /// Every target group, in id order.
    pub fn target_groups(&self) -> impl Iterator<Item = &TargetGroup> {
        self.target_groups.values().map(AsRef::as_ref)
    }

    /// One target group.
    pub fn target_group(&self, id: TargetGroupId) -> Option<&TargetGroup> {
        self.target_groups.get(&id).map(AsRef::as_ref)
    }

    /// Every load balancer, in id order.
    pub fn load_balancers(&self) -> impl Iterator<Item = &LoadBalancer> {
        self.load_balancers.values().map(AsRef::as_ref)
    }

    /// One load balancer.
    pub fn load_balancer(&self, id: LoadBalancerId) -> Option<&LoadBalancer> {
        self.load_balancers.get(&id).map(AsRef::as_ref)
    }

    /// When a timer fires, if it is armed: the end of what is going on.
    pub fn due_at(&self, timer: Timer) -> Option<Time> {
        self.agenda.due_at(timer)
    }

    /// How an image behaves when it is pulled now.
    pub fn image(&self, name: &str) -> Arc<Image> {
        match self.images.get(name) {
            Some(image) => image.clone(),
            None => Arc::new(Image::by_name(self.start.seed, name)),
        }
    }

    /// The same world with nothing left to take from it.
    pub(crate) fn without_output(mut self) -> Self {
        self.outbox.clear();
        self.transients.clear();
        self
    }

    /// Commands taken so far.
    pub const fn command_count(&self) -> u64 {
        self.commands_ever
    }

    /// The rules that the history so far rests on.
    pub const fn rules_used(&self) -> RuleSet {
        self.used
    }

    /// Events that have happened so far: the sequence of the next one.
    pub const fn event_count(&self) -> EventSequence {
        EventSequence(self.events_ever)
    }
}

/// The ways in.
impl World {
    /// Does what a command asks, at `now`, after everything that is due until then.
    ///
    /// # Errors
    /// What AWS would answer, in its words; then nothing has changed.
    pub fn handle_command(&mut self, now: Time, command: Command) -> Result<Response, Rejection> {
        assert!(
            self.agenda.next().is_none_or(|due| due > now),
            "timers due until a command come before it"
        );
        self.advance(now);
        self.moment = Moment::Command;
        self.cause = Cause::Command(CommandSequence(self.commands_ever));
        self.rests_on = RuleSet::EMPTY;
        let response = (self.handlers.command)(self, command)?;
        self.delete_unreferenced();
        self.commands_ever += 1;
        Ok(response)
    }

    /// Lets everything happen that is due at `now` or earlier.
    pub fn handle_timeout(&mut self, now: Time) {
        let mut fired_count = 0;
        while let Some(due) = self.agenda.next().filter(|due| *due <= now) {
            self.advance(due);
            while let Some((timer, cause)) = self.agenda.take_due(due) {
                fired_count += 1;
                assert!(
                    fired_count <= TIMERS_PER_INSTANT_MAX,
                    "chains of zero delay end"
                );
                self.moment = match timer {
                    Timer::ServicePass(service) => Moment::Pass(service),
                    _ => Moment::Timer,
                };
                self.cause = cause;
                self.rests_on = RuleSet::EMPTY;
                (self.handlers.timer)(self, timer);
            }
        }
        self.advance(now);
    }
}

/// The ways out.
impl World {
    /// When [`World::handle_timeout`] has something to do next.
    pub fn poll_timeout(&self) -> Option<Time> {
        self.agenda.next()
    }

    /// The next event that nobody has taken yet.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.outbox.pop_front()
    }

    /// The next transient that nobody has taken yet.
    pub fn poll_transient(&mut self) -> Option<Transient> {
        self.transients.pop_front()
    }
}

/// Constructors.
impl World {
    /// An empty world at [`Time::ZERO`].
    pub fn new(start: Start) -> Self {
        Self::with_handlers(start, Handlers::ALL)
    }

    /// The same with a table of its own.
    pub fn with_handlers(start: Start, handlers: &'static Handlers) -> Self {
        assert!(
            (1..=6).contains(&start.zone_count),
            "a Region offers 1 to 6 zones"
        );
        assert!(
            start.timings.scheduler_tick > Duration::ZERO,
            "the scheduler ticks"
        );
        Self {
            start: Arc::new(start),
            handlers,
            now: Time::ZERO,
            clusters: Map::new(),
            instances: Map::new(),
            families: Map::new(),
            deleting: Set::new(),
            images: Map::new(),
            account: Arc::default(),
            spot_capacity: SpotCapacity::default(),
            alarms: Map::new(),
            scalable_targets: Map::new(),
            hook_functions: Map::new(),
            services: Map::new(),
            tasks: Map::new(),
            standalone: Map::new(),
            target_groups: Map::new(),
            departed_target_groups: Map::new(),
            load_balancers: Map::new(),
            client_tokens: Map::new(),
            waiting_for_capacity: Set::new(),
            daemons: Set::new(),
            agenda: Agenda::default(),
            moment: Moment::Command,
            cause: Cause::Command(CommandSequence(0)),
            rests_on: RuleSet::EMPTY,
            used: RuleSet::EMPTY,
            index: PlacementIndex::default(),
            witness: None,
            commands_ever: 0,
            events_ever: 0,
            outbox: VecDeque::new(),
            transients: VecDeque::new(),
        }
    }
}

/// What the rest of the core does with a world.
impl World {
    fn advance(&mut self, now: Time) {
        assert!(now >= self.now, "time does not run backwards");
        self.now = now;
    }
}

/// # Errors
/// A name that is not 1 to 255 letters, digits, underscores and hyphens. Rule: `ResourceName`.
pub(crate) fn check_name(name: &str, what: &str) -> Result<(), Rejection> {
    let is_sound = (1..=255).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if is_sound {
        return Ok(());
    }
    Err(Rejection::new(
        Exception::InvalidParameter,
        alloc::format!("{what} must be 1 to 255 letters, digits, underscores and hyphens."),
    )
    .by(Rule::ResourceName))
}
