//! What a person did, in a sentence.

use sim::{Command, DeploymentId, InstanceStatus, ServiceId, TaskSetCommand, UpdateService, World};

use crate::Language;
use crate::panel::messages;

messages! {
    /// The beginning of a chain of causes.
    CommandText {
        Create { name: String, definition: String, count: u32 } "you created the service {name} with {count} tasks of {definition}" "서비스 {name}을(를) {definition} 태스크 {count}개로 만듦";
        Deploy { name: String, definition: String } "you deployed {definition} to the service {name}" "서비스 {name}에 {definition}을(를) 배포함";
        Redeploy { name: String } "you forced a new deployment of the service {name}" "서비스 {name}의 새 배포를 강제함";
        CreateDaemon { name: String, definition: String } "you created the service {name} with a task of {definition} on every instance" "서비스 {name}을(를) 인스턴스마다 {definition} 태스크 하나로 만듦";
        CreateExternal { name: String } "you created the service {name} without a task definition" "서비스 {name}을(를) 태스크 정의 없이 만듦";
        CreateTaskSet { name: String, definition: String } "you created a task set of {definition} in the service {name}" "서비스 {name}에 {definition} 태스크 세트를 만듦";
        ScaleTaskSet { set: String, percent: String } "you scaled the task set {set} to {percent}%" "태스크 세트 {set}의 규모를 {percent}%로 정함";
        PrimaryTaskSet { set: String } "you made the task set {set} PRIMARY" "태스크 세트 {set}을(를) PRIMARY로 바꿈";
        DeleteTaskSet { set: String } "you deleted the task set {set}" "태스크 세트 {set}을(를) 삭제함";
        Scale { name: String, count: u32 } "you set the desired count of {name} to {count}" "{name}의 원하는 태스크 수를 {count}(으)로 정함";
        Update { name: String } "you changed the settings of the service {name}" "서비스 {name}의 설정을 바꿈";
        Delete { name: String } "you deleted the service {name}" "서비스 {name}을(를) 삭제함";
        Run { definition: String } "you ran a task of {definition}" "{definition} 태스크를 실행함";
        Stop "you stopped the task" "태스크를 중지함";
        Protect "you changed the protection of tasks" "태스크 보호를 바꿈";
        Launch { kind: String, zone: String } "you launched an instance {kind} in {zone}" "{zone}에 {kind} 인스턴스를 시작함";
        Drain { count: usize } "you set {count} instances to DRAINING" "인스턴스 {count}대를 DRAINING으로 바꿈";
        Activate { count: usize } "you set {count} instances to ACTIVE" "인스턴스 {count}대를 ACTIVE로 바꿈";
        Deregister { instance: String } "you deregistered instance {instance}" "인스턴스 {instance}의 등록을 취소함";
        Disconnect { instance: String } "fault: the agent of {instance} fell silent" "장애: {instance}의 에이전트가 응답하지 않게 됨";
        Connect { instance: String } "you connected the agent of {instance}" "{instance}의 에이전트를 연결함";
        Terminate { instance: String } "fault: instance {instance} was terminated" "장애: 인스턴스 {instance}이(가) 종료됨";
        Kill { code: u8 } "fault: the process was ended with exit code {code}" "장애: 프로세스를 종료 코드 {code}(으)로 끝냄";
        FillMemory "fault: the memory was filled" "장애: 메모리를 가득 채움";
        Account "you changed the account around Amazon ECS" "Amazon ECS 주변의 계정 설정을 바꿈";
        Push { name: String } "you pushed the image {name}" "이미지 {name}을(를) 푸시함";
        Traffic { count: u32 } "you set the traffic to {count} requests a second" "트래픽을 초당 요청 {count}개로 정함";
        Balancing "you changed the load balancing" "로드 밸런싱 설정을 바꿈";
        Cluster "you changed the cluster" "클러스터를 바꿈";
        Definition "you changed the task definitions" "태스크 정의를 바꿈";
        Other "you changed something" "무언가를 바꿈";
    }
}

/// What a command is to people; ids that name nothing any more stay ids.
pub fn command_sentence(language: Language, world: &World, command: &Command) -> String {
    text(world, command).say(language)
}

