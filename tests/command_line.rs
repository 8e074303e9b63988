//! The native program: what it prints where, and how it ends.

use std::ffi::OsString;
use std::io::{self, Write};

use cli::Console;
use expect_test::{Expect, expect, expect_file};

mod explanations;
mod pictures;

/// What the program said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) code: u8,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs the program with these arguments.
pub(crate) fn say(arguments: &[&str]) -> Said {
    say_to(arguments, b"")
}

/// Runs the program with these arguments and this standard input.
pub(crate) fn say_to(arguments: &[&str], mut input: &[u8]) -> Said {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let exit = cli::run(
        arguments.iter().map(OsString::from).collect(),
        &mut Console {
            input: &mut input,
            output: &mut output,
            errors: &mut errors,
            output_is_terminal: false,
            errors_are_terminal: false,
        },
    );
    let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
    Said {
        code: exit.code(),
        output: text(output),
        errors: text(errors),
    }
}

/// Everything that the program says, as one text.
fn check(said: &Said, expected: Expect) {
    let mut text = format!("exit {}\n", said.code);
    for (name, part) in [("output", &said.output), ("errors", &said.errors)] {
        if !part.is_empty() {
            text.push_str(&format!("{name}:\n{part}"));
        }
    }
    expected.assert_eq(&text);
}

/// Tasks of 3,000 MiB on three instances of 3,913 MiB: the fourth one fits nowhere.
const FULL: &str = r#"{"until": "5m", "calls": [
  {"at": 0, "call": "CreateCluster"},
  {"at": 0, "call": "LaunchInstances", "input": {"instanceType": "c6i.large", "availabilityZone": "a", "count": 2}},
  {"at": 0, "call": "LaunchInstances", "input": {"instanceType": "c6i.large", "availabilityZone": "b"}},
  {"at": 0, "call": "RegisterTaskDefinition", "input": {"family": "big", "containerDefinitions": [{"name": "app", "image": "nginx", "memory": 3000}]}},
  {"at": 0, "call": "CreateService", "input": {"serviceName": "big", "taskDefinition": "big", "desiredCount": 1}},
  {"at": "2m", "call": "UpdateService", "input": {"service": "big", "desiredCount": 2}},
  {"at": "3m", "call": "UpdateService", "input": {"service": "big", "desiredCount": 4}}
]}"#;

const VALID: &str = r#"{"family": "web", "containerDefinitions": [{"name": "app", "image": "nginx", "memory": 64}]}"#;

