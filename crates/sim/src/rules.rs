//! The ledger: every rule of Amazon ECS that the core applies, with one sentence, its source and how sure it is.
//!
//! A source is a section of the project's behaviour specification and the tag that it carries there: `M` the service
//! model, `D` the current documentation, `D23` the documentation of 2023, `A` the agent's source, `O` observed in real
//! output, `E` an emulator, `K` general knowledge. No other file names a source.

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
    // 2. Task definitions
    DefinitionNeedsContainers "definition-needs-containers" Documented "2.9 E"
        "A task definition has at least one container."
    DefinitionNeedsFamily "definition-needs-family" Documented "2.9 E"
        "A task definition names its family."
    DefinitionDefaults "definition-defaults" Assumed "2.1 E"
        "Registering fills in essential, container cpu, port protocols and host ports."
    TaskSizeForms "task-size-forms" Documented "2.2 M"
        "Task cpu is whole units or vCPU, task memory is whole MiB or GB."
    FargateTaskSize "fargate-task-size" Documented "2.2 M,D"
        "Fargate offers certain pairs of task cpu and task memory."
    DefaultNetworkMode "default-network-mode" Documented "2.3 M"
        "Without a network mode, Docker's default network is used."
    StaticHostPorts "static-host-ports" Documented "2.3 M"
        "A task takes its fixed host ports in bridge mode, all its container ports in host mode, none in awsvpc mode."
    ReservedMemory "reserved-memory" Documented "2.4 M"
        "Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one."
    ReservedCpu "reserved-cpu" Documented "2.4 M"
        "Placement reserves the task cpu, or else the sum of the containers' cpu."
    RequiredAttributes "required-attributes" Assumed "3.4 (unconfirmed)"
        "What a task definition uses decides which attributes an instance must have."
}
