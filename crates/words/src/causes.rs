//! The chain of causes behind the end of a task, a sentence a link.

mod command;

use sim::{
    CauseLink, Causes, ContainerStatus, DeploymentId, Event, EventKind, HealthStatus, Signal,
    StopReason, TargetGroupId, TargetState, Task, TaskId, TaskStatus, Time, World,
};

pub use command::{CommandText, command_sentence};

use crate::Language;
use crate::panel::messages;
use crate::transcript::short;

messages! {
    /// A link of a chain of causes.
    CauseText {
        Exited { container: String, code: u8 } "container {container} ended with exit code {code}" "컨테이너 {container}이(가) 종료 코드 {code}(으)로 끝남";
        NoCode { container: String } "container {container} was STOPPED without an exit code" "컨테이너 {container}이(가) 종료 코드 없이 STOPPED가 됨";
        Began { container: String } "container {container} began to run" "컨테이너 {container}이(가) 실행되기 시작함";
        Restarted { container: String } "the restart policy started container {container} again" "재시작 정책이 컨테이너 {container}을(를) 다시 시작함";
        Sigkill { container: String, seconds: String } "SIGKILL to container {container}, which had not ended after its stopTimeout of {seconds} s" "컨테이너 {container}이(가) stopTimeout {seconds}초 안에 끝나지 않아 SIGKILL을 보냄";
        Killed { container: String } "SIGKILL to container {container}" "컨테이너 {container}에 SIGKILL을 보냄";
        Sigterm { container: String } "SIGTERM to container {container}" "컨테이너 {container}에 SIGTERM을 보냄";
        Drained { seconds: String } "its targets drained for {seconds} s (deregistration delay)" "대상이 {seconds}초 동안 등록 취소 대기함(등록 취소 지연)";
        Drains "its targets began to drain" "대상의 등록 취소가 시작됨";
        Told { reason: String } "it was told to stop: {reason}" "중지하라는 지시를 받음: {reason}";
        Replaced { old: String, deployment: String } "the scheduler stopped it: its revision {old} is replaced by {deployment}" "스케줄러가 중지함: 리비전 {old}이(가) {deployment}(으)로 교체됨";
        Surplus "the scheduler stopped it: one task more than wanted" "스케줄러가 중지함: 원하는 수보다 태스크가 많음";
        OutOfMemory { container: String, limit: u32 } "container {container} used more than its {limit} MiB of memory" "컨테이너 {container}이(가) 메모리 {limit} MiB를 넘게 사용함";
        HealthyContainers "its container health checks passed" "컨테이너 상태 확인을 통과함";
        UnhealthyContainers "its container health checks failed" "컨테이너 상태 확인에 실패함";
        HealthyTarget { group: String } "its target in {group} became healthy" "{group}의 대상이 healthy가 됨";
        UnhealthyTarget { group: String } "its target in {group} became unhealthy" "{group}의 대상이 unhealthy가 됨";
        Ran "it came to be RUNNING" "RUNNING이 됨";
        Stopped "it was STOPPED, which made room" "STOPPED가 되어 자리가 남";
        Started { definition: String } "the scheduler started it from {definition}" "스케줄러가 {definition}으로 시작함";
        Deployment { deployment: String, state: String } "deployment {deployment} is {state}" "배포 {deployment}이(가) {state} 상태가 됨";
        Instance { instance: String, status: String } "instance {instance} is {status}" "인스턴스 {instance}이(가) {status} 상태가 됨";
        InstanceGone { instance: String } "instance {instance} is gone" "인스턴스 {instance}이(가) 사라짐";
        AgentBack { instance: String } "the agent of {instance} connected again" "{instance}의 에이전트가 다시 연결됨";
        AgentAway { instance: String } "the agent of {instance} is not connected" "{instance}의 에이전트 연결이 끊김";
        Of { task: String, text: String } "task {task}: {text}" "태스크 {task}: {text}";
        Omitted { count: usize } "… {count} more of the same kind …" "… 같은 종류 {count}개 더 …";
        Forgotten "What came before is too long ago to be remembered." "그 이전은 너무 오래되어 기록이 없습니다.";
    }
}

/// A chain as lines, its end first: the time, and what happened then. Without a task's name it is the one that the
/// chain is about.
pub fn cause_lines(
    language: Language,
    world: &World,
    subject: TaskId,
    causes: &Causes,
) -> Vec<String> {
    let links = cause_sentences(language, world, subject, causes).into_iter();
    links
        .map(|(at, text)| match at {
            Some(at) => format!("{at}  {text}"),
            None => text,
        })
        .collect()
}

/// The same with each time apart, where there is one.
pub fn cause_sentences(
    language: Language,
    world: &World,
    subject: TaskId,
    causes: &Causes,
) -> Vec<(Option<Time>, String)> {
    let mut sentences = Vec::new();
    let mut newer_at = None;
    for (index, link) in causes.links.iter().enumerate() {
        match link {
            CauseLink::Event(event) => {
                let older_at = causes.links.get(index + 1).and_then(time_of);
                let times = Times { newer_at, older_at };
                if let Some(text) = event_sentence(language, world, subject, event, &times) {
                    sentences.push((Some(event.at), text));
                }
                newer_at = Some(event.at);
            }
            CauseLink::Omitted(count) => {
                let text = CauseText::Omitted { count: *count };
                sentences.push((None, text.say(language)));
                newer_at = None;
            }
            CauseLink::Command { at, command } => {
                let sentence = command_sentence(language, world, command);
                sentences.push((Some(*at), sentence));
            }
            CauseLink::Forgotten => sentences.push((None, CauseText::Forgotten.say(language))),
        }
    }
    sentences
}