fn text(world: &World, command: &Command) -> CommandText {
    match command {
        Command::CreateCluster { .. } | Command::DeleteCluster { .. } => CommandText::Cluster,
        Command::RegisterTaskDefinition(_)
        | Command::DeregisterTaskDefinition { .. }
        | Command::DeleteTaskDefinitions { .. } => CommandText::Definition,
        Command::CreateTargetGroup(_)
        | Command::ModifyTargetGroup { .. }
        | Command::CreateLoadBalancer(_)
        | Command::Balancing(_) => CommandText::Balancing,
        Command::CreateService(input) => {
            let (name, definition) = (input.service_name.clone(), input.task_definition.clone());
            let Some(definition) = definition else {
                return CommandText::CreateExternal { name };
            };
            match input.desired_count {
                Some(count) => CommandText::Create {
                    name,
                    definition,
                    count,
                },
                None => CommandText::CreateDaemon { name, definition },
            }
        }
        Command::UpdateService(input) => update_text(world, input),
        Command::DeleteService { service, .. } => CommandText::Delete {
            name: service_name(world, *service),
        },
        Command::TaskSet(command) => task_set_text(world, command),
        Command::UpdateTaskProtection(_) => CommandText::Protect,
        Command::RunTask(input) => CommandText::Run {
            definition: input.task_definition.clone(),
        },
        Command::StartTask(input) => CommandText::Run {
            definition: input.task_definition.clone(),
        },
        Command::StopTask { .. } => CommandText::Stop,
        Command::ChangeAccount(_) => CommandText::Account,
        Command::PushImage { name, .. } => CommandText::Push { name: name.clone() },
        Command::SetTraffic {
            requests_per_second,
            ..
        } => CommandText::Traffic {
            count: *requests_per_second,
        },
        Command::KillContainer { exit_code, .. } => CommandText::Kill { code: *exit_code },
        Command::FillMemory { .. } => CommandText::FillMemory,
        _ => instance_text(world, command),
    }
}

fn instance_text(world: &World, command: &Command) -> CommandText {
    match command {
        Command::LaunchInstance(input) => CommandText::Launch {
            kind: input.instance_type.clone(),
            zone: world.zone_name(input.zone),
        },
        Command::UpdateContainerInstancesState {
            container_instances,
            status,
            ..
        } => {
            let count = container_instances.len();
            match status {
                InstanceStatus::Draining => CommandText::Drain { count },
                InstanceStatus::Active => CommandText::Activate { count },
            }
        }
        Command::DeregisterContainerInstance {
            container_instance, ..
        } => CommandText::Deregister {
            instance: container_instance.ec2().to_string(),
        },
        Command::DisconnectAgent { instance, .. } => CommandText::Disconnect {
            instance: instance.ec2().to_string(),
        },
        Command::ConnectAgent { instance } => CommandText::Connect {
            instance: instance.ec2().to_string(),
        },
        Command::TerminateInstance { instance } => CommandText::Terminate {
            instance: instance.ec2().to_string(),
        },
        _ => CommandText::Other,
    }
}

fn task_set_text(world: &World, command: &TaskSetCommand) -> CommandText {
    let set = |task_set: &DeploymentId| task_set.to_string();
    match command {
        TaskSetCommand::Create(input) => CommandText::CreateTaskSet {
            name: service_name(world, input.service),
            definition: input.task_definition.clone(),
        },
        TaskSetCommand::Update {
            task_set,
            scale_tenths,
            ..
        } => CommandText::ScaleTaskSet {
            set: set(task_set),
            percent: format!("{}.{}", scale_tenths / 10, scale_tenths % 10),
        },
        TaskSetCommand::UpdatePrimary { task_set, .. } => {
            CommandText::PrimaryTaskSet { set: set(task_set) }
        }
        TaskSetCommand::Delete { task_set, .. } => {
            CommandText::DeleteTaskSet { set: set(task_set) }
        }
    }
}

fn update_text(world: &World, input: &UpdateService) -> CommandText {
    let name = service_name(world, input.service);
    match (&input.task_definition, input.desired_count) {
        (Some(definition), _) => CommandText::Deploy {
            name,
            definition: definition.clone(),
        },
        _ if input.force_new_deployment => CommandText::Redeploy { name },
        (None, Some(count)) => CommandText::Scale { name, count },
        (None, None) => CommandText::Update { name },
    }
}

fn service_name(world: &World, id: ServiceId) -> String {
    world
        .service(id)
        .map_or_else(String::new, |service| service.name.clone())
}
