//! The ledger: every rule of Amazon ECS that the core applies, with one sentence, its source and how sure it is.
//!
//! A source is a section of the project's behaviour specification and the tag that it carries there: `M` the service
//! model, `D` the current documentation, `D23` the documentation of 2023, `A` the agent's source, `O` observed in real
//! output, `E` an emulator, `K` general knowledge. No other file names a source.

mod set;

pub use set::RuleSet;

/// How a rule is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// AWS says so.
    Documented,
    /// Seen in the real service's output or in the agent's source.
    Observed,
    /// Nobody says so: the best estimate, and a person is told when an outcome rests on it.
    Assumed,
}

/// One line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleEntry {
    /// A stable name, in words joined by `-`.
    pub id: &'static str,
    /// Documented, observed or assumed.
    pub standing: Standing,
    /// Section and tag, such as `5.3 M`.
    pub source: &'static str,
    /// The rule in one sentence.
    pub sentence: &'static str,
}

macro_rules! ledger {
    ($($rule:ident $id:literal $standing:ident $source:literal $sentence:literal)*) => {
        /// A rule of Amazon ECS; [`Rule::entry`] tells the rest.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $sentence] $rule,)*
        }

        impl Rule {
            /// The whole ledger, in the order of the specification.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The line of the ledger for this rule.
            pub const fn entry(self) -> RuleEntry {
                match self {
                    $(Self::$rule => RuleEntry {
                        id: $id,
                        standing: Standing::$standing,
                        source: $source,
                        sentence: $sentence,
                    },)*
                }
            }
        }
    };
}

