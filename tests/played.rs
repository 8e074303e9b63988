//! Scripts of the playground as they play: what the service said and when, and how things are at an instant.

use std::ops::ControlFlow;

use document::read_script;
use document::script::parse_duration;
use playground::{BUDGET, Ending, Happening, Player, scenarios};
use sim::{
    Duration, Event, EventKind, Instance, LoadBalancer, Outlook, Service, ServiceMessage,
    TargetGroup, Task, TaskStatus, TaskWait, Time, Wait, World,
};

/// A script on its way.
pub(crate) struct Played {
    player: Player,
    /// Everything that happened, and what was refused or failed.
    events: Vec<Event>,
    /// Service events with placeholders instead of ids.
    said: Vec<(Time, String)>,
    /// Calls that were refused, and parts of calls that failed: when, and AWS's words.
    pub(crate) refused: Vec<(Time, String)>,
    checked: Time,
}

/// A duration as scripts write it.
pub(crate) fn span(text: &str) -> Duration {
    parse_duration(text).unwrap_or_else(|| panic!("{text} is a duration"))
}

/// An instant as scripts write it.
pub(crate) fn at(text: &str) -> Time {
    Time::ZERO + span(text)
}

/// Asserts that a duration is from `least` to `most`, both included.
#[track_caller]
pub(crate) fn assert_within(found: Duration, least: &str, most: &str) {
    let is_within = (span(least)..=span(most)).contains(&found);
    let seconds = found.as_millis() as f64 / 1_000.0;
    assert!(is_within, "{seconds} s is not from {least} to {most}");
}

impl Played {
    /// A script of the table before its first call.
    pub(crate) fn begin(id: &str) -> Self {
        let script = scenarios().script(id);
        let script = script.unwrap_or_else(|| panic!("{id} is in the table of scenarios"));
        let read = read_script(script);
        assert_eq!(read.problems, [], "{id} is valid");
        let script = read.script.expect("a script without problems is there");
        Self {
            player: Player::new(script, BUDGET),
            events: Vec::new(),
            said: Vec::new(),
            refused: Vec::new(),
            checked: Time::ZERO,
        }
    }

    /// A script played until an instant.
    pub(crate) fn until(id: &str, time: &str) -> Self {
        let mut played = Self::begin(id);
        played.go_to(time);
        played
    }

    /// A script played to its end.
    pub(crate) fn whole(id: &str) -> Self {
        let mut played = Self::begin(id);
        played.go(played.player.until());
        played
    }

    /// Plays on until an instant.
    pub(crate) fn go_to(&mut self, time: &str) {
        self.go(at(time));
    }

    /// Plays on until an instant, checking every invariant at every instant at which something happens.
    pub(crate) fn go(&mut self, time: Time) {
        let (events, said, refused) = (&mut self.events, &mut self.said, &mut self.refused);
        let checked = &mut self.checked;
        let ending = self.player.play(time, &mut |world, happening| {
            match happening {
                Happening::Event(event) => {
                    events.push(event.clone());
                    if let EventKind::ServiceSaid { service, message } = &event.kind {
                        said.push((event.at, template(world, *service, message)));
                    }
                }
                Happening::Refused { step, rejection } => {
                    refused.push((step.at.time(), rejection.to_string()));
                }
                Happening::Failed { step, failure } => {
                    refused.push((step.at.time(), failure.reason.to_string()));
                }
            }
            if *checked < world.now() {
                sim::check_invariants(world);
                *checked = world.now();
            }
            ControlFlow::Continue(())
        });
        assert_eq!(ending, Ending::Arrived);
    }

    /// Its history.
    pub(crate) fn into_timeline(self) -> sim::Timeline {
        self.player.into_timeline()
    }

    pub(crate) const fn player(&self) -> &Player {
        &self.player
    }

