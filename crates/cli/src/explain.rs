//! `explain`: why a task is where it is, what a service waits for, and by which rules.

use playground::Player;
use sim::{
    DeploymentId, EventKind, EventSequence, InstanceId, RuleSet, Service, Task, TaskId, Time,
    Timeline, Verdict, Wait, World,
};
use words::{ExplanationText, Language};

use crate::console::{Console, Exit, Failure};
use crate::ledger;
use crate::play::{self, PlayOptions};

/// What `explain` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ExplainOptions {
    /// The script.
    pub(crate) play: PlayOptions,
    /// The instant; absent is the end of the script.
    pub(crate) at: Option<Time>,
    /// The cluster in which names are looked up.
    pub(crate) cluster: Option<String>,
    /// What is explained.
    pub(crate) subject: Subject,
    /// Of the explanation.
    pub(crate) language: Language,
}

/// What is explained.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A task.
    Task(String),
    /// A service.
    Service(String),
    /// Every service.
    Services,
    /// Where the time of the latest deployment of a service went.
    Deployment(String),
}

/// Plays a script up to an instant and explains.
pub(crate) fn explain(
    options: &ExplainOptions,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let mut player = play::load(&options.play, console)?;
    let at = options.at.unwrap_or(player.until());
    play::play_silently(&mut player, at, console)?;
    let cluster = options.cluster.as_deref();
    let mut explanation = Explanation {
        timeline: player.timeline(),
        language: options.language,
        lines: Vec::new(),
        rules: RuleSet::EMPTY,
    };
    match &options.subject {
        Subject::Task(name) => {
            let id = player.find_task(cluster, name).map_err(refused)?;
            let task = player.timeline().world().task(id);
            explanation.task(task.ok_or_else(|| unknown("task", name))?);
        }
        Subject::Service(name) => {
            let id = player.find_service(cluster, name).map_err(refused)?;
            let service = player.timeline().world().service(id);
            explanation.service(service.ok_or_else(|| unknown("service", name))?);
        }
        Subject::Services => explanation.services(&player),
        Subject::Deployment(name) => {
            let id = player.find_service(cluster, name).map_err(refused)?;
            let service = player.timeline().world().service(id);
            explanation.deployment(service.ok_or_else(|| unknown("service", name))?);
        }
    }
    let text = explanation.into_text();
    console.print(&text)
}

fn refused(rejection: sim::Rejection) -> Failure {
    Failure::invalid(rejection.message)
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::invalid(format!("At this time there is no {what} `{name}`."))
}

/// An explanation that is being written.
struct Explanation<'a> {
    timeline: &'a Timeline,
    language: Language,
    lines: Vec<String>,
    rules: RuleSet,
}

