//! A service of two tasks behind two target groups that take turns.

use sim::{
    AdvancedConfiguration, BalancingCommand, Command, CreateTargetGroup,
    DeploymentConfigurationInput, DeploymentLifecycleHook, DeploymentStrategy, Duration, EventKind,
    EventSequence, ForwardAction, HookCommand, HookTargetType, HookTimeoutAction, LifecycleStage,
    ListenerAction, ListenerRuleId, LoadBalancerInput, LoadBalancerProtocol, NewListener, Response,
    ShiftedTraffic, TargetGroupId, TargetGroupTuple, TargetType, TaskDefinition, TaskId,
    TaskStatus, Time, UpdateService, Wait,
};

use crate::support::{Setup, Stage, accept, definition};

pub(super) const BLUE_GREEN: DeploymentStrategy = DeploymentStrategy::BlueGreen;

pub(super) const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

pub(super) const fn canary(tenths: u32, bake_minutes: u64) -> DeploymentStrategy {
    DeploymentStrategy::Canary {
        canary_percent_tenths: tenths,
        canary_bake_time: minutes(bake_minutes),
    }
}

pub(super) const fn linear(tenths: u32, bake_minutes: u64) -> DeploymentStrategy {
    DeploymentStrategy::Linear {
        step_percent_tenths: tenths,
        step_bake_time: minutes(bake_minutes),
    }
}

pub(super) fn configuration(
    strategy: DeploymentStrategy,
    bake_minutes: u64,
    hooks: Vec<DeploymentLifecycleHook>,
) -> DeploymentConfigurationInput {
    DeploymentConfigurationInput {
        strategy: Some(strategy),
        bake_time: Some(minutes(bake_minutes)),
        lifecycle_hooks: Some(hooks),
        ..DeploymentConfigurationInput::NONE
    }
}

/// A hook that a person ends.
pub(super) fn pause(stages: &[LifecycleStage]) -> DeploymentLifecycleHook {
    DeploymentLifecycleHook {
        hook_target_arn: None,
        target_type: HookTargetType::Pause,
        lifecycle_stages: stages.to_vec(),
        timeout: minutes(1_440),
        timeout_action: HookTimeoutAction::Rollback,
    }
}

/// A hook that asks the function of this name.
pub(super) fn function(arn: &str, stages: &[LifecycleStage]) -> DeploymentLifecycleHook {
    DeploymentLifecycleHook {
        hook_target_arn: Some(arn.to_owned()),
        target_type: HookTargetType::Lambda,
        ..pause(stages)
    }
}

pub(super) struct Garden {
    pub(super) stage: Stage,
    pub(super) groups: [TargetGroupId; 2],
    production: ListenerRuleId,
    test: ListenerRuleId,
    image: u32,
}

impl Garden {
    /// The service is steady with revision 1; all traffic goes to the first target group.
    pub(super) fn planted() -> Self {
        Self::with(Setup {
            delay_seconds: 10,
            ..Setup::default()
        })
    }

    pub(super) fn with(setup: Setup) -> Self {
        let mut stage = setup.build();
        let one = stage.target_group.expect("it is balanced");
        let input = CreateTargetGroup::of("web-two", TargetType::Ip);
        let Response::TargetGroup(two) = accept(&mut stage.timeline, input.into()) else {
            panic!("CreateTargetGroup answers with a target group");
        };
        accept(
            &mut stage.timeline,
            BalancingCommand::ModifyTargetGroupAttributes {
                target_group: two,
                attributes: vec![(
                    "deregistration_delay.timeout_seconds".to_owned(),
                    "10".to_owned(),
                )],
            }
            .into(),
        );
        let balancer = stage.load_balancer.expect("it is balanced");
        let both = forward(&[(one, 1), (two, 0)]);
        let listener = stage.timeline.world().load_balancer(balancer);
        let listener = &listener.expect("it exists").listeners[0];
        let (listener, production) = (listener.id, listener.default_rule);
        let modify = BalancingCommand::ModifyListener {
            listener,
            port: None,
            protocol: None,
            default_action: Some(both.clone()),
        };
        accept(&mut stage.timeline, modify.into());
        let create = BalancingCommand::CreateListener {
            load_balancer: balancer,
            listener: NewListener {
                port: 8_080,
                protocol: LoadBalancerProtocol::Http,
                default_action: both,
            },
        };
        accept(&mut stage.timeline, create.into());
        let world = stage.timeline.world();
        let listeners = &world.load_balancer(balancer).expect("it exists").listeners;
        let test = listeners.last().expect("it was made").default_rule;
        let mut garden = Self {
            stage,
            groups: [one, two],
            production,
            test,
            image: 1,
        };
        let update = UpdateService {
            load_balancers: Some(vec![garden.attached(Some(garden.advanced()))]),
            ..UpdateService::of(garden.stage.service)
        };
        garden.update(update);
        garden.stage.settle();
        garden
    }