    /// Everything that happened so far.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    pub(crate) fn world(&self) -> &World {
        self.player.timeline().world()
    }

    /// The service `web`.
    pub(crate) fn service(&self) -> &Service {
        let id = self.player.find_service(None, "web");
        let id = id.or_else(|_| self.player.find_service(Some("demo"), "web"));
        let service = self.world().service(id.expect("there is a service web"));
        service.expect("it exists")
    }

    /// What the service web does and waits for.
    pub(crate) fn outlook(&self) -> Outlook {
        self.world().outlook(self.service())
    }

    /// What the service web waits for.
    pub(crate) fn wait(&self) -> Option<Wait> {
        self.outlook().wait
    }

    /// A task by its group and place: `service:web/1`.
    pub(crate) fn task(&self, name: &str) -> &Task {
        let cluster = self.world().clusters().next().expect("there is a cluster");
        let id = self.player.find_task(Some(&cluster.name), name);
        let id = id.unwrap_or_else(|_| panic!("there is a task {name}"));
        self.world().task(id).expect("it is still described")
    }

    /// The n-th task ever of the service web, from 1.
    pub(crate) fn nth(&self, place: usize) -> &Task {
        self.task(&format!("service:web/{place}"))
    }

    /// What a task waits for.
    pub(crate) fn task_wait(&self, place: usize) -> Option<TaskWait> {
        self.world().task_wait(self.nth(place))
    }

    /// Tasks of the service web in a state.
    pub(crate) fn count(&self, status: TaskStatus) -> usize {
        self.revisions_in(status).len()
    }

    /// The revisions of the tasks of the service web in a state, sorted.
    pub(crate) fn revisions_in(&self, status: TaskStatus) -> Vec<u32> {
        let service = self.service().id;
        let tasks = self.world().tasks();
        let mut revisions: Vec<u32> = tasks
            .filter(|task| task.service() == Some(service) && task.last_status == status)
            .map(|task| task.definition.revision)
            .collect();
        revisions.sort_unstable();
        revisions
    }

    /// An instance of the first cluster by its place, from 1.
    pub(crate) fn instance(&self, place: usize) -> &Instance {
        let cluster = self.world().clusters().next().expect("there is a cluster");
        let name = format!("{}/{place}", cluster.name);
        let id = self.player.find_instance(Some(&cluster.name), &name);
        let id = id.unwrap_or_else(|_| panic!("there is an instance {name}"));
        self.world().instance(id).expect("it is there")
    }

    /// The only target group.
    pub(crate) fn target_group(&self) -> &TargetGroup {
        let group = self.world().target_groups().next();
        group.expect("there is a target group")
    }

    /// The only load balancer.
    pub(crate) fn load_balancer(&self) -> &LoadBalancer {
        let balancer = self.world().load_balancers().next();
        balancer.expect("there is a load balancer")
    }

    /// When exactly this was said, each time.
    pub(crate) fn times(&self, text: &str) -> Vec<Time> {
        let said = self.said.iter().filter(|(_, said)| said == text);
        said.map(|(at, _)| *at).collect()
    }

    /// When exactly this was said for the first time after an instant.
    #[track_caller]
    pub(crate) fn said_after(&self, after: Time, text: &str) -> Time {
        let found = self.times(text).into_iter().find(|at| *at >= after);
        found.unwrap_or_else(|| panic!("after {after} nothing says {text}: {:#?}", self.said))
    }

    /// When something happened for the first time after an instant.
    #[track_caller]
    pub(crate) fn when(&self, after: Time, mut is_it: impl FnMut(&EventKind) -> bool) -> Time {
        let mut events = self.events.iter();
        let found = events.find(|event| event.at >= after && is_it(&event.kind));
        found.expect("it happened").at
    }

    /// How often something happened.
    pub(crate) fn how_often(&self, mut is_it: impl FnMut(&EventKind) -> bool) -> usize {
        let events = self.events.iter();
        events.filter(|event| is_it(&event.kind)).count()
    }
}

/// When a task entered a state.
#[track_caller]
pub(crate) fn entered(task: &Task, status: TaskStatus) -> Time {
    let found = task.history.iter().find(|(entered, _)| *entered == status);
    let found =
        found.unwrap_or_else(|| panic!("{} was in {status:?}: {:?}", task.id, task.history));
    found.1
}

/// How long a task was in a state.
#[track_caller]
pub(crate) fn time_in(task: &Task, status: TaskStatus) -> Duration {
    let since = entered(task, status);
    let next = task.history.iter().find(|(_, at)| *at > since);
    next.expect("it left the state").1.since(since)
}

/// The stopCode and stoppedReason of a task, in AWS's words, ids being placeholders.
#[track_caller]
pub(crate) fn stop_of(task: &Task) -> (&'static str, String) {
    let (code, reason) = task.stop.as_ref().expect("it was told to stop");
    (code.name(), without_ids(&reason.to_string()))
}

fn template(world: &World, service: sim::ServiceId, message: &ServiceMessage) -> String {
    let name = world.service(service).map_or("", |service| &service.name);
    let group = message.target_group();
    let arn = group.map_or_else(String::new, |group| world.target_group_arn(group));
    without_ids(&message.text(name, &arn))
}

/// What stands for an id in the specification.
const PLACEHOLDERS: [(&str, &str); 7] = [
    ("(task ", "{id}"),
    ("(deployment ecs-svc/", "{id}"),
    ("(taskSet ecs-svc/", "{id}"),
    ("(target-group ", "{arn}"),
    ("(container-instance ", "{id}"),
    ("(instance ", "{id}"),
    ("rolling back to deployment ecs-svc/", "{id}"),
];

fn without_ids(text: &str) -> String {
    let mut text = text.to_owned();
    for (before, placeholder) in PLACEHOLDERS {
        let mut from = 0;
        while let Some(found) = text[from..].find(before) {
            let begin = from + found + before.len();
            let end = text[begin..]
                .find([')', '.'])
                .map_or(text.len(), |end| begin + end);
            text.replace_range(begin..end, placeholder);
            from = begin + placeholder.len();
        }
    }
    text
}
