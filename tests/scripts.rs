//! Whole scripts and their histories: every file of `scripts/` has one in `golden/scripts/`, which was read line by line
//! against the specification; `UPDATE_EXPECT=1` writes them anew, to be read again.

use std::fs;
use std::path::{Path, PathBuf};

use document::script::Call;
use expect_test::expect_file;
use sim::{
    AccountChange, AlarmCommand, BalancingCommand, Command, DeploymentId, Fault, HookCommand,
    ListenerRuleId, ScalingCommand, ServiceId, TaskSetCommand,
};

use crate::command_line::{Said, say};

/// A command without a call does not compile here: give it a row in the table of calls, and a line below.
macro_rules! calls_of_commands {
    ($call_of:ident($kind:ty), $calls:ident: $($command:pat => $call:literal,)+) => {
        const fn $call_of(command: &$kind) -> &'static str {
            match command {
                $($command => $call,)+
            }
        }

        const $calls: &[&str] = &[$($call),+];
    };
}

calls_of_commands! { balancing_call_of(BalancingCommand), BALANCING_CALLS:
    BalancingCommand::ModifyTargetGroupAttributes { .. } => "ModifyTargetGroupAttributes",
    BalancingCommand::DeleteTargetGroup { .. } => "DeleteTargetGroup",
    BalancingCommand::ModifyLoadBalancerAttributes { .. } => "ModifyLoadBalancerAttributes",
    BalancingCommand::DeleteLoadBalancer { .. } => "DeleteLoadBalancer",
    BalancingCommand::CreateListener { .. } => "CreateListener",
    BalancingCommand::ModifyListener { .. } => "ModifyListener",
    BalancingCommand::DeleteListener { .. } => "DeleteListener",
    BalancingCommand::CreateRule(_) => "CreateRule",
    BalancingCommand::ModifyRule { .. } => "ModifyRule",
    BalancingCommand::SetRulePriorities { .. } => "SetRulePriorities",
    BalancingCommand::DeleteRule { .. } => "DeleteRule",
}

calls_of_commands! { task_set_call_of(TaskSetCommand), TASK_SET_CALLS:
    TaskSetCommand::Create(_) => "CreateTaskSet",
    TaskSetCommand::Update { .. } => "UpdateTaskSet",
    TaskSetCommand::UpdatePrimary { .. } => "UpdateServicePrimaryTaskSet",
    TaskSetCommand::Delete { .. } => "DeleteTaskSet",
}