/// When the links beside one happened.
struct Times {
    newer_at: Option<Time>,
    older_at: Option<Time>,
}

const fn time_of(link: &CauseLink) -> Option<Time> {
    match link {
        CauseLink::Event(event) => Some(event.at),
        CauseLink::Command { at, .. } => Some(*at),
        _ => None,
    }
}

fn event_sentence(
    language: Language,
    world: &World,
    subject: TaskId,
    event: &Event,
    times: &Times,
) -> Option<String> {
    let text = event_text(world, event, times)?.say(language);
    Some(match event.kind.task() {
        Some(task) if task != subject => {
            let task = short(task);
            CauseText::Of { task, text }.say(language)
        }
        _ => text,
    })
}

fn event_text(world: &World, event: &Event, times: &Times) -> Option<CauseText> {
    let seconds = |from: Time, to: Time| said_seconds(to.since(from).as_millis());
    Some(match &event.kind {
        EventKind::SignalSent {
            task,
            container,
            signal,
        } => {
            let container = container_name(world, *task, *container);
            match (signal, times.older_at) {
                (Signal::Sigterm, _) => CauseText::Sigterm { container },
                (Signal::Sigkill, Some(older)) => CauseText::Sigkill {
                    container,
                    seconds: seconds(older, event.at),
                },
                (Signal::Sigkill, None) => CauseText::Killed { container },
            }
        }
        EventKind::TaskStatusChanged { to, .. } => match (to, times.newer_at) {
            (TaskStatus::Deactivating, Some(newer)) => CauseText::Drained {
                seconds: seconds(event.at, newer),
            },
            (TaskStatus::Deactivating, None) => CauseText::Drains,
            (TaskStatus::Running, _) => CauseText::Ran,
            (TaskStatus::Stopped, _) => CauseText::Stopped,
            _ => return None,
        },
        EventKind::TaskDesiredStatusChanged { task, reason, .. } => told(world.task(*task), reason),
        EventKind::TaskCreated { task, .. } => CauseText::Started {
            definition: world
                .task(*task)
                .map_or_else(|| "?".to_owned(), |task| task.definition.to_string()),
        },
        EventKind::TaskHealthChanged { to, .. } => match to {
            HealthStatus::Healthy => CauseText::HealthyContainers,
            _ => CauseText::UnhealthyContainers,
        },
        EventKind::TargetStateChanged {
            target_group, to, ..
        } => {
            let group = group_name(world, *target_group);
            match to {
                TargetState::Healthy => CauseText::HealthyTarget { group },
                _ => CauseText::UnhealthyTarget { group },
            }
        }
        other => return surroundings_text(world, other),
    })
}

/// What happened in a container, or around tasks.
fn surroundings_text(world: &World, kind: &EventKind) -> Option<CauseText> {
    Some(match kind {
        EventKind::ContainerStatusChanged {
            task,
            container,
            to,
            exit_code,
            ..
        } => {
            let container = container_name(world, *task, *container);
            match (to, exit_code) {
                (ContainerStatus::Stopped, Some(code)) => CauseText::Exited {
                    container,
                    code: *code,
                },
                (ContainerStatus::Stopped, None) => CauseText::NoCode { container },
                _ => CauseText::Began { container },
            }
        }
        EventKind::ContainerRestarted {
            task, container, ..
        } => CauseText::Restarted {
            container: container_name(world, *task, *container),
        },
        EventKind::OutOfMemory {
            task,
            container,
            limit_mib,
        } => CauseText::OutOfMemory {
            container: container_name(world, *task, *container),
            limit: *limit_mib,
        },
        EventKind::DeploymentChanged {
            deployment,
            rollout_state,
            ..
        } => CauseText::Deployment {
            deployment: deployment.to_string(),
            state: rollout_state.name().to_owned(),
        },
        EventKind::InstanceStatusChanged { instance, to } => CauseText::Instance {
            instance: instance.ec2().to_string(),
            status: to.name().to_owned(),
        },
        EventKind::InstanceTerminated(instance) => CauseText::InstanceGone {
            instance: instance.ec2().to_string(),
        },
        EventKind::AgentConnected(instance) => CauseText::AgentBack {
            instance: instance.ec2().to_string(),
        },
        EventKind::AgentDisconnected(instance) => CauseText::AgentAway {
            instance: instance.ec2().to_string(),
        },
        _ => return None,
    })
}

fn told(task: Option<&Task>, reason: &StopReason) -> CauseText {
    let (StopReason::ScalingActivity(deployment), Some(task)) = (reason, task) else {
        let reason = reason.to_string();
        return CauseText::Told { reason };
    };
    if task.deployment() == Some(*deployment) {
        return CauseText::Surplus;
    }
    CauseText::Replaced {
        old: task.definition.to_string(),
        deployment: DeploymentId::to_string(deployment),
    }
}

/// Seconds as people write them, to a tenth.
fn said_seconds(milliseconds: u64) -> String {
    let tenths = (milliseconds + 50) / 100;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

fn container_name(world: &World, id: TaskId, container: usize) -> String {
    world.task(id).map_or_else(
        || container.to_string(),
        |task| {
            task.definition.definition.container_definitions[container]
                .name
                .clone()
        },
    )
}

fn group_name(world: &World, id: TargetGroupId) -> String {
    world
        .target_group(id)
        .map_or_else(String::new, |group| group.name.clone())
}
