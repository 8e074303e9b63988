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
    /// `explain`.
    Explain,
    /// `render`.
    Render,
    /// `ledger`.
    Ledger,
    /// What a script is.
    Script,
}

impl Topic {
    /// The commands.
    pub(crate) const COMMANDS: [Self; 5] = [
        Self::Check,
        Self::Run,
        Self::Explain,
        Self::Render,
        Self::Ledger,
    ];
    /// Everything else that `help` takes.
    pub(crate) const OTHER: [Self; 1] = [Self::Script];

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
            Self::Explain => "explain",
            Self::Render => "render",
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
        Topic::Explain => format!("{EXPLAIN}{PLAY}{EXPLAIN_ENDS}"),
        Topic::Render => format!("{RENDER}{PLAY}{RENDER_ENDS}"),
        Topic::Ledger => format!("{LEDGER}{PLAY}"),
        Topic::Script => script(),
    }
}

const OVERVIEW: &str = "\
ECS Playground: what Amazon ECS would do, without an AWS account.

Usage: ecs-playground COMMAND [ARGUMENTS]

Commands:
  check FILE...    Is this task definition, compose file or script valid, and if not, what is wrong where?
  run SCRIPT       Play a script and print what happens
  explain SCRIPT   Say why a task is where it is, what a service waits for, and by which rules
  render SCRIPT    Draw an instant of a script as SVG or PNG
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
Checks task definitions, compose files and scripts: what a file is shows in what it contains.

Usage: ecs-playground check FILE...

  FILE    A file, or - for the standard input. A task definition is the input of
          RegisterTaskDefinition or what DescribeTaskDefinition prints, with or without its wrapper.
          A compose file is valid if it makes one: what does not carry over is listed.

Prints one line for each problem, `file:line:column: text`, in AWS's words where AWS has them. What is
valid but not simulated yet, or does not carry over from a compose file, is said on the standard error.

Exit codes: 0 all are valid; 1 at least one is not; 2 at least one cannot be read.

Examples:
  ecs-playground check web.json compose.yaml scenario.json
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
                      cause, rules and text, and for a refused call its exception and message;
                      or eventbridge: what Amazon ECS would send to Amazon EventBridge, an event a line
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

const EXPLAIN: &str = "\
Plays a script up to an instant and explains how things are: how a task came to be where it is, what each
container instance was to it, what its service does and waits for, and the rules that all of this rests on.

Usage: ecs-playground explain SCRIPT --at TIME [--task TASK | --service SERVICE |
                              --deployment SERVICE] [OPTIONS]

  SCRIPT              A file, or - for the standard input

Options:
  --at TIME           The instant, such as 90s, 1m30s, 2h or 00:01:30
  --task TASK         The beginning of its id, or its group and place: service:web/3
  --service SERVICE   Its name; without a task or a service, every service is explained
  --deployment SERVICE  Where the time of its latest deployment went, and which settings would have
                      saved most; without --at at the end of the script
  --cluster CLUSTER   Where the task or the service is; usual is default
  --language LANG     en or ko
";

const EXPLAIN_ENDS: &str = "
Exit codes: 0 explained; 1 the script is not valid, or there is no such task or service at that time;
2 it cannot be read.

Examples:
  ecs-playground explain host-port-clash.json --at 3m
  ecs-playground explain host-port-clash.json --at 3m --task service:web/1
";

const RENDER: &str = "\
Plays a script up to an instant and draws the picture that the page would show.

Usage: ecs-playground render SCRIPT --at TIME -o FILE [OPTIONS]

  SCRIPT              A file, or - for the standard input

Options:
  --at TIME           The instant, such as 90s, 1m30s, 2h or 00:01:30
  -o, --output FILE   Where the picture goes: its name ends in .svg or .png
  --service SERVICE   The service that the picture is about; usual is the oldest
  --cluster CLUSTER   Where the service is; usual is default
  --width N           In pixels; usual is 1200
  --height N          In pixels; usual is as high as the picture needs
  --dark              Light ink on a dark stage
  --language LANG     Of the words in the picture: en or ko
";

const RENDER_ENDS: &str = "
Exit codes: 0 drawn; 1 the script is not valid, or there is no service at that time; 2 something cannot be
read, written or drawn.

Example:
  ecs-playground render rolling-update.json --at 4m -o update.png --dark
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

`start` may have `switches`, the first choice being the usual one:
  maximumPercentCounts: STOPPING_AT_MOST_100, STOPPING, RUNNING
  initialTargetNeeds: ONE_SUCCESS, HEALTHY_THRESHOLD
  stopTask: DRAINS_FIRST, SIGNALS_AT_ONCE
  launchThrottle: EXPONENTIAL, LINEAR
  idleTargetDrains: FULL_DELAY, WHILE_BUSY
  failedTasksReset: HEALTHY, RUNNING
and `timings`, such as deregistrationOverhead: "61s" or agentAccepts: {"least": "1s", "most": "2s"}.

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
