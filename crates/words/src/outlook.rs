//! What a service is doing and what it waits for, in two sentences.

mod english;
mod korean;
mod opening;
mod stages;

pub use opening::opening_headline;

use sim::{
    Activity, ContainerStage, Failing, HookTimeoutAction, Outlook, RolloutState, Service,
    StageWait, TargetGroup, Task, TaskDefinitionRevision, TaskId, Time, Timer, Wait, World,
};

use crate::{Language, clock, stage};

/// The title of the picture, and the sentence under it that says what is happening and what it waits for.
pub fn headline(language: Language, world: &World, service: &Service) -> (String, String) {
    let outlook = world.outlook(service);
    let facts = Facts {
        language,
        world,
        service,
        outlook: &outlook,
    };
    match language {
        Language::English => (english::title(&facts), english::sentence(&facts)),
        Language::Korean => (korean::title(&facts), korean::sentence(&facts)),
    }
}

/// What the sentences are made of.
struct Facts<'a> {
    language: Language,
    world: &'a World,
    service: &'a Service,
    outlook: &'a Outlook,
}

impl Facts<'_> {
    const fn activity(&self) -> &Activity {
        &self.outlook.activity
    }

    const fn wait(&self) -> Option<Wait> {
        self.outlook.wait
    }

    /// The first characters of a task's id.
    fn short(&self, task: TaskId) -> String {
        let mut id = task.to_string();
        id.truncate(TaskId::SHORT_LENGTH);
        id
    }

    fn task(&self, task: TaskId) -> Option<&Task> {
        self.world.task(task)
    }

    /// `HH:MM:SS` of the simulated wall clock, and the day if it is another one.
    fn clock(&self, at: Time) -> String {
        clock(self.language, self.world.start(), self.world.now(), at)
    }

    /// Whether a person must do something, so that this is said first.
    const fn is_up_to_a_person(&self) -> bool {
        matches!(
            self.outlook.wait,
            Some(Wait::Stuck | Wait::Stage(_, StageWait::Pause { .. }))
        )
    }

    /// What the service has returned from since its latest deployment failed, and why.
    fn rolled_back(&self) -> Option<(&TaskDefinitionRevision, Failing)> {
        if self.service.has_task_sets() {
            return None;
        }
        let primary = self.service.primary();
        let has_returned = primary.rollout_state == RolloutState::Completed;
        let failing = primary.failing.filter(|_| has_returned)?;
        let failed = &self.service.service_deployment().target_revision;
        Some((&failed.definition, failing))
    }

    /// Failed tasks that the circuit breaker of the latest deployment has counted, and how many trip it.
    fn breaker(&self) -> (u32, u32) {
        let breaker = self.service.service_deployment().circuit_breaker;
        (breaker.failure_count, breaker.threshold)
    }

    /// Healthy tasks that are still missing.
    const fn missing_count(&self) -> u32 {
        self.outlook
            .desired_count
            .saturating_sub(self.outlook.healthy_count)
    }

    /// Whether the pause of a hook ends with a rollback when nobody ends it.
    fn pause_rolls_back(&self, hook: u32) -> bool {
        let latest = self.service.service_deployment();
        let mut details = latest.lifecycle_hook_details.iter().rev();
        let detail = details.find(|detail| detail.hook_id == hook && !detail.is_done());
        detail.is_some_and(|detail| detail.timeout_action == HookTimeoutAction::Rollback)
    }

    /// The revision of the PRIMARY deployment.
    fn primary(&self) -> String {
        self.service.primary().definition.to_string()
    }

    /// How a task ended, if its exit code alone does not say it.
    fn outcome(&self, task: TaskId) -> Option<String> {
        let task = self.task(task)?;
        let outcome = task.told_to_end().or_else(|| task.killed_by())?;
        Some(stage::outcome(self.language, outcome))
    }

    /// The exit code of a task that tells most, if it has one.
    fn exit_code(&self, task: TaskId) -> Option<u8> {
        self.task(task)?.worst_exit().map(|(_, code)| code)
    }

    /// Whole seconds until an instant, rounded up.
    fn seconds_until(&self, at: Time) -> u64 {
        at.since(self.world.now()).as_millis().div_ceil(1_000)
    }

    /// When the last of a task's processes that got SIGTERM will be killed.
    fn killed_at(&self, task: TaskId) -> Option<Time> {
        let containers = &self.task(task)?.containers;
        containers
            .iter()
            .enumerate()
            .filter(|(_, container)| matches!(container.stage, ContainerStage::Stopping { .. }))
            .filter_map(|(index, _)| self.world.due_at(Timer::StopTimeout(task, index)))
            .max()
    }

    /// The target group in which a task is registered.
    fn target_group(&self, task: TaskId) -> Option<&TargetGroup> {
        self.world
            .target_groups()
            .find(|group| group.targets.contains_key(&task))
    }

    /// Health checks that a task's target has passed, and how many it needs.
    fn checks(&self, task: TaskId) -> Option<(u32, u32)> {
        self.target_group(task)?
            .checks_passed(task, self.world.now())
    }

    /// Whether a leaving task is what keeps new ones from starting.
    fn is_in_the_way(&self, task: TaskId, blocks_start: bool) -> bool {
        let census = self.world.census(self.service);
        let is_capped = |leaving: &&sim::TaskStanding| leaving.task == task && leaving.is_capped;
        blocks_start && census.tasks.iter().any(|task| is_capped(&task))
    }

    /// Whether tasks that come up, and not those that leave, keep new ones from starting.
    fn is_full_of_rising(&self, task: TaskId, blocks_start: bool) -> bool {
        let census = self.world.census(self.service);
        let rising = census.count(|task| task.is_active && !task.is_healthy);
        blocks_start && rising > 0 && !self.is_in_the_way(task, blocks_start)
    }

    /// How many tasks the next look of the scheduler would start and stop.
    fn plan(&self) -> (u32, usize) {
        let service = self.service;
        let census = self.world.census(service);
        let plan = self.world.plan(service, &census, u32::MAX);
        (
            plan.start_count,
            plan.stop.len() + plan.stop_unhealthy.len(),
        )
    }

    /// The upper bound of the tasks that run.
    const fn upper(&self) -> u32 {
        self.service.bounds().upper
    }

    /// The EC2 id of the instance of a task, as far as pictures show it.
    fn instance(&self, task: TaskId) -> String {
        let instance = self.task(task).and_then(|task| task.instance);
        let mut id = instance.map_or_else(String::new, |instance| instance.ec2().to_string());
        id.truncate(6);
        id + "…"
    }

    /// CPU units and MiB of memory that a task of the PRIMARY deployment needs.
    fn needs(&self) -> (u32, u32) {
        let leading = self.service.leading_deployment();
        leading.map_or((0, 0), |leading| {
            let definition = &leading.definition.definition;
            (
                definition.reserved_cpu_units(),
                definition.reserved_memory_mib(),
            )
        })
    }
}
