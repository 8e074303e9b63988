//! The part of the table that the opening world needs: its commands, and what happens until somebody acts.

use alloc::vec::Vec;

use super::Handlers;
use crate::agenda::Timer;
use crate::{Command, Rejection, Response, World};

/// The opening world has no occasion for this: a test plays it with both tables.
const NOT_YET: &str = "only a world that somebody has acted on needs this";

impl Handlers {
    /// What the opening world needs until a person acts. Where it asks for troubles, there are none: its definitions
    /// and its account are sound.
    pub const OPENING: &'static Self = &Self {
        command: World::dispatch_opening_command,
        timer: World::dispatch_opening_timer,
        violations: |_| Vec::new(),
        other_pass: |_, _| unreachable!("{NOT_YET}"),
        plan_daemon: |_, _, _| unreachable!("{NOT_YET}"),
        start_daemons_first: |_, _| unreachable!("{NOT_YET}"),
        kept_for_daemons: |_, _, _| unreachable!("{NOT_YET}"),
        note_protected: |_, _, _| unreachable!("{NOT_YET}"),
        mend_targets: |_, _| unreachable!("{NOT_YET}"),
        rebalance: |_, _| (),
        watch_deployment: |_, _| {},
        succeeds_early: |_, _| false,
        begin_stages: |_, _| {},
        plan_task_sets: |_, _, _| unreachable!("{NOT_YET}"),
        task_set_activity: |_, _| unreachable!("{NOT_YET}"),
        create_service_of_task_sets: |_, _| unreachable!("{NOT_YET}"),
        stage_wait: |_, _| None,
        check_stages: |_, _, _, _| Ok(()),
        check_deployment: |_| Ok(()),
        stop_tasks: |_, _, _, _| unreachable!("{NOT_YET}"),
        initialize_resources: |_, _| None,
        prepare_log: |_, _, _| None,
        fail_start: |_, _, _, _, _| unreachable!("{NOT_YET}"),
        definition_constraints: |_| Vec::new(),
        matches: |_, _, _| unreachable!("{NOT_YET}"),
        route_by_listeners: |_, _, _| unreachable!("{NOT_YET}"),
        retry: |_, _, _, _, _| unreachable!("{NOT_YET}"),
        reset_flows: |_, _, _| {},
        shares_of_each: |_, _, _, _| unreachable!("{NOT_YET}"),
        next_shaped_arrival: |_, _| unreachable!("{NOT_YET}"),
        bear_witness: |_, _| unreachable!("{NOT_YET}"),
    };
}

impl World {
    /// The commands that make the opening world.
    pub(crate) fn dispatch_opening_command(
        &mut self,
        command: Command,
    ) -> Result<Response, Rejection> {
        match command {
            Command::CreateCluster { name } => self.create_cluster(name),
            Command::LaunchInstance(input) => self.launch_instance(*input),
            Command::CreateTargetGroup(input) => self.create_target_group(*input),
            Command::CreateLoadBalancer(input) => self.create_load_balancer(*input),
            Command::RegisterTaskDefinition(definition) => {
                self.register_task_definition(*definition)
            }
            Command::CreateService(input) => self.create_service(*input),
            Command::SetTraffic {
                load_balancer,
                requests_per_second,
            } => self.set_traffic(load_balancer, requests_per_second),
            _ => unreachable!("{NOT_YET}"),
        }
    }

    /// The timers of tasks that start and stay, of their service, and of requests.
    pub(crate) fn dispatch_opening_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Answers(group) => self.on_answers(group),
            Timer::Arrivals(load_balancer) => self.on_arrivals(load_balancer),
            Timer::Provisioned(task) => self.on_provisioned(task),
            Timer::AgentAccepts(task) => self.on_agent_accepts(task),
            Timer::Pulled(task, container) => self.on_pulled(task, container),
            Timer::Started(task, container) => self.on_started(task, container),
            Timer::Activated(task) => self.on_activated(task),
            Timer::TargetHealth(group, task) => self.on_target_health(group, task),
            Timer::SaySteady(service) => self.on_say_steady(service),
            Timer::ServicePass(service) => self.on_service_pass(service),
            _ => unreachable!("{NOT_YET}"),
        }
    }
}
