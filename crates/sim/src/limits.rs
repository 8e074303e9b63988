//! Every bound on what a command can make grow: AWS's quotas, and ours where AWS has none.

use crate::Duration;

/// Container instances in one cluster. AWS's quota.
pub const INSTANCES_PER_CLUSTER_MAX: usize = 5_000;
/// `desiredCount` of one service. AWS's quota.
pub const DESIRED_COUNT_MAX: u32 = 5_000;
/// Target groups of one service. AWS's quota.
pub const TARGET_GROUPS_PER_SERVICE_MAX: usize = 5;
/// Task sets of one service, DRAINING ones included. Ours.
pub const TASK_SETS_MAX: usize = 10;
/// Characters of `externalId`. Ours.
pub const EXTERNAL_ID_LENGTH_MAX: usize = 255;
/// Service events kept. AWS's quota.
pub const SERVICE_EVENTS_MAX: usize = 100;
/// Tasks that one service may launch in a minute. AWS's quota.
pub const LAUNCHES_PER_MINUTE_MAX: u32 = 500;
/// Attempts to resolve the digests of a service revision until they are given up. AWS's.
pub const DIGEST_ATTEMPTS_MAX: u32 = 3;
/// Highest `maximumPercent`. Ours: AWS names none.
pub const MAXIMUM_PERCENT_MAX: u32 = 1_000;
/// Highest `healthCheckGracePeriodSeconds`.
pub const GRACE_PERIOD_SECONDS_MAX: u64 = 2_147_483_647;
/// Clusters of one world. Ours.
pub const CLUSTERS_MAX: usize = 20;
/// Services of one world, deleted ones included. Ours.
pub const SERVICES_MAX: usize = 1_000;
/// Load balancers of one world, and target groups of one world. Ours.
pub const LOAD_BALANCERS_MAX: usize = 100;
/// Task definition revisions ever registered in one world. Ours.
pub const REVISIONS_MAX: usize = 10_000;
/// Task definitions in one `DeleteTaskDefinitions`. AWS's quota.
pub const TASK_DEFINITIONS_PER_DELETE_MAX: usize = 10;
/// Container instances in one `UpdateContainerInstancesState`. AWS's quota.
pub const INSTANCES_PER_UPDATE_MAX: usize = 10;
/// `count` of `RunTask`. AWS's quota.
pub const RUN_TASK_COUNT_MAX: u32 = 10;
/// Container instances in one `StartTask`. AWS's quota.
pub const START_TASK_INSTANCES_MAX: usize = 10;
/// Characters of `clientToken`. AWS's quota.
pub const CLIENT_TOKEN_LENGTH_MAX: usize = 64;
/// Characters of `startedBy`. AWS's quota.
pub const STARTED_BY_LENGTH_MAX: usize = 128;
/// Characters of `group`. AWS's quota.
pub const GROUP_LENGTH_MAX: usize = 255;
/// Characters of the `overrides` of one task. AWS's quota.
pub const OVERRIDES_LENGTH_MAX: usize = 8_192;
/// Tasks in one `UpdateTaskProtection` or `GetTaskProtection`. AWS's quota.
pub const PROTECTED_TASKS_PER_CALL_MAX: usize = 10;
/// Highest `expiresInMinutes` of a protection. AWS's.
pub const PROTECTION_MINUTES_MAX: u32 = 2_880;
/// Tasks in PROVISIONING in one cluster. AWS's quota.
pub const PROVISIONING_TASKS_MAX: usize = 500;
/// Client tokens that one world remembers. Ours.
pub const CLIENT_TOKENS_MAX: usize = 10_000;
/// Images whose behaviour was set by hand. Ours.
pub const IMAGES_MAX: usize = 1_000;
/// Requests per second that one load balancer may receive. Ours.
pub const REQUESTS_PER_SECOND_MAX: u32 = 100_000;
/// Requests and connections that the clients of one load balancer may have open at a time, by their rate and how long
/// they last. Ours.
pub const OPEN_REQUESTS_MAX: u64 = 1_000_000_000;
/// Groups of requests in flight at one target group up to which each ends by itself; beyond, those that end about
/// together go together. Ours.
pub const COHORTS_APART_MAX: usize = 10_000;
/// Longest that a client waits for an answer. Ours.
pub const CLIENT_TIMEOUT_MAX: Duration = Duration::from_secs(3_600);
/// Kinds of request that the clients of one load balancer send. Ours.
pub const REQUEST_KINDS_MAX: usize = 10;
/// Headers of one kind of request. Ours.
pub const REQUEST_HEADERS_MAX: usize = 5;
/// Clients of one load balancer that come back. Ours.
pub const RETURNING_CLIENTS_MAX: u32 = 10_000;
/// How often a client sends a failed request again. Ours.
pub const RETRIES_MAX: u8 = 5;
/// How long a client waits before it sends a failed request again. Ours.
pub const RETRY_BACKOFF_MAX: Duration = Duration::from_secs(30);
/// Hours that a change of traffic may take. Ours.
pub const TRAFFIC_PATTERN_HOURS_MAX: u64 = 24;
/// Minutes of requests kept for each load balancer. Ours.
pub const TRAFFIC_MINUTES_MAX: usize = 60;
/// Latest failures of requests kept for each load balancer. Ours.
pub const FAILURE_NOTES_MAX: usize = 64;
/// Targets of a target group up to which response times are told for each one. Ours.
pub const TIMED_TARGETS_MAX: usize = 200;
/// Transients that wait to be taken; the oldest go when there are more. Ours.
pub const TRANSIENTS_MAX: usize = 20_000;
/// Longest boot, shutdown or request of a simulated image, in seconds. Ours.
pub const IMAGE_SECONDS_MAX: u64 = 3_600;
/// MiB of disk or of memory that a simulated image may take. Ours.
pub const IMAGE_MIB_MAX: u32 = 100_000;
/// Roles, secrets and log groups that were set by hand, of each. Ours.
pub const ACCOUNT_ENTRIES_MAX: usize = 1_000;
/// Characters in the name of one of them. AWS's longest ARN.
pub const ACCOUNT_NAME_MAX: usize = 2_048;
/// Timers that may fire in one instant before the world is called a runaway. Ours: a bound on chains of zero delay.
pub const TIMERS_PER_INSTANT_MAX: usize = 1_000_000;
/// Characters in the reason of a `StopTask`. Ours.
pub const STOP_REASON_MAX: usize = 1_024;
/// First port of the range from which dynamic host ports are taken (`ip_local_port_range`).
pub const DYNAMIC_PORT_FIRST: u16 = 32_768;
/// Last port of that range.
pub const DYNAMIC_PORT_LAST: u16 = 60_999;
/// Custom attributes of one resource. AWS's quota.
pub const CUSTOM_ATTRIBUTES_MAX: usize = 10;
/// Attributes in one `PutAttributes` or `DeleteAttributes`. AWS's quota.
pub const ATTRIBUTES_PER_CALL_MAX: usize = 10;
/// Ports reserved on one container instance, those of the agent included. AWS's quota.
pub const RESERVED_PORTS_MAX: u32 = 100;
/// Placement constraints of one task. AWS's quota.
pub const PLACEMENT_CONSTRAINTS_MAX: usize = 10;
/// Placement strategies of one service or request. AWS's quota.
pub const STRATEGIES_MAX: usize = 5;
/// Ports reserved on every container instance.
pub const RESERVED_PORTS: [u16; 5] = [22, 2_375, 2_376, 51_678, 51_679];
/// Characters in an expression of the cluster query language. AWS's quota.
pub const EXPRESSION_LENGTH_MAX: usize = 2_000;
/// Parentheses and negations inside each other in an expression, and groups in a pattern. Ours.
pub const EXPRESSION_DEPTH_MAX: usize = 64;
/// Steps of the program that a pattern becomes. Ours: it bounds the time of a match.
pub const PATTERN_STEPS_MAX: usize = 4_000;
/// Highest count in a repetition such as `{3}` of a pattern. Ours.
pub const PATTERN_REPETITIONS_MAX: usize = 1_000;
/// How long a load balancer tries to connect to a target. AWS's.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a TCP flow may be idle at a Network Load Balancer. AWS's.
pub const NETWORK_IDLE_TIMEOUT: Duration = Duration::from_secs(350);
/// Listeners of one load balancer. AWS's quota.
pub const LISTENERS_MAX: usize = 50;
/// Rules of one load balancer, default ones aside. AWS's quota.
pub const LISTENER_RULES_MAX: usize = 100;
/// Highest priority of a rule. AWS's.
pub const RULE_PRIORITY_MAX: u32 = 50_000;
/// Values of all conditions of a rule. AWS's quota.
pub const RULE_VALUES_MAX: usize = 5;
/// Characters of a value in a condition. AWS's quota.
pub const RULE_VALUE_LENGTH_MAX: usize = 128;
/// Target groups of one forward. AWS's quota.
pub const FORWARD_TARGET_GROUPS_MAX: usize = 5;
/// Highest weight of a target group in a forward. AWS's.
pub const FORWARD_WEIGHT_MAX: u32 = 999;
/// Longest stickiness, in seconds. AWS's.
pub const STICKINESS_SECONDS_MAX: u64 = 604_800;

