//! What a world does with what comes in, as a table of functions: a program may begin with those that its first world
//! needs, and give the world the others when somebody acts.

mod opening;

use alloc::string::String;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::placement::{MemberOf, Request};
use crate::service::{Census, Plan};
use crate::traffic::{Batch, Sending};
use crate::{
    Activity, ClusterId, Command, Constraint, CreateService, DeploymentConfiguration, FailureCause,
    Instance, LoadBalancerId, Rejection, Response, Rule, SchedulingStrategy, Service, ServiceId,
    ServiceLoadBalancer, StartError, TargetGroupId, TaskDefinition, TaskId, Time, Violation, Wait,
    World,
};

type SharesOfEach = fn(&mut World, Batch, usize, u64) -> (Vec<u64>, u64);
type Retry = fn(&mut World, LoadBalancerId, Sending, FailureCause, u64);

/// What is missing around a task: by which rule, the kind of error, and its text.
type MissingResource = (Rule, StartError, String);

/// Functions through which a world reaches everything that the opening world does without. Whatever is added to the
/// core belongs behind one of them, so that no program that only opens has to hold it.
#[derive(Debug)]
pub struct Handlers {
    /// Does what a command asks.
    pub(crate) command: fn(&mut World, Command) -> Result<Response, Rejection>,
    /// Lets happen what is due.
    pub(crate) timer: fn(&mut World, Timer),
    /// What keeps a task definition from being registered.
    pub(crate) violations: fn(&TaskDefinition) -> Vec<Violation>,
    /// One pass of a scheduler that is not the rolling one of an ACTIVE REPLICA service.
    pub(crate) other_pass: fn(&mut World, ServiceId),
    /// What a DAEMON service does next.
    pub(crate) plan_daemon: fn(&World, &Service, &Census) -> Plan,
    /// Lets DAEMON services start their tasks before another service does.
    pub(crate) start_daemons_first: fn(&mut World, ClusterId),
    /// What of an instance is kept for DAEMON services.
    pub(crate) kept_for_daemons: fn(&World, &Request, &Instance) -> (u32, u32),
    /// Says which protected tasks hold a service up.
    pub(crate) note_protected: fn(&mut World, ServiceId, &Plan),
    /// Registers the tasks of a service that are in fewer target groups than they should be, and says what is missing.
    pub(crate) mend_targets: fn(&mut World, ServiceId),
    /// One step of rebalancing.
    pub(crate) rebalance: fn(&mut World, ServiceId),
    /// Looks whether the deployment of a service has failed, or is to be rolled back.
    pub(crate) watch_deployment: fn(&mut World, ServiceId),
    /// Whether the deployment of a service has succeeded before all of its tasks are healthy.
    pub(crate) succeeds_early: fn(&mut World, ServiceId) -> bool,
    /// A deployment has begun that may go through stages.
    pub(crate) begin_stages: fn(&mut World, ServiceId),
    /// What the task sets of a service do next, at most so many launches of them.
    pub(crate) plan_task_sets: fn(&World, &Service, u32) -> Plan,
    /// What a service with task sets does.
    pub(crate) task_set_activity: fn(&World, &Service) -> Activity,
    /// `CreateService` with another deployment controller than ECS.
    pub(crate) create_service_of_task_sets:
        fn(&mut World, CreateService) -> Result<Response, Rejection>,
    /// What a deployment that goes through stages, or a service with task sets, waits for.
    pub(crate) stage_wait: fn(&World, &Service) -> Option<Wait>,
    /// What is wrong with the load balancers of a service whose deployments go through stages.
    pub(crate) check_stages: fn(
        &World,
        &DeploymentConfiguration,
        &[ServiceLoadBalancer],
        SchedulingStrategy,
    ) -> Result<(), Rejection>,
    /// What is wrong with a `deploymentConfiguration`.
    pub(crate) check_deployment: fn(&DeploymentConfiguration) -> Result<(), Rejection>,
    /// Stops what a pass has found to stop.
    pub(crate) stop_tasks: fn(&mut World, ServiceId, &Plan, &Census),
    /// What is wrong with a task's surroundings before anything is pulled.
    pub(crate) initialize_resources: fn(&mut World, TaskId) -> Option<MissingResource>,
    /// Why the log of a container cannot be written.
    pub(crate) prepare_log: fn(&mut World, TaskId, usize) -> Option<String>,
    /// A task cannot start.
    pub(crate) fail_start: fn(&mut World, TaskId, Option<usize>, StartError, String),
    /// The constraints of a task definition, read.
    pub(crate) definition_constraints: fn(&TaskDefinition) -> Vec<Constraint>,
    /// Whether an instance matches the expression of a constraint.
    pub(crate) matches: fn(&World, &Instance, &MemberOf) -> bool,
    /// Routes requests that are not simply for one target group.
    pub(crate) route_by_listeners: fn(&mut World, LoadBalancerId, u64),
    /// Requests failed whose clients may try again.
    pub(crate) retry: Retry,
    /// A target ends the connections that clients keep to it.
    pub(crate) reset_flows: fn(&mut World, TargetGroupId, TaskId),
    /// How many requests each target gets where they do not simply take turns, and how far the turns went.
    pub(crate) shares_of_each: SharesOfEach,
    /// When the next requests arrive whose rate changes with time, and how many.
    pub(crate) next_shaped_arrival: fn(&World, LoadBalancerId) -> Option<(Time, u64)>,
    /// Keeps what a choice of placement was made from.
    pub(crate) bear_witness: fn(&mut World, &Request),
}

impl Handlers {
    /// Everything.
    pub const ALL: &'static Self = &Self {
        command: World::dispatch_command,
        timer: World::dispatch_timer,
        violations: crate::task_definition::violations,
        other_pass: World::on_other_pass,
        plan_daemon: World::plan_daemon,
        start_daemons_first: World::start_daemons_first,
        kept_for_daemons: World::kept_for_daemons,
        note_protected: World::note_protected,
        mend_targets: World::mend_targets,
        rebalance: World::rebalance,
        watch_deployment: World::watch_deployment,
        succeeds_early: World::succeeds_early,
        begin_stages: World::begin_stages,
        plan_task_sets: World::plan_task_sets,
        task_set_activity: World::task_set_activity,
        create_service_of_task_sets: World::create_service_of_task_sets,
        stage_wait: World::stage_wait,
        check_stages: World::check_stages,
        check_deployment: DeploymentConfiguration::check,
        stop_tasks: World::stop_tasks,
        initialize_resources: World::initialize_resources,
        prepare_log: World::prepare_log,
        fail_start: World::fail_start,
        definition_constraints: Constraint::of_definition,
        matches: MemberOf::matches,
        route_by_listeners: World::route_by_listeners,
        retry: World::retry,
        reset_flows: World::reset_flows,
        shares_of_each: World::shares_of_each,
        next_shaped_arrival: World::next_shaped_arrival,
        bear_witness: World::bear_witness,
    };
}