ledger! {
    // 0 and 1. Clock and task lifecycle
    TaskStatuses "task-statuses" Documented "1.1 D"
        "A task goes from PROVISIONING or PENDING through its states to STOPPED and never back."
    Activating "activating" Assumed "1.1 (unconfirmed)"
        "Images are pulled in PENDING; ACTIVATING is the registration with the load balancer."
    ImagePullTime "image-pull-time" Assumed "0.2 K"
        "The time of a pull grows with the size of the image; what is on the instance's disk already needs none."
    CachedImageFallback "cached-image-fallback" Observed "1.11 A"
        "An image that the registry does not give any more is taken from the instance's disk."
    DrainBeforeSigterm "drain-before-sigterm" Observed "0.2 O"
        "A task that its service stops drains for the deregistration delay before its containers get SIGTERM."
    SignalSequence "signal-sequence" Documented "1.8 M"
        "Containers get SIGTERM, and SIGKILL if they still run after stopTimeout."
    StopTimeoutDefault "stop-timeout-default" Documented "1.7 M,A"
        "stopTimeout is 30 s unless the definition says otherwise."
    EssentialExitStopsTask "essential-exit-stops-task" Observed "1.5 A"
        "When an essential container ends, with any exit code, the task stops."
    StoppedReasons "stopped-reasons" Observed "1.11 O"
        "A stopped task carries AWS's stop code and reason."
    ContainerHealthRollUp "container-health-roll-up" Documented "1.10 D"
        "A task is as healthy as its essential containers with a health check, taken together."
    StoppedTaskRetention "stopped-task-retention" Documented "1.12 D23"
        "A STOPPED task can be described for one hour."
    ResourceRelease "resource-release" Observed "1.12 A"
        "CPU, memory and ports are free when the containers have ended, the network interface when it is detached."
    // 2. Task definitions
    FamilyName "family-name" Documented "2.1 M"
        "A family is 1 to 255 letters, digits, underscores and hyphens."
    DefinitionDefaults "definition-defaults" Assumed "2.1 E"
        "Registering fills in essential, container cpu, port protocols and host ports."
    TaskSizeForms "task-size-forms" Documented "2.2 M"
        "Task cpu is whole units or vCPU, task memory is whole MiB or GB."
    TaskCpuRange "task-cpu-range" Documented "2.2 M"
        "On instances, task cpu is 128 to 196,608 units."
    FargateTaskSize "fargate-task-size" Documented "2.2 M,D"
        "Fargate offers certain pairs of task cpu and task memory."
    DefaultNetworkMode "default-network-mode" Documented "2.3 M"
        "Without a network mode, Docker's default network is used."
    StaticHostPorts "static-host-ports" Documented "2.3 M"
        "A task takes its fixed host ports in bridge mode, all its container ports in host mode, none in awsvpc mode."
    WindowsNetworkMode "windows-network-mode" Assumed "2.3 (unconfirmed)"
        "Windows tasks use awsvpc or Docker's nat."
    ManagedInstancesNetworkMode "managed-instances-network-mode" Assumed "2.3 (unconfirmed)"
        "Tasks on Managed Instances use awsvpc or host mode."
    ExternalNetworkMode "external-network-mode" Assumed "2.3 (unconfirmed)"
        "Tasks on external instances have no network interface of their own and no Service Connect."
    PortNumber "port-number" Documented "2.3 M"
        "A port mapping names a container port from 1 to 65,535, or a range of them."
    PortProtocolOnce "port-protocol-once" Documented "2.3 M"
        "One container port cannot be exposed for two protocols."
    HostPortOnce "host-port-once" Assumed "2.3 (unconfirmed)"
        "One task cannot map the same host port twice."
    PortRangeShape "port-range-shape" Assumed "2.3 (unconfirmed)"
        "A port range has at most 100 ports and no host port."
    PortRangeMode "port-range-mode" Documented "2.3 M"
        "Port ranges need bridge or awsvpc mode."
    PortName "port-name" Documented "2.3 M"
        "A port's name is up to 64 lower-case letters, digits, underscores and hyphens, unique in its task."
    ContainerNeedsMemory "container-needs-memory" Observed "2.9 E/O"
        "On instances, the task or else every container says how much memory to reserve."
    MemoryCoversReservation "memory-covers-reservation" Documented "2.4 M"
        "A container's hard memory limit is not below its soft one."
    ContainerMemoryMin "container-memory-min" Documented "2.4 M"
        "A container has at least 6 MiB of memory."
    TaskMemoryCoversContainers "task-memory-covers-containers" Assumed "2.4 (unconfirmed)"
        "The hard memory limits of the containers fit together into the task's memory."
    TaskCpuCoversContainers "task-cpu-covers-containers" Assumed "2.4 (unconfirmed)"
        "The cpu of the containers fits together into the task's cpu."
    ReservedMemory "reserved-memory" Documented "2.4 M"
        "Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one."
    ReservedCpu "reserved-cpu" Documented "2.4 M"
        "Placement reserves the task cpu, or else the sum of the containers' cpu."
    VolumeName "volume-name" Documented "2.5 M"
        "A volume's name is 1 to 255 letters, digits, underscores and hyphens, unique in its task definition."
    VolumeKind "volume-kind" Assumed "2.5 (unconfirmed)"
        "A volume is of one kind."
    FargateVolumes "fargate-volumes" Documented "2.8 D"
        "Fargate has no directories of instances, no Docker volumes and no FSx volumes."
    LaunchVolumesMax "launch-volumes-max" Documented "2.5 M"
        "A task has at most one volume that is configured at launch."
    EphemeralStorageRange "ephemeral-storage-range" Documented "2.5 M"
        "Ephemeral storage is 21 to 200 GiB."
    MountPointVolume "mount-point-volume" Assumed "2.5 (unconfirmed)"
        "A mount point names a volume of the task definition."
    VolumesFromContainer "volumes-from-container" Assumed "2.5 (unconfirmed)"
        "A container mounts the volumes of containers that exist."
    EfsFileSystem "efs-file-system" Assumed "2.5 (unconfirmed)"
        "An EFS file system's id is fs- and hexadecimal digits."
    AccessPointRoot "access-point-root" Documented "2.5 M"
        "With an access point, the root directory is left out or is /."
    EfsEncryption "efs-encryption" Documented "2.5 M"
        "IAM authorization and access points of an EFS volume need transit encryption."
    FargateLogDriver "fargate-log-driver" Documented "2.6 D"
        "Fargate takes the log drivers awslogs, splunk and awsfirelens."
    AwslogsOptions "awslogs-options" Observed "2.9 E/O"
        "The log driver awslogs needs a region and a group, and takes its own options only."
    LogRouter "log-router" Assumed "2.6 (unconfirmed)"
        "The log driver awsfirelens needs a container that is the log router, and a log router needs such a driver."
    FargateLogStreamPrefix "fargate-log-stream-prefix" Documented "2.6 D"
        "On Fargate, the log driver awslogs needs a stream prefix."
    FargateLogsNeedRole "fargate-logs-need-role" Observed "2.9 O"
        "On Fargate, the log driver awslogs needs an execution role."
    FargateEcrNeedsRole "fargate-ecr-needs-role" Assumed "2.9 K"
        "On Fargate, a private image of Amazon ECR needs an execution role."
    RoleName "role-name" Assumed "2.7 (unconfirmed)"
        "A role is given by its name or by its ARN."
    SecretsNeedExecutionRole "secrets-need-execution-role" Assumed "2.7 (unconfirmed)"
        "Secrets are read with the execution role."
    FargatePidMode "fargate-pid-mode" Assumed "2.9 E"
        "On Fargate, pidMode is task."
    FargateUnsupported "fargate-unsupported" Documented "2.8 D"
        "Fargate does not take what needs an instance of one's own: privileges, devices, DNS settings, constraints."
    FargateCapabilities "fargate-capabilities" Documented "2.8 D"
        "On Fargate, no kernel capability but SYS_PTRACE can be added."
    FargateNofile "fargate-nofile" Documented "2.8 D"
        "On Fargate, the limit of open files is at most 1,048,576."
    LinksMode "links-mode" Assumed "2.9 (unconfirmed)"
        "Links need bridge mode."
    LinkTarget "link-target" Assumed "2.8 (unconfirmed)"
        "A link names another container of the task definition."
    AwsvpcNames "awsvpc-names" Documented "2.8 M"
        "In awsvpc mode, containers have no host name and no extra hosts of their own."
    ProxyContainer "proxy-container" Assumed "2.8 (unconfirmed)"
        "A proxy configuration names a container of the task definition."
    EnvironmentFiles "environment-files" Documented "2.8 M"
        "A container has at most 10 environment files, and their names end in .env."
    VariableOnce "variable-once" Assumed "2.8 (unconfirmed)"
        "A variable is set by its value or by a secret, not by both."
    ResourceRequirement "resource-requirement" Documented "2.8 M"
        "A GPU has a count, ALL or a share; a Neuron device is ALL; an accelerator is one of the task definition's."
    Swappiness "swappiness" Documented "2.8 M"
        "Swappiness is 0 to 100."
    UlimitOrder "ulimit-order" Assumed "2.8 (unconfirmed)"
        "A soft limit is not above its hard limit."
    PlacementConstraintShape "placement-constraint-shape" Documented "4.2 M"
        "A constraint of a task definition is memberOf with an expression of at most 2,000 characters."
    PlacementConstraintsMax "placement-constraints-max" Documented "2.8 M"
        "A task has at most 10 placement constraints."
    DefinitionNeedsFamily "definition-needs-family" Assumed "2.9 E"
        "A task definition names its family."
    DefinitionNeedsContainers "definition-needs-containers" Assumed "2.9 E"
        "A task definition has at least one container."
    ContainersMax "containers-max" Assumed "2.9 (unconfirmed)"
        "A task definition has at most 10 containers."
    ContainerNeedsName "container-needs-name" Assumed "2.9 E"
        "A container has a name."
    ContainerNeedsImage "container-needs-image" Assumed "2.9 E"
        "A container has an image."
    ContainerName "container-name" Documented "2.10 M"
        "A container's name is 1 to 255 letters, digits, underscores and hyphens."
    ContainerNameOnce "container-name-once" Assumed "2.10 (unconfirmed)"
        "Containers of one task definition have different names."
    ImageReference "image-reference" Documented "2.10 M"
        "An image is a name with a tag or a digest, in at most 255 letters, digits and - _ . / : #."
    EssentialContainer "essential-container" Assumed "2.9 E"
        "At least one container is essential."
    FargateNetworkMode "fargate-network-mode" Observed "2.9 E/O"
        "Tasks on Fargate use awsvpc mode."
    FargateNeedsCpu "fargate-needs-cpu" Observed "2.9 O"
        "On Fargate, the task says its cpu."
    FargateNeedsMemory "fargate-needs-memory" Observed "2.9 O"
        "On Fargate, the task says its memory."
    AwsvpcPorts "awsvpc-ports" Observed "2.9 O"
        "In awsvpc mode, a host port is left out or equals its container port."
    HostModePorts "host-mode-ports" Assumed "2.9 E"
        "In host mode, a host port is left out or equals its container port."
    NoneModePorts "none-mode-ports" Assumed "2.9 (unconfirmed)"
        "Without a network, a container has no port mappings."
    DependencyExists "dependency-exists" Assumed "2.9 E"
        "A container depends on containers of its task definition."
    DependencyNotEssential "dependency-not-essential" Assumed "2.9 E"
        "A container that another one waits for to end is not essential."
    DependencyHealthCheck "dependency-health-check" Assumed "2.9 E"
        "A container that another one waits for to be healthy has a health check."
    DependencyCycle "dependency-cycle" Assumed "2.9 (unconfirmed)"
        "No container waits for itself, not through others either."
    FargateStopTimeout "fargate-stop-timeout" Assumed "2.9 E"
        "On Fargate, stopTimeout is at most 120 seconds."
    FargateStartTimeout "fargate-start-timeout" Documented "1.7 M"
        "On Fargate, startTimeout is 2 to 120 seconds."
    TimeoutMin "timeout-min" Assumed "2.9 E"
        "startTimeout and stopTimeout are at least 2 seconds."
    HealthCheckCommand "health-check-command" Documented "1.10 M"
        "A health check has a command."
    HealthCheckRanges "health-check-ranges" Documented "1.10 M"
        "A health check has an interval of 5 to 300 s, a timeout of 2 to 60 s, 1 to 10 retries and a start period of up to 300 s."
    RestartPolicyRanges "restart-policy-ranges" Documented "1.9 M"
        "A restart policy waits 60 to 1,800 s and ignores at most 50 exit codes."
    Tags "tags" Documented "2.10 M"
        "There are at most 50 tags, with unique keys of up to 128 characters and values of up to 256."
    DefinitionSize "definition-size" Assumed "2.10 K"
        "A task definition is at most 64 KiB."
    Compatibilities "compatibilities" Assumed "2.1 E"
        "A definition is compatible with every place that would take it."
    RequiredAttributes "required-attributes" Assumed "3.4 (unconfirmed)"
        "What a task definition uses decides which attributes an instance must have."
    // 2.1 Revisions
    RevisionsCountUp "revisions-count-up" Documented "2.1 M"
        "A new revision is one more than the last of its family ever."
    FamilyIsLatestActive "family-is-latest-active" Documented "2.1 M"
        "A family without a revision means its latest ACTIVE revision."
    // 3 and 4. Instances and placement
    RegisteredMemory "registered-memory" Assumed "3.8 (unconfirmed)"
        "An instance registers 97 percent of its memory less 60 MiB."
    TaskInterfaces "task-interfaces" Documented "3.8 D23"
        "An instance has one network interface less than its type for awsvpc tasks, and many more with a trunk."
    AgentCapabilities "agent-capabilities" Observed "3.4 A"
        "Amazon ECS and the agent give every instance attributes: its zone, type and processor, and what the agent can do."
    CustomAttributes "custom-attributes" Documented "3.4 M"
        "An instance has at most 10 custom attributes, and names and values of up to 128 characters."
    ResourceReservation "resource-reservation" Documented "3.3 M"
        "A task holds its resources from its placement until its containers have ended."
    PlacementFilters "placement-filters" Documented "4.1 D"
        "An instance takes a task if it is active, stands in a wanted zone, and has the CPU, memory, ports and network interface."
    ClosestInstance "closest-instance" Assumed "4.1 (unconfirmed)"
        "The closest instance is the one that lacks the fewest things; its first lack is reported."
    DefaultSpread "default-spread" Documented "4.4 M"
        "A service without a strategy spreads over zones, then over instances by its own tasks; ties are random."
    SpreadCounts "spread-counts" Documented "4.4 D"
        "Spreading counts the tasks of the service that are not told to stop."
    FargateZoneBalance "fargate-zone-balance" Documented "4.9 D"
        "Fargate balances a service over the zones of its subnets."
    ScaleInChoice "scale-in-choice" Assumed "4.5 K"
        "Tasks that do not run yet stop first, then unhealthy ones, then from the fullest zone and its fullest instance."
    ResourceName "resource-name" Assumed "3.1 K"
        "Clusters and services are named by 1 to 255 letters, digits, underscores and hyphens."
    // 5. Services and deployments
    PercentRounding "percent-rounding" Documented "5.3"
        "The minimum healthy percent rounds up, the maximum percent rounds down."
    HundredHundredBlocks "hundred-hundred-blocks" Assumed "5.3 E"
        "A service cannot be created with both percents at 100."
    HealthyCount "healthy-count" Documented "5.4 M"
        "A task counts when its targets are healthy and its health check succeeds, or, with neither, 40 s after RUNNING."
    RollingScheduler "rolling-scheduler" Documented "5.5 M"
        "A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound."
    MaximumPercentCounts "maximum-percent-counts" Assumed "5.5 (unconfirmed)"
        "The maximum counts stopping tasks only where it is 100 percent or less."
    EventsFollowDecisions "events-follow-decisions" Observed "5.5 O"
        "Stopping is announced when it is decided; deregistration and draining on a following tick."
    DeploymentCompletion "deployment-completion" Observed "5.5 O"
        "A deployment completes when all wanted tasks are new and healthy and all others are at least stopping."
    ReplaceBeforeStop "replace-before-stop" Documented "5.6 D"
        "An unhealthy task is replaced before it is stopped, if the upper bound allows."
    GracePeriod "grace-period" Documented "5.7 M"
        "For its grace period after it started, a task is not replaced for its health."
    FailedTasksReset "failed-tasks-reset" Assumed "5.9 M,D"
        "The count of failed tasks starts again when a task comes to be healthy."
    LaunchThrottle "launch-throttle" Assumed "5.8 (unconfirmed)"
        "Tasks that never come to run are started again after growing waits of up to 27 minutes."
    RolloutStateReasons "rollout-state-reasons" Observed "5.9 O"
        "A deployment says in one sentence how far it is."
    ServiceEventTexts "service-event-texts" Observed "5.12 O"
        "Services report in fixed sentences."
    EventsNotRepeated "events-not-repeated" Documented "0.2 D23"
        "A lasting condition is said once, and again when six hours have passed."
    UpdatesThatDeploy "updates-that-deploy" Documented "5.1 M"
        "A new task definition, load balancer or network, or force, starts a deployment; counts and percents do not."
    ServiceDeletion "service-deletion" Documented "5.15"
        "A deleted service stops its tasks, and is INACTIVE when all are at least stopping."
    // 6. Load balancing
    RegistrationWhenRunning "registration-when-running" Documented "6.1"
        "A task is registered in its target groups once its containers run."
    OneLoadBalancerPerTargetGroup "one-load-balancer-per-target-group" Assumed "6.1 (unconfirmed)"
        "A target group belongs to one load balancer."
    TargetHealthCheckSettings "target-health-check-settings" Documented "6.3 D23"
        "Intervals, timeouts, thresholds and status codes of a health check have ranges."
    NewTargetIsInitial "new-target-is-initial" Documented "6.3 D23"
        "A new target is initial until its health checks decide."
    HealthyThreshold "healthy-threshold" Documented "6.3 D23"
        "A new target needs one success, an unhealthy one as many in a row as the healthy threshold says."
    UnhealthyThreshold "unhealthy-threshold" Documented "6.3 D23"
        "So many failures in a row make a target unhealthy."
    DeregistrationDelay "deregistration-delay" Documented "6.5 M"
        "A deregistered target gets no new requests and may finish the ones it has for the whole delay."
    RequestsCutOff "requests-cut-off" Documented "6.5 D23"
        "Requests that still run when the delay or the process ends are answered with 502."
    CrashDeregistersLate "crash-deregisters-late" Assumed "6.6 (unconfirmed)"
        "A task that ends by itself is deregistered at its service's next pass."
    FailOpen "fail-open" Assumed "6.8 (unconfirmed)"
        "Without a healthy target, requests go to every registered one."
}
