//! How the program is used.

use std::fmt::Write;

use document::script::Call;

/// What there is help for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The program.
    Overview,
    /// `check`.
    Check,
    /// `run`.
    Run,
    /// `ledger`.
    Ledger,
    /// What a script is.
    Script,
}

impl Topic {
    /// The commands.
    pub(crate) const COMMANDS: [Self; 3] = [Self::Check, Self::Run, Self::Ledger];
    /// Everything that `help` takes.
    pub(crate) const ALL: [Self; 4] = [Self::Check, Self::Run, Self::Ledger, Self::Script];

    /// Whether the command is about files.
    pub(crate) const fn takes_files(self) -> bool {
        !matches!(self, Self::Ledger)
    }

    /// How it is called on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "help",
            Self::Check => "check",
            Self::Run => "run",
            Self::Ledger => "ledger",
            Self::Script => "script",
        }
    }
}

/// The help for a topic.
pub(crate) fn text(topic: Topic) -> String {
    match topic {
        Topic::Overview => OVERVIEW.to_owned(),
        Topic::Check => CHECK.to_owned(),
        Topic::Run => format!("{RUN}{PLAY}{ENDS}"),
        Topic::Ledger => format!("{LEDGER}{PLAY}"),
        Topic::Script => script(),
    }
}

const OVERVIEW: &str = "\
ECS Playground: what Amazon ECS would do, without an AWS account.

Usage: ecs-playground COMMAND [ARGUMENTS]

Commands:
  check FILE...    Is this task definition or script valid, and if not, what is wrong where?
  run SCRIPT       Play a script and print what happens
  ledger           Print every rule of Amazon ECS that is simulated, and how sure it is
  help [COMMAND]   Print this text, or the one about a command; `help script` is about scripts

Options:
  -h, --help       Print this text, or behind a command the one about it
  -V, --version    Print the version

Exit codes: 0 done and valid; 1 a document is not valid, or a script cannot be played to its end;
2 the arguments make no sense, or something cannot be read or written.

Examples:
  ecs-playground check task-definition.json
  ecs-playground run rolling-update.json --until 10m
";

const CHECK: &str = "\
Checks task definitions and scripts: what a file is shows in what it contains.

Usage: ecs-playground check FILE...

  FILE    A file, or - for the standard input. A task definition is the input of
          RegisterTaskDefinition or what DescribeTaskDefinition prints, with or without its wrapper.

Prints one line for each problem, `file:line:column: text`, in AWS's words where AWS has them. What is
valid but not simulated yet is said on the standard error.

Exit codes: 0 all are valid; 1 at least one is not; 2 at least one cannot be read.

Examples:
  ecs-playground check web.json worker.json
  aws ecs describe-task-definition --task-definition web | ecs-playground check -
";

const RUN: &str = "\
Plays a script without a screen and prints its history: a line for each event, with the time since the
beginning. A call that Amazon ECS refuses is part of the history, and the run goes on.

Usage: ecs-playground run SCRIPT [OPTIONS]

  SCRIPT              A file, or - for the standard input; `ecs-playground help script` says what is in it

Options:
  --until TIME        End then instead of when the script says, such as 90s, 1m30s, 2h or 00:01:30
  --format FORMAT     text, or json-lines: an object a line with at (milliseconds), sequence, kind,
                      cause, rules and text, and for a refused call its exception and message
";

const PLAY: &str = "\
  --seed N            Draw all chance from another seed
  --budget N          How much may happen before the run is given up: events, requests, instants.
                      Usual is 20000000; equal runs end at equal times on every computer
";

const ENDS: &str = "
Exit codes: 0 played to the end; 1 the script is not valid, or its budget is spent; 2 it cannot be read.

Examples:
  ecs-playground run host-port-clash.json
  ecs-playground run rolling-update.json --seed 7 --format json-lines | grep ServiceSaid
";

const LEDGER: &str = "\
Prints the ledger: each rule of Amazon ECS that the simulation applies, whether it is documented, observed
or assumed, where it is from, and the rule in one sentence.

Usage: ecs-playground ledger [--used-by SCRIPT] [OPTIONS]

Options:
  --used-by SCRIPT    Only the rules that this run rests on, how many outcomes rest on each, and which
                      rest on assumptions
";

const SCRIPT: &str = r#"A script is JSON: what the world begins with, and timed calls.

{
  "start": {"seed": 1, "region": "ap-northeast-2", "account": "111122223333", "availabilityZones": 3},
  "until": "15m",
  "calls": [
    {"at": "0s", "call": "CreateCluster", "input": {"clusterName": "demo"}},
    {"at": "5s", "call": "LaunchInstances",
     "input": {"cluster": "demo", "instanceType": "c6i.large", "availabilityZone": "a", "count": 2}}
  ]
}

Only `calls` must be there. Calls take place in the order of their times, and of the text where times are
equal. Without `until` the run ends 15 minutes after the last call.

Times: "90s", "1m30s", "2h", "250ms", "00:01:30.250", or a number of milliseconds; at most 30 days.

Names stand where AWS wants ARNs, which are taken as well: of clusters, services, target groups and load
balancers. What is born during the run is named so:
  a task                 its id or the beginning of it, as histories show it, or its group and its
                         place in it: service:web/3 is the third task ever of the service web
  a container instance   its id or the beginning of it, its EC2 id, or its cluster and its place in it:
                         demo/2 is the second instance ever of the cluster demo
  a subnet               its zone: a, subnet-a or ap-northeast-2a

`start` may have `switches` (maximumPercentCounts: STOPPING_AT_MOST_100, STOPPING or RUNNING;
initialTargetNeeds: ONE_SUCCESS or HEALTHY_THRESHOLD; stopTask: DRAINS_FIRST or SIGNALS_AT_ONCE) and
`timings` (such as deregistrationOverhead: "61s", or agentAccepts: {"least": "1s", "most": "2s"}).

Calls and their inputs; what must be there has a star:
"#;

fn script() -> String {
    let mut text = SCRIPT.to_owned();
    for form in Call::FORMS {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  {}: {}", form.name, form.summary);
        let mut line = String::from("    ");
        for (name, is_required) in form.fields() {
            let star = if is_required { "*" } else { "" };
            if line.len() + name.len() > 100 {
                let _ = writeln!(text, "{}", line.trim_end());
                line = String::from("    ");
            }
            let _ = write!(line, "{name}{star} ");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}