    pub(super) fn advanced(&self) -> AdvancedConfiguration {
        AdvancedConfiguration {
            alternate_target_group: self.groups[1],
            production_listener_rule: self.production,
            test_listener_rule: Some(self.test),
            role_arn: "arn:aws:iam::111122223333:role/ecsInfrastructureRole".to_owned(),
        }
    }

    pub(super) fn attached(
        &self,
        advanced_configuration: Option<AdvancedConfiguration>,
    ) -> LoadBalancerInput {
        LoadBalancerInput {
            target_group: self.groups[0],
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration,
        }
    }

    pub(super) fn update(&mut self, update: UpdateService) {
        accept(
            &mut self.stage.timeline,
            Command::UpdateService(Box::new(update)),
        );
    }

    /// Deploys the next image by this strategy.
    pub(super) fn deploy(
        &mut self,
        strategy: DeploymentStrategy,
        bake_minutes: u64,
        hooks: Vec<DeploymentLifecycleHook>,
    ) {
        self.image += 1;
        let next = definition(&format!("shop/web:{}", self.image));
        self.deploy_definition(next, configuration(strategy, bake_minutes, hooks));
    }

    pub(super) fn deploy_definition(
        &mut self,
        definition: TaskDefinition,
        configuration: DeploymentConfigurationInput,
    ) {
        accept(
            &mut self.stage.timeline,
            Command::RegisterTaskDefinition(Box::new(definition)),
        );
        self.update(UpdateService {
            task_definition: Some("web".to_owned()),
            deployment_configuration: configuration,
            ..UpdateService::of(self.stage.service)
        });
    }

    pub(super) fn scale_to(&mut self, desired_count: u32) {
        self.update(UpdateService {
            desired_count: Some(desired_count),
            ..UpdateService::of(self.stage.service)
        });
    }

    pub(super) fn hook(&mut self, command: HookCommand) {
        accept(&mut self.stage.timeline, Command::Hook(command));
    }

    /// Plays until the deployment has come to a stage.
    pub(super) fn go_to_stage(&mut self, stage: LifecycleStage) {
        let limit = self.stage.now() + minutes(60);
        while self.stage.service().lifecycle_stage() != Some(stage) {
            assert!(self.stage.now() < limit, "it comes to {}", stage.name());
            self.stage.pass(Duration::from_secs(1));
        }
    }

    pub(super) fn wait(&self) -> Option<Wait> {
        self.stage
            .timeline
            .world()
            .outlook(self.stage.service())
            .wait
    }

    pub(super) fn group_in_use(&self) -> TargetGroupId {
        self.stage.service().primary().load_balancers[0].target_group
    }