/// Capacity providers in one strategy. AWS: 20.
pub const CAPACITY_PROVIDERS_MAX: usize = 20;
/// `base` of a capacity provider in a strategy. AWS: 100,000.
pub const CAPACITY_BASE_MAX: u32 = 100_000;
/// `weight` of a capacity provider in a strategy. AWS: 1,000.
pub const CAPACITY_WEIGHT_MAX: u32 = 1_000;
/// Service deployments that a service remembers. Ours.
pub const SERVICE_DEPLOYMENTS_MAX: usize = 100;
/// CloudWatch alarms of one world. Ours.
pub const ALARMS_MAX: usize = 1_000;
/// Characters in the name of an alarm. AWS's.
pub const ALARM_NAME_LENGTH_MAX: usize = 255;
/// Longest period of an alarm, and longest `period` times `evaluationPeriods`, in seconds: a day. AWS's.
pub const ALARM_SECONDS_MAX: u64 = 86_400;
/// Alarms that one service watches. Ours.
pub const DEPLOYMENT_ALARMS_MAX: usize = 100;
/// Longest bake time, in minutes. AWS's.
pub const BAKE_MINUTES_MAX: u64 = 1_440;
/// Highest `COUNT` of a circuit breaker. Ours: AWS names none.
pub const BREAKER_COUNT_MAX: u32 = 5_000;
/// Functions behind lifecycle hooks that were set by hand. Ours.
pub const HOOK_FUNCTIONS_MAX: usize = 1_000;
/// Lifecycle hooks of one service. Ours.
pub const LIFECYCLE_HOOKS_MAX: usize = 20;
/// Longest time that a `PAUSE` hook waits, in minutes: 14 days. AWS's.
pub const PAUSE_MINUTES_MAX: u64 = 20_160;