impl<'a> Explanation<'a> {
    const fn world(&self) -> &'a World {
        self.timeline.world()
    }

    fn say(&self, text: &ExplanationText) -> String {
        text.say(self.language)
    }

    fn line(&mut self, text: &ExplanationText) {
        let line = self.say(text);
        self.lines.push(line);
    }

    /// How a task came to be where it is, and how it is.
    fn task(&mut self, task: &Task) {
        let world = self.world();
        let place = task.instance.map_or_else(
            || world.zone_name(task.zone),
            |instance| instance.ec2().to_string(),
        );
        let now = self.say(&ExplanationText::At {
            time: world.now().to_string(),
        });
        self.lines.push(format!(
            "{} {} {now}: lastStatus {}, desiredStatus {}",
            task.id,
            task.definition,
            task.last_status.name(),
            task.desired_status.name()
        ));
        self.line(&ExplanationText::Created {
            time: task.created_at().to_string(),
            place,
        });
        for (status, at) in &task.history {
            self.lines.push(format!("  {at}  {}", status.name()));
        }
        self.lines
            .extend(words::task_wait(self.language, world, task));
        if let Some((code, reason)) = &task.stop {
            self.line(&ExplanationText::Stop {
                code: code.name().to_owned(),
                reason: reason.to_string(),
            });
        }
        self.causes(task);
        self.rules_of(task.id);
        self.placement(task);
        if let Some(service) = task.service().and_then(|id| world.service(id)) {
            self.headline(service);
        }
    }

    /// The chain of causes behind the end of a task.
    fn causes(&mut self, task: &Task) {
        let Some(causes) = self.timeline.why_stopped(task.id) else {
            return;
        };
        self.line(&ExplanationText::Causes);
        for line in words::cause_lines(self.language, self.world(), task.id, &causes) {
            self.lines.push(format!("  {line}"));
        }
        self.rules.unite(causes.rules);
    }

    /// The rules of everything that happened to a task.
    fn rules_of(&mut self, id: TaskId) {
        for event in self.timeline.events_since(EventSequence(0)) {
            if event.kind.task() == Some(id) {
                self.rules.unite(event.rules);
            }
        }
    }

    /// Why a task was placed where it is.
    fn placement(&mut self, task: &Task) {
        let Some(why) = self.timeline.why_here(task.id) else {
            self.line(&ExplanationText::Forgotten);
            return;
        };
        self.line(&ExplanationText::Placed {
            time: task.created_at().to_string(),
        });
        self.decision(&why.world, &why.explanation);
    }

    /// A decision of placement, step by step, and what became of each candidate, the best first.
    fn decision(&mut self, world: &World, explanation: &sim::Explanation) {
        if explanation.candidates.is_empty() && explanation.zones.is_empty() {
            self.line(&ExplanationText::NoInstances);
            return;
        }
        self.zones(world, explanation);
        for level in &explanation.funnel {
            let step = words::funnel_line(self.language, explanation, level);
            self.lines.push(format!("  {step}"));
            self.rules.unite(level.rules);
            if level.remaining == 0 {
                break;
            }
        }
        for (index, (id, _)) in explanation.ranking().into_iter().enumerate() {
            let rank = self.say(&ExplanationText::Rank { rank: index + 1 });
            let is_taken = explanation
                .place
                .is_some_and(|place| place.instance == Some(id));
            let taken = is_taken.then(|| self.say(&ExplanationText::Taken));
            let texts: Vec<String> = std::iter::once(rank).chain(taken).collect();
            self.candidate(world, id, &texts.join(", "));
        }
        for candidate in &explanation.candidates {
            if let Verdict::Lacks(lacks, failed) = &candidate.verdict {
                let lines = lacks
                    .iter()
                    .map(|lack| words::lack_line(self.language, explanation, *lack, failed));
                let lines: Vec<String> = lines.collect();
                self.candidate(world, candidate.instance, &lines.join("; "));
            }
        }
    }

    /// The zones that Fargate chose among.
    fn zones(&mut self, world: &World, explanation: &sim::Explanation) {
        if explanation.zones.is_empty() {
            return;
        }
        self.line(&ExplanationText::OnFargate);
        self.rules.insert(sim::Rule::FargateZoneBalance);
        for zone in &explanation.zones {
            let text = self.say(&ExplanationText::FargateZone {
                zone: world.zone_name(zone.zone),
                count: zone.task_count,
            });
            let is_taken = explanation
                .place
                .is_some_and(|place| place.zone == zone.zone);
            let taken = self.say(&ExplanationText::Taken);
            let end = if is_taken {
                format!(", {taken}")
            } else {
                String::new()
            };
            self.lines.push(format!("  {text}{end}"));
        }
    }

    /// One instance and what it is to the task.
    fn candidate(&mut self, world: &World, id: InstanceId, text: &str) {
        let about = world.instance(id).map_or_else(String::new, |instance| {
            format!(
                " {} {}",
                instance.instance_type.name,
                world.zone_name(instance.zone)
            )
        });
        self.lines.push(format!("  {}{about}: {text}", id.ec2()));
    }

    /// What a service does and waits for.
    fn service(&mut self, service: &Service) {
        let world = self.world();
        self.headline(service);
        for event in self.timeline.events_since(EventSequence(0)) {
            let is_of_service = matches!(
                event.kind,
                EventKind::ServiceSaid { service: id, .. } | EventKind::DeploymentChanged { service: id, .. }
                    if id == service.id
            );
            if is_of_service {
                self.rules.unite(event.rules);
            }
        }
        let wait = world.outlook(service).wait;
        let lifts = wait.map(|wait| world.lifts(service, wait));
        let lines = words::lift_lines(self.language, &lifts.unwrap_or_default());
        self.lines.extend(lines);
        if !matches!(wait, Some(Wait::Capacity(_))) {
            return;
        }
        if let Some(request) = world.next_request(service.id) {
            self.line(&ExplanationText::Unplaced {
                definition: request.definition.to_string(),
            });
            let explanation = sim::explain(world, &request);
            self.decision(world, &explanation);
            let changes = sim::smallest_changes(world, &request);
            if !changes.is_empty() {
                self.line(&ExplanationText::Changes);
            }
            for change in &changes {
                let line = words::change_line(self.language, world, &explanation, change);
                self.lines.push(format!("  {line}"));
            }
        }
    }

    /// Where the time of the latest deployment of a service went.
    fn deployment(&mut self, service: &Service) {
        let Some(deployment) = service.leading_deployment() else {
            return;
        };
        self.lines.push(format!(
            "{} {}: {}",
            deployment.id,
            deployment.definition,
            deployment.rollout_state.name()
        ));
        match self.timeline.time_bill(deployment.id) {
            Some(bill) => {
                self.lines.extend(words::bill_lines(self.language, &bill));
                self.savings(deployment.id);
            }
            None => self.line(&ExplanationText::NoBill),
        }
    }

    /// Which settings would have made a deployment shorter.
    fn savings(&mut self, deployment: DeploymentId) {
        let Some(mut savings) = self.timeline.savings(deployment) else {
            return;
        };
        while !savings.advance(u64::MAX) {}
        let lines = words::saving_lines(self.language, savings.best());
        self.lines.extend(lines);
    }

    /// Every service, the oldest first.
    fn services(&mut self, player: &Player) {
        let world = player.timeline().world();
        let mut services: Vec<&Service> = world.services().collect();
        services.sort_by_key(|service| (service.created_at, service.id));
        for service in services {
            self.service(service);
        }
    }

    fn headline(&mut self, service: &Service) {
        let name = self.say(&ExplanationText::Service {
            name: service.name.clone(),
        });
        let (title, sentence) = words::headline(self.language, self.world(), service);
        self.lines
            .push(format!("{name}: {title}. {sentence}").trim_end().to_owned());
    }

    fn into_text(mut self) -> String {
        if !self.rules.is_empty() {
            self.line(&ExplanationText::Rules);
            for rule in self.rules.iter() {
                self.lines.push(format!("  {}", ledger::line(rule)));
            }
            let count = self.rules.assumptions().count();
            if count > 0 {
                self.line(&ExplanationText::Assumed { count });
            }
        }
        self.lines.push(String::new());
        self.lines.join("\n")
    }
}