    /// The stages that the deployments came to from an event on.
    pub(super) fn stages(&self, from: EventSequence) -> Vec<&'static str> {
        let events = self.stage.timeline.events_since(from);
        let stages = events.iter().filter_map(|event| match event.kind {
            EventKind::LifecycleStageChanged { stage, .. } => Some(stage.name()),
            _ => None,
        });
        stages.collect()
    }

    /// The statuses of hooks from an event on, with their times.
    pub(super) fn hooks(&self, from: EventSequence) -> Vec<(Time, u32, &'static str)> {
        let events = self.stage.timeline.events_since(from);
        let hooks = events.iter().filter_map(|event| match event.kind {
            EventKind::LifecycleHookChanged {
                hook_id, status, ..
            } => Some((event.at, hook_id, status.name())),
            _ => None,
        });
        hooks.collect()
    }

    pub(super) fn statuses(&self, from: EventSequence) -> Vec<&'static str> {
        let events = self.stage.timeline.events_since(from);
        let statuses = events.iter().filter_map(|event| match event.kind {
            EventKind::ServiceDeploymentChanged { status, .. } => Some(status.name()),
            _ => None,
        });
        statuses.collect()
    }

    /// When a deployment came to a stage, the first time from an event on.
    pub(super) fn time_of(&self, from: EventSequence, wanted: LifecycleStage) -> Time {
        let events = self.stage.timeline.events_since(from);
        let found = events.iter().find(|event| {
            matches!(event.kind, EventKind::LifecycleStageChanged { stage, .. } if stage == wanted)
        });
        found
            .unwrap_or_else(|| panic!("it came to {}", wanted.name()))
            .at
    }

    /// When production traffic was shifted, and what green had then, in percent.
    pub(super) fn shifts(&self, from: EventSequence) -> Vec<(Time, u32)> {
        let events = self.stage.timeline.events_since(from);
        let shifts = events.iter().filter_map(|event| match event.kind {
            EventKind::TrafficShifted {
                traffic: ShiftedTraffic::Production,
                green_tenths,
                ..
            } if green_tenths > 0 => Some((event.at, green_tenths / 10)),
            _ => None,
        });
        shifts.collect()
    }

    pub(super) fn forward(&self) -> ForwardAction {
        action(self.stage.timeline.world(), self.production)
    }

    /// The weights of the two target groups in production.
    pub(super) fn production(&self) -> [(usize, u32); 2] {
        weights(&self.forward(), self.groups)
    }

    /// The weights of the two target groups for test traffic.
    pub(super) fn test(&self) -> [(usize, u32); 2] {
        weights(&action(self.stage.timeline.world(), self.test), self.groups)
    }

    /// `requestedTaskCount` of the revisions of its deployments, the PRIMARY one first.
    pub(super) fn requested(&self) -> Vec<u32> {
        let service = self.stage.service();
        let world = self.stage.timeline.world();
        let deployments = service.deployments.iter();
        deployments
            .map(|deployment| {
                world
                    .revision_counts(service, deployment.revision.id)
                    .requested
            })
            .collect()
    }

    pub(super) fn running(&self) -> Vec<TaskId> {
        let running = self.stage.tasks_in(TaskStatus::Running);
        running.iter().map(|task| task.id).collect()
    }

    /// The running tasks of a revision of the task definition.
    pub(super) fn of_revision(&self, revision: u32) -> Vec<TaskId> {
        let running = self.stage.tasks_in(TaskStatus::Running);
        let of_it = running
            .iter()
            .filter(|task| task.definition.revision == revision);
        of_it.map(|task| task.id).collect()
    }

    /// `statusReason` of the latest service deployment.
    pub(super) fn reason(&self) -> String {
        let latest = self.stage.service().service_deployment();
        let reason = latest.status_reason.as_ref();
        reason.map_or_else(String::new, sim::StatusReason::text)
    }
}

fn forward(groups: &[(TargetGroupId, u32)]) -> ListenerAction {
    let groups = groups.iter();
    ListenerAction::Forward(ForwardAction {
        target_groups: groups
            .map(|(target_group, weight)| TargetGroupTuple {
                target_group: *target_group,
                weight: *weight,
            })
            .collect(),
        stickiness: None,
    })
}

fn action(world: &sim::World, rule: ListenerRuleId) -> ForwardAction {
    let balancers = world.load_balancers();
    let mut listeners = balancers.flat_map(|balancer| &balancer.listeners);
    let found = listeners.find_map(|listener| listener.action_of(rule));
    match found.expect("the rule exists") {
        ListenerAction::Forward(forward) => forward.clone(),
        other => panic!("the rule forwards: {other:?}"),
    }
}

fn weights(forward: &ForwardAction, groups: [TargetGroupId; 2]) -> [(usize, u32); 2] {
    let weight = |place: usize| {
        let mut tuples = forward.target_groups.iter();
        let found = tuples.find(|tuple| tuple.target_group == groups[place]);
        (place, found.expect("the rule names both").weight)
    };
    [weight(0), weight(1)]
}