#[test]
fn a_valid_definition_gives_no_line() {
    check(
        &say_to(&["check", "-"], VALID.as_bytes()),
        expect![[r#"
        exit 0
    "#]],
    );
}

#[test]
fn each_problem_of_a_definition_is_a_line_with_its_place() {
    let broken = "{\n  \"family\": \"web\",\n  \"containerDefinitions\": [{\"name\": \"app\", \"memroy\": 64}]\n}\n";
    check(
        &say_to(&["check", "-"], broken.as_bytes()),
        expect![[r#"
            exit 1
            output:
            -:3:44: Unknown parameter in containerDefinitions[0]: "memroy", must be one of: name, image, repositoryCredentials, cpu, memory, memoryReservation, links, portMappings, essential, restartPolicy, entryPoint, command, environment, environmentFiles, mountPoints, volumesFrom, linuxParameters, secrets, dependsOn, startTimeout, stopTimeout, versionConsistency, hostname, user, workingDirectory, disableNetworking, privileged, readonlyRootFilesystem, dnsServers, dnsSearchDomains, extraHosts, dockerSecurityOptions, interactive, pseudoTerminal, dockerLabels, ulimits, logConfiguration, healthCheck, systemControls, resourceRequirements, firelensConfiguration, credentialSpecs. Did you mean "memory"?
            -:3:28: Container.image should not be null or empty.
            -:3:28: Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.
        "#]],
    );
}

#[test]
fn each_problem_of_a_script_is_a_line_with_its_place() {
    let broken = r#"{
  "start": {"availabilityZones": 9, "account": "12", "timings": {"schedulerTick": "1ms", "activating": {"least": "2s", "most": "1s"}}},
  "until": "5m",
  "calls": [
    {"at": "soon", "call": "CreateCluster"},
    {"at": "31d", "call": "CreateCluster"},
    {"at": "6m", "call": "CreateCluster"},
    {"at": "1s", "call": "CreateServce", "input": {}},
    {"call": "UpdateService", "input": {"desiredCount": "2"}},
    {"at": "1s"},
    {"at": "1s", "call": "CreateService", "input": {
      "serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "launchType": "EXTERNAL", "schedulingStrategy": "DAEMON"
    }},
    {"at": "1s", "call": "RegisterTaskDefinition", "input": {"family": "web", "containerDefinitions": [{"name": 1}]}},
    {"at": "1s", "call": "PushImage", "input": {"image": "a", "behaviour": {"health": "fine", "exit": {"after": "1s", "exitCode": 256}}}}
  ]
}"#;
    check(
        &say_to(&["check", "-"], broken.as_bytes()),
        expect![[r#"
            exit 1
            output:
            -:2:34: A Region has 1 to 6 Availability Zones here.
            -:2:48: An account has twelve digits, such as "111122223333".
            -:2:83: The scheduler ticks at most once a second.
            -:2:104: `least` must not be more than `most`.
            -:5:12: `at` must be a time such as "90s", "1m30s" or "2h", or a number of milliseconds, not soon.
            -:6:12: `at` must be at most 30 days, and this is 31d.
            -:7:5: This call takes place after `until`.
            -:8:26: There is no call "CreateServce": the calls are CreateCluster, DeleteCluster, RegisterTaskDefinition, DeregisterTaskDefinition, DeleteTaskDefinitions, CreateTargetGroup, ModifyTargetGroup, ModifyTargetGroupAttributes, DeleteTargetGroup, CreateLoadBalancer, ModifyLoadBalancerAttributes, DeleteLoadBalancer, CreateListener, ModifyListener, DeleteListener, CreateRule, ModifyRule, SetRulePriorities, DeleteRule, CreateService, UpdateService, DeleteService, CreateTaskSet, UpdateTaskSet, UpdateServicePrimaryTaskSet, DeleteTaskSet, UpdateTaskProtection, StopServiceDeployment, ContinueServiceDeployment, RegisterScalableTarget, DeregisterScalableTarget, PutScalingPolicy, PutMetricAlarm, SetAlarmState, RunTask, StartTask, StopTask, UpdateContainerInstancesState, DeregisterContainerInstance, PutAttributes, DeleteAttributes, LaunchInstances, TerminateInstance, DisconnectAgent, ConnectAgent, KillContainer, SetHookFunction, FillMemory, ChangeProcess, LoseZone, SetFargateSpotCapacity, InterruptSpotTask, SetRole, PutSecret, DeleteSecret, CreateLogGroup, DeleteLogGroup, PushImage, SetTraffic. Did you mean "CreateService"?
            -:9:5: Missing required parameter in calls[4]: "at"
            -:9:40: Missing required parameter in calls[4].input: "service"
            -:9:57: `desiredCount` must be a whole number, not a string: write 2 without quotes.
            -:10:5: Missing required parameter in calls[5]: "call"
            -:12:87: EXTERNAL is not a valid launch type. Must be one of [EC2,FARGATE]
            -:14:113: `name` must be a string, not a number: write "1".
            -:15:87: `health` must be an HTTP status or "hangs", not a string.
            -:15:131: `exitCode` must be a whole number from 0 to 255, not 256.
        "#]],
    );
}

#[test]
fn what_does_not_carry_over_from_a_compose_file_is_said_beside_the_results() {
    let compose = "services:\n  web:\n    image: nginx\n    cgroup: host\n    init: true\n";
    check(
        &say_to(&["check", "-"], compose.as_bytes()),
        expect![[r#"
        exit 0
        errors:
        -:2: services.web: It says nothing of memory, and an instance must know how much to keep free: 256 MiB are reserved.
        -:4: services.web.cgroup: A container definition has no such setting of the machine.
    "#]],
    );
    let broken = "services:\n  web:\n    image: [nginx\n";
    check(
        &say_to(&["check", "-"], broken.as_bytes()),
        expect![[r#"
        exit 1
        output:
        -:4:1: This is not YAML: while parsing a flow sequence, expected ',' or ']'.
    "#]],
    );
}

#[test]
fn what_is_not_simulated_is_said_beside_the_results() {
    let script = r#"{"calls": [{"at": "0s", "call": "UpdateService", "input": {"service": "web",
      "serviceRegistries": []}}]}"#;
    check(
        &say_to(&["check", "-"], script.as_bytes()),
        expect![[r#"
            exit 0
        "#]],
    );
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_checked() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let said = say_to(&["check", "no/such/file.json", folder, "-"], b"[]");
    let hidden = Said {
        errors: said.errors.replace(folder, "FOLDER"),
        ..said
    };
    check(
        &hidden,
        expect![[r#"
        exit 2
        output:
        -:1:1: This is an array of container definitions. Put it into a task definition: {"family": "my-task", "containerDefinitions": [...]}.
        errors:
        no/such/file.json cannot be read: No such file or directory (os error 2).
        FOLDER is a directory: name the files in it.
    "#]],
    );
}

#[test]
fn hostile_texts_are_refused_without_a_panic() {
    let deep = "[".repeat(500_000);
    let deep_script = format!("{{\"calls\": {deep}");
    let long = format!("{{\"calls\": [{}0]}}", "0,".repeat(600_000));
    let many = format!(
        "{{\"calls\": [{}{{}}]}}",
        r#"{"at": 0, "call": "CreateCluster"},"#.repeat(10_001)
    );
    let wide = format!(
        "{{\"calls\": [{}{{}}]}}",
        format!(
            r#"{{"at": 0, "call": "RegisterTaskDefinition", "input": {{"family": "a", "containerDefinitions": [{}{{}}]}}}},"#,
            "{},".repeat(99)
        )
        .repeat(800)
    );
    let cut_letter = format!("{}é", "a".repeat(1_048_576));
    let inputs: [&[u8]; 13] = [
        b"",
        b"\xff\xfe",
        b"{\"family\": \"\xc3\x28\"}",
        b"\0\0\0",
        b"{\"calls\": null}",
        b"{\"calls\": [null, 1, [], {}]}",
        b"{\"calls\": [{\"at\": 1e999, \"call\": 3, \"input\": []}]}",
        deep.as_bytes(),
        deep_script.as_bytes(),
        long.as_bytes(),
        many.as_bytes(),
        wide.as_bytes(),
        cut_letter.as_bytes(),
    ];
    for input in inputs {
        let begin = String::from_utf8_lossy(&input[..input.len().min(40)]).into_owned();
        for command in ["check", "run"] {
            let said = say_to(&[command, "-"], input);
            assert_eq!(said.code, 1, "{command} {begin}: {said:?}");
            let lines = if command == "check" {
                said.output
            } else {
                said.errors
            };
            let first = lines.lines().next().unwrap_or_default();
            assert!(first.starts_with("-:1:"), "{command} {begin}: {first}");
        }
    }
}

#[test]
fn wrong_arguments_are_named_and_end_with_2() {
    for (line, named) in [
        ("", "a command is missing"),
        ("deploy", "`deploy`"),
        ("--fast", "--fast"),
        ("check", "Name the files"),
        ("check --seed 1 -", "--seed"),
        ("run", "Name a script"),
        ("run a b", "one script"),
        ("run - --until soon", "`soon`"),
        ("run - --until 31d", "30 days"),
        ("run - --format xml", "`xml`"),
        ("run - --seed", "--seed"),
        ("run - --seed many", "many"),
        ("explain -", "--at TIME"),
        ("explain - --at 1s --task a --service b", "not both"),
        ("explain - --at 1s --language fr", "`fr`"),
        ("render - --at 1s", "-o FILE.svg"),
        ("render - --at 1s -o a.svg --width 9000", "`9000`"),
        ("ledger extra", "extra"),
        ("help deploy", "`deploy`"),
        ("run no/such/file.json", "no/such/file.json cannot be read"),
    ] {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let said = say(&arguments);
        assert_eq!((said.code, said.output.as_str()), (2, ""), "{line}");
        assert!(said.errors.contains(named), "{line}: {}", said.errors);
    }
}

#[test]
fn every_command_has_help() {
    let overview = say(&["--help"]);
    assert_eq!(overview, say(&["help"]));
    assert_eq!(overview.code, 0);
    for command in ["check", "run", "explain", "render", "ledger"] {
        let help = say(&[command, "--help"]);
        assert_eq!(help, say(&["help", command]));
        assert_eq!(help.code, 0);
        let usage = format!("Usage: ecs-playground {command}");
        assert!(help.output.contains(&usage), "{}", help.output);
        assert!(
            overview.output.contains(command),
            "{command} is in the overview"
        );
    }
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    for topic in ["check", "run", "explain", "render", "ledger", "script"] {
        let help = say(&["help", topic]).output;
        assert!(widest(&help) <= Some(110), "the help for {topic} is narrow");
    }
}

#[test]
fn the_help_reads_as_it_was_read() {
    for topic in [
        "overview", "check", "run", "explain", "render", "ledger", "script",
    ] {
        let said = match topic {
            "overview" => say(&["help"]),
            topic => say(&["help", topic]),
        };
        expect_file![format!("golden/help/{topic}.txt")].assert_eq(&said.output);
    }
}

#[test]
fn the_example_in_the_help_for_scripts_is_a_script() {
    let help = say(&["help", "script"]).output;
    let begin = help.find("\n{").expect("the example begins") + 1;
    let end = help.find("\n}").expect("the example ends") + 2;
    let said = say_to(&["check", "-"], &help.as_bytes()[begin..end]);
    assert_eq!((said.code, said.output), (0, String::new()));
}

#[test]
fn the_version_is_the_workspaces() {
    let said = say(&["--version"]);
    assert_eq!(
        said.output,
        format!("ecs-playground {}\n", env!("CARGO_PKG_VERSION"))
    );
}

const TASK: &str = r#"{"at": 0, "call": "CreateCluster"},
  {"at": 0, "call": "LaunchInstances", "input": {"instanceType": "m5.large", "availabilityZone": "a"}},
  {"at": 0, "call": "RegisterTaskDefinition", "input": {"family": "web", "containerDefinitions": [{"name": "app", "image": "nginx", "memory": 64}]}},
  {"at": 0, "call": "CreateService", "input": {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1}}"#;

#[test]
fn json_lines_carry_time_cause_rule_and_text() {
    let script = format!(
        "{{\"until\": \"9s\", \"calls\": [{TASK},\n{{\"at\": \"1s\", \"call\": \"UpdateService\", \"input\": {{\"service\": \"api\"}}}}]}}"
    );
    let said = say_to(&["run", "-", "--format", "json-lines"], script.as_bytes());
    check(
        &said,
        expect![[r#"
            exit 0
            output:
            {"at":0,"cause":{"command":0},"kind":"ClusterCreated","rules":["cluster-names"],"sequence":0,"text":"cluster default created"}
            {"at":0,"cause":{"command":1},"kind":"InstanceRegistered","rules":["registered-memory"],"sequence":1,"text":"instance i-0dc5733b78d7c29eb registered m5.large in ap-northeast-2a"}
            {"at":0,"cause":{"command":2},"kind":"TaskDefinitionRegistered","rules":["definition-defaults","compatibilities","required-attributes","revisions-count-up"],"sequence":2,"text":"task definition web:1 registered"}
            {"at":0,"cause":{"command":3},"kind":"ServiceCreated","rules":["family-is-latest-active"],"sequence":3,"text":"service web created"}
            {"at":0,"cause":{"command":3},"kind":"DeploymentChanged","rules":["rollout-state-reasons","updates-that-deploy"],"sequence":4,"text":"deployment ecs-svc/9809453690400978779 IN_PROGRESS"}
            {"at":0,"cause":{"command":3},"kind":"ServiceDeploymentChanged","rules":["service-deployment-statuses","service-deployment-history"],"sequence":5,"text":"service deployment jCK4V9SZx6tc5ju3Yujbv of web PENDING"}
            {"at":332,"cause":{"event":3},"kind":"ServiceDeploymentChanged","rules":["service-deployment-statuses","service-deployment-history"],"sequence":6,"text":"service deployment jCK4V9SZx6tc5ju3Yujbv of web IN_PROGRESS"}
            {"at":332,"cause":{"event":4},"kind":"TaskCreated","rules":["task-statuses","default-network-mode","reserved-memory","reserved-cpu","draining-takes-none","agent-capabilities","resource-reservation","agent-connected","attributes-match","resources-fit","default-spread","strategy-chain","spread-strategy","ties-at-random","spread-counts","percent-rounding","rolling-scheduler","maximum-percent-counts"],"sequence":7,"text":"task b43f web:1 created PENDING on i-0dc5733b78d7c29eb"}
            {"at":332,"cause":{"event":3},"kind":"ServiceSaid","rules":["service-event-texts"],"sequence":8,"text":"event: (service web) has started 1 tasks: (task b43fddaed8361895e7ce319acfdf6c7e)."}
            {"at":1000,"call":"UpdateService","exception":"ServiceNotFoundException","kind":"Refused","line":5,"message":"Service not found.","rules":[]}
            {"at":1782,"cause":{"event":7},"kind":"PullStarted","rules":["image-pull-time","version-consistency"],"sequence":9,"text":"task b43f web:1 container app pull started"}
            {"at":5870,"cause":{"event":9},"kind":"PullStopped","rules":["image-pull-time"],"sequence":10,"text":"task b43f web:1 container app pull stopped"}
            {"at":8647,"cause":{"event":10},"kind":"ContainerStatusChanged","rules":["container-statuses"],"sequence":11,"text":"task b43f web:1 container app RUNNING"}
            {"at":8647,"cause":{"event":10},"kind":"TaskStatusChanged","rules":["task-statuses","running-when-all-started"],"sequence":12,"text":"task b43f web:1 PENDING -> RUNNING"}
        "#]],
    );
}

#[test]
fn a_run_can_end_earlier_or_later_than_its_script_says() {
    let script = format!("{{\"until\": \"1s\", \"calls\": [{TASK}]}}");
    let lines = |arguments: &[&str]| say_to(arguments, script.as_bytes()).output.lines().count();
    let usual = lines(&["run", "-"]);
    assert!(lines(&["run", "-", "--until", "1m"]) > usual);
    assert!(lines(&["run", "-", "--until", "0s"]) < usual);
}

#[test]
fn a_run_whose_budget_is_spent_says_where_it_ends() {
    let script = format!("{{\"until\": \"30d\", \"calls\": [{TASK}]}}");
    let said = say_to(&["run", "-", "--budget", "12"], script.as_bytes());
    assert_eq!(said.code, 1);
    assert!(
        said.errors.starts_with("Stopped at 00:00:"),
        "{}",
        said.errors
    );
    assert!(said.errors.contains("--budget"), "{}", said.errors);
}

#[test]
fn the_ledger_of_a_run_says_what_rests_on_assumptions() {
    let script = format!("{{\"until\": \"1m\", \"calls\": [{TASK}]}}");
    check(
        &say_to(&["ledger", "--used-by", "-"], script.as_bytes()),
        expect![[r#"
            exit 0
            output:
                 2 x task-statuses [documented; 1.1 D] A task goes from PROVISIONING or PENDING through its states to STOPPED and never back.
                 2 x image-pull-time [assumed; 0.2 K] The time of a pull grows with the size of the image; what is on the instance's disk already needs none.
                 1 x container-statuses [observed; 1.4 A] A container is PENDING until its process runs, then RUNNING, and STOPPED when it has ended.
                 1 x running-when-all-started [documented; 1.1 D] A task is RUNNING when all its containers have started, those that have ended meanwhile included.
                 1 x definition-defaults [assumed; 2.1 E] Registering fills in essential, container cpu, port protocols and host ports.
                 1 x default-network-mode [documented; 2.3 M] Without a network mode, Docker's default network is used.
                 1 x reserved-memory [documented; 2.4 M] Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one.
                 1 x reserved-cpu [documented; 2.4 M] Placement reserves the task cpu, or else the sum of the containers' cpu.
                 1 x version-consistency [documented; 2.8 D] The first task of a deployment resolves the tags of its images, and the later ones take the same, unless versionConsistency is disabled.
                 1 x compatibilities [assumed; 2.1 E] A definition is compatible with every place that would take it.
                 1 x required-attributes [assumed; 3.4 (unconfirmed)] What a task definition uses decides which attributes an instance must have.
                 1 x revisions-count-up [documented; 2.1 M] A new revision is one more than the last of its family ever.
                 1 x family-is-latest-active [documented; 2.1 M] A family without a revision means its latest ACTIVE revision.
                 1 x cluster-names [assumed; 3.1 K] Creating an ACTIVE cluster again gives that cluster; the name of a deleted one can be used again.
                 1 x draining-takes-none [documented; 3.6 D] A DRAINING instance gets no new tasks.
                 1 x registered-memory [assumed; 3.8 (unconfirmed)] An instance registers 97 percent of its memory less 60 MiB.
                 1 x agent-capabilities [observed; 3.4 A] Amazon ECS and the agent give every instance attributes: its zone, type and processor, and what the agent can do.
                 1 x resource-reservation [documented; 3.3 M] A task holds its resources from its placement until its containers have ended.
                 1 x agent-connected [documented; 3.5 D23] Nothing is placed on an instance whose agent is not connected.
                 1 x attributes-match [documented; 4.1 D] An instance takes a task only if it has every attribute that the task definition requires.
                 1 x resources-fit [documented; 4.1 D] An instance takes a task only if it has the CPU, memory, ports, network interface and GPUs to spare; TCP and UDP are apart.
                 1 x default-spread [documented; 4.4 M] A service without a strategy spreads over zones, then over instances by its own tasks; ties are random.
                 1 x strategy-chain [documented; 4.4 D] Each strategy keeps the best of what the one before it left.
                 1 x spread-strategy [documented; 4.4 D] spread prefers the value that has the fewest tasks of the group; instances without the attribute count together.
                 1 x ties-at-random [documented; 4.1 D] Among equally good instances the lot decides.
                 1 x spread-counts [documented; 4.4 D] Spreading counts the tasks of the service that are not told to stop.
                 1 x percent-rounding [documented; 5.3] The minimum healthy percent rounds up, the maximum percent rounds down.
                 1 x healthy-count [documented; 5.4 M] A task counts when its targets are healthy and its health check succeeds, or, with neither, 40 s after RUNNING.
                 2 x rolling-scheduler [documented; 5.5 M] A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound.
                 1 x maximum-percent-counts [assumed; 5.5 (unconfirmed)] The maximum counts stopping tasks only where it is 100 percent or less.
                 1 x deployment-completion [observed; 5.5 O] A deployment completes when all wanted tasks are new and healthy and all others are at least stopping.
                 2 x rollout-state-reasons [observed; 5.9 O] A deployment says in one sentence how far it is.
                 3 x service-event-texts [observed; 5.12 O] Services report in fixed sentences.
                 1 x events-not-repeated [documented; 0.2 D23] A lasting condition is said once, and again when six hours have passed.
                 1 x updates-that-deploy [documented; 5.1 M] A new task definition, load balancer or network, or force, starts a deployment; counts and percents do not.
                 3 x service-deployment-statuses [documented; 5.13 D] A service deployment goes from PENDING through IN_PROGRESS to its end, and a newer one stops it.
                 3 x service-deployment-history [documented; 5.13 D] Creating a service and each update that deploys make a service deployment, which can be described for 90 days.
            Assumptions that outcomes of this run rest on, each with the first of them:
              image-pull-time: 00:00:01.782  task b43f web:1 container app pull started
              definition-defaults: 00:00:00.000  task definition web:1 registered
              compatibilities: 00:00:00.000  task definition web:1 registered
              required-attributes: 00:00:00.000  task definition web:1 registered
              cluster-names: 00:00:00.000  cluster default created
              registered-memory: 00:00:00.000  instance i-0dc5733b78d7c29eb registered m5.large in ap-northeast-2a
              maximum-percent-counts: 00:00:00.332  task b43f web:1 created PENDING on i-0dc5733b78d7c29eb
        "#]],
    );
    let unused = r#"{"calls": [{"at": 0, "call": "CreateCluster"}]}"#;
    check(
        &say_to(&["ledger", "--used-by", "-"], unused.as_bytes()),
        expect![[r#"
            exit 0
            output:
                 1 x cluster-names [assumed; 3.1 K] Creating an ACTIVE cluster again gives that cluster; the name of a deleted one can be used again.
            Assumptions that outcomes of this run rest on, each with the first of them:
              cluster-names: 00:00:00.000  cluster default created
        "#]],
    );
}

#[test]
fn the_whole_ledger_has_a_line_for_each_rule() {
    let said = say(&["ledger"]);
    assert_eq!(said.output.lines().count(), sim::Rule::ALL.len());
    for rule in sim::Rule::ALL {
        assert!(said.output.contains(rule.entry().sentence), "{rule:?}");
    }
}

/// A reader that has gone away, as `head` does.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let script = format!("{{\"calls\": [{TASK}]}}");
    for arguments in [
        ["run", "-"],
        ["check", "-"],
        ["help", "script"],
        ["ledger", "--seed=1"],
    ] {
        let mut errors = Vec::new();
        let exit = cli::run(
            arguments.iter().map(OsString::from).collect(),
            &mut Console {
                input: &mut script.as_bytes(),
                output: &mut Gone,
                errors: &mut errors,
                output_is_terminal: false,
                errors_are_terminal: false,
            },
        );
        assert_eq!((exit.code(), errors), (0, Vec::new()), "{arguments:?}");
    }
}