calls_of_commands! { call_of(Command), CALLS:
    Command::CreateCluster { .. } => "CreateCluster",
    Command::DeleteCluster { .. } => "DeleteCluster",
    Command::RegisterTaskDefinition(_) => "RegisterTaskDefinition",
    Command::DeregisterTaskDefinition { .. } => "DeregisterTaskDefinition",
    Command::DeleteTaskDefinitions { .. } => "DeleteTaskDefinitions",
    Command::CreateTargetGroup(_) => "CreateTargetGroup",
    Command::ModifyTargetGroup { .. } => "ModifyTargetGroup",
    Command::CreateLoadBalancer(_) => "CreateLoadBalancer",
    Command::Balancing(_) => "ModifyListener",
    Command::CreateService(_) => "CreateService",
    Command::UpdateService(_) => "UpdateService",
    Command::DeleteService { .. } => "DeleteService",
    Command::UpdateTaskProtection(_) => "UpdateTaskProtection",
    Command::StopServiceDeployment { .. } => "StopServiceDeployment",
    Command::TaskSet(_) => "CreateTaskSet",
    Command::Scaling(ScalingCommand::RegisterTarget { .. }) => "RegisterScalableTarget",
    Command::Scaling(ScalingCommand::DeregisterTarget { .. }) => "DeregisterScalableTarget",
    Command::Scaling(ScalingCommand::PutPolicy { .. }) => "PutScalingPolicy",
    Command::Alarm(AlarmCommand::Put { .. }) => "PutMetricAlarm",
    Command::Alarm(AlarmCommand::SetState { .. }) => "SetAlarmState",
    Command::Hook(HookCommand::SetFunction { .. }) => "SetHookFunction",
    Command::Hook(HookCommand::Continue { .. }) => "ContinueServiceDeployment",
    Command::RunTask(_) => "RunTask",
    Command::StartTask(_) => "StartTask",
    Command::StopTask { .. } => "StopTask",
    Command::LaunchInstance(_) => "LaunchInstances",
    Command::PutAttributes { .. } => "PutAttributes",
    Command::DeleteAttributes { .. } => "DeleteAttributes",
    Command::UpdateContainerInstancesState { .. } => "UpdateContainerInstancesState",
    Command::DeregisterContainerInstance { .. } => "DeregisterContainerInstance",
    Command::TerminateInstance { .. } => "TerminateInstance",
    Command::DisconnectAgent { .. } => "DisconnectAgent",
    Command::ConnectAgent { .. } => "ConnectAgent",
    Command::KillContainer { .. } => "KillContainer",
    Command::FillMemory { .. } => "FillMemory",
    Command::Fault(Fault::Process { .. }) => "ChangeProcess",
    Command::Fault(Fault::LoseZone(_)) => "LoseZone",
    Command::ChangeSpotCapacity(_) => "SetFargateSpotCapacity",
    Command::InterruptSpotTask { .. } => "InterruptSpotTask",
    Command::ChangeAccount(AccountChange::SetRole { .. }) => "SetRole",
    Command::ChangeAccount(AccountChange::PutSecret { .. }) => "PutSecret",
    Command::ChangeAccount(AccountChange::DeleteSecret { .. }) => "DeleteSecret",
    Command::ChangeAccount(AccountChange::CreateLogGroup { .. }) => "CreateLogGroup",
    Command::ChangeAccount(AccountChange::DeleteLogGroup { .. }) => "DeleteLogGroup",
    Command::PushImage { .. } => "PushImage",
    Command::SetTraffic { .. } => "SetTraffic",
    Command::ShapeTraffic { .. } => "SetTraffic",
}

#[test]
fn every_command_of_the_core_has_a_call_and_every_call_a_command() {
    let known: Vec<&str> = Call::FORMS.iter().map(|form| form.name).collect();
    let all = CALLS.iter().chain(BALANCING_CALLS).chain(TASK_SET_CALLS);
    let all: Vec<&str> = all.copied().collect();
    for call in &all {
        assert!(known.contains(call), "there is no call {call}");
    }
    for call in known {
        assert!(all.contains(&call), "the call {call} is no command");
    }
    let name = String::from("demo");
    assert_eq!(call_of(&Command::CreateCluster { name }), "CreateCluster");
    let command = BalancingCommand::DeleteRule {
        rule: ListenerRuleId::UNKNOWN,
    };
    assert_eq!(balancing_call_of(&command), "DeleteRule");
    let command = TaskSetCommand::UpdatePrimary {
        service: ServiceId::UNKNOWN,
        task_set: DeploymentId::UNKNOWN,
    };
    assert_eq!(task_set_call_of(&command), "UpdateServicePrimaryTaskSet");
}

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let entries = fs::read_dir(folder).expect("the folder of scripts is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("its entries can be read").path())
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_script_is_valid_and_plays_as_its_golden_history_says() {
    let paths = scripts();
    assert!(!paths.is_empty(), "there are scripts");
    for path in paths {
        let file = path.to_str().expect("our paths are text");
        let name = path.file_stem().and_then(|name| name.to_str());
        let golden = format!("golden/scripts/{}.txt", name.expect("a script has a name"));
        let Said { output, errors, .. } = say(&["check", file]);
        assert_eq!((output.as_str(), errors.as_str()), ("", ""), "{file}");
        let said = say(&["run", file]);
        assert_eq!((said.code, said.errors.as_str()), (0, ""), "{file}");
        expect_file![golden].assert_eq(&said.output);
    }
}

#[test]
fn another_seed_gives_another_history_and_the_same_seed_the_same() {
    let path = scripts().remove(0);
    let file = path.to_str().expect("our paths are text");
    let with = |seed: &str| say(&["run", file, "--seed", seed]).output;
    assert_eq!(with("5"), with("5"));
    assert_ne!(with("5"), with("6"));
}
