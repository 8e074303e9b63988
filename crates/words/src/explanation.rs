//! Why a task is where it is, why others are not, and what a service waits for: what the native program says.

use sim::{
    Attribute, Change, Explanation, FailedPart, FunnelLevel, FunnelStep, InstanceId, Lack,
    Strategy, TaskId, World,
};

use crate::Language;
use crate::panel::messages;

messages! {
    /// What an explanation says.
    ExplanationText {
        At { time: String } "at {time}" "{time} 시점";
        Created { time: String, place: String } "created at {time} on {place}" "{time}에 {place}에서 생성됨";
        Stop { code: String, reason: String } "Why it stops: {code}, {reason}" "멈추는 이유: {code}, {reason}";
        Causes "What led to its end, from the end back:" "종료에 이르게 된 원인(끝에서 처음으로):";
        NoBill "Its beginning is not remembered: there is no bill of its time." "시작 기록이 없어 시간 내역이 없습니다.";
        Placed { time: String } "Why it was placed there at {time}:" "{time}에 그곳에 배치된 이유:";
        Unplaced { definition: String } "Why the next task of {definition} has no place:" "{definition}의 다음 태스크를 배치할 수 없는 이유:";
        Forgotten "Its placement is too long ago to be told, or nobody chose it." "배치된 지 너무 오래되었거나, 선택된 적이 없어 설명할 수 없습니다.";
        FargateZone { zone: String, count: u32 } "{zone}: {count} tasks of its group" "{zone}: 같은 그룹의 태스크 {count}개";
        OnFargate "Fargate takes the zone of the subnets with the fewest tasks of the group, by lot among equals." "Fargate는 서브넷의 가용 영역 중 같은 그룹의 태스크가 가장 적은 곳을 고르고, 같으면 무작위로 고릅니다.";
        NoInstances "The cluster has no container instance." "클러스터에 컨테이너 인스턴스가 없습니다.";
        Cluster { count: u32 } "{count} in the cluster" "클러스터에 {count}대";
        Able { count: u32 } "{count} ACTIVE with a connected agent" "ACTIVE이고 에이전트가 연결된 {count}대";
        Attributes { count: u32 } "{count} with its attributes and zones" "속성과 가용 영역이 맞는 {count}대";
        Resources { count: u32 } "{count} with enough of everything" "리소스가 충분한 {count}대";
        Constraints { count: u32 } "{count} that keep its constraints" "제약 조건을 지키는 {count}대";
        SpreadLevel { count: u32, field: String, best: u64 } "{count} with the fewest tasks of its group by {field} ({best})" "{field} 기준으로 같은 그룹의 태스크가 가장 적은({best}개) {count}대";
        CpuLevel { count: u32, best: u64 } "{count} with the least CPU left ({best} units)" "남은 CPU가 가장 적은({best} 유닛) {count}대";
        MemoryLevel { count: u32, best: u64 } "{count} with the least memory left ({best} MiB)" "남은 메모리가 가장 적은({best} MiB) {count}대";
        RandomLevel { count: u32 } "{count} by lot" "무작위로 {count}대";
        NoneLeft { step: String } "{step}: none is left" "{step}: 남은 것이 없음";
        Rank { rank: usize } "could take it, rank {rank}" "배치 가능, {rank}순위";
        Taken "taken" "선택됨";
        NotActive "it is not ACTIVE" "ACTIVE가 아닙니다";
        Agent "its agent is not connected" "에이전트가 연결되어 있지 않습니다";
        Attribute { name: String } "it lacks the attribute {name}" "속성 {name}이(가) 없습니다";
        WrongZone "it stands in the zone of none of the subnets" "서브넷이 없는 가용 영역에 있습니다";
        Cpu { needed: u32, remaining: u32 } "CPU: needs {needed} units, has {remaining}" "CPU: {needed} 유닛 필요, {remaining} 유닛 남음";
        Memory { needed: u32, remaining: u32 } "memory: needs {needed} MiB, has {remaining}" "메모리: {needed} MiB 필요, {remaining} MiB 남음";
        Port { port: u16, protocol: String, holder: String } "port {port}/{protocol} is taken by {holder}" "포트 {port}/{protocol}을(를) {holder}이(가) 사용 중";
        TheAgent "the agent" "에이전트";
        TheTask { task: String } "task {task}" "태스크 {task}";
        StaticPorts { needed: u32, remaining: u32 } "reserved ports: needs {needed}, has {remaining}" "예약 포트: {needed}개 필요, {remaining}개 남음";
        DynamicPorts { needed: u32, remaining: u32 } "dynamic ports: needs {needed}, has {remaining}" "동적 포트: {needed}개 필요, {remaining}개 남음";
        Eni { total: u32 } "all of its {total} network interfaces for tasks are taken" "태스크용 네트워크 인터페이스 {total}개가 모두 사용 중";
        Gpus { needed: u32, remaining: u32 } "GPUs: needs {needed}, has {remaining}" "GPU: {needed}개 필요, {remaining}개 남음";
        DistinctInstance "another task of the group is there (distinctInstance)" "같은 그룹의 태스크가 이미 있음(distinctInstance)";
        MemberOf "it does not match the expression (memberOf)" "표현식과 맞지 않음(memberOf)";
        FailedPart { text: String, seen: String } "{text} is not so: it has {seen}" "{text} 조건과 다름: {seen}";
        Nothing "nothing" "없음";
        Changes "Each of these changes would give it a place (tried on a copy of this world):" "다음 가운데 하나만 바꾸어도 배치됩니다(이 세계의 사본에서 확인함):";
        TaskCpu { cpu_units: u32 } "a task of at most {cpu_units} CPU units" "태스크 CPU를 {cpu_units} 유닛 이하로";
        TaskMemory { memory_mib: u32 } "a task of at most {memory_mib} MiB" "태스크 메모리를 {memory_mib} MiB 이하로";
        TaskSize { cpu_units: u32, memory_mib: u32 } "a task of at most {cpu_units} CPU units and {memory_mib} MiB" "태스크를 CPU {cpu_units} 유닛, 메모리 {memory_mib} MiB 이하로";
        AddInstance { kind: String, zone: String, more: String } "one more {kind} in {zone}{more}" "{zone}에 {kind} 1대 추가{more}";
        WithTrunking " with awsvpcTrunking" "(awsvpcTrunking 사용)";
        WithAttribute { attribute: String } ", {attribute}" ", {attribute}";
        StopTasks { instance: String, tasks: String } "stop on {instance}: {tasks}" "{instance}에서 중지: {tasks}";
        DynamicHostPorts "dynamic host ports (hostPort 0)" "동적 호스트 포트(hostPort 0)";
        DropConstraints { constraints: String } "without the constraint {constraints}" "제약 조건 {constraints} 없이";
        PutAttribute { instance: String, attribute: String } "the attribute {attribute} on {instance}" "{instance}에 속성 {attribute} 추가";
        AddSubnet { zone: String } "a subnet in {zone}" "{zone}에 서브넷 추가";
        Activate { instance: String } "{instance} ACTIVE again" "{instance}을(를) 다시 ACTIVE로";
        ReconnectAgent { instance: String } "the agent of {instance} connected again" "{instance}의 에이전트를 다시 연결";
        Service { name: String } "Service {name}" "서비스 {name}";
        Rules "Rules that this rests on:" "근거가 되는 규칙:";
        Assumed { count: usize } "Assumptions among them: {count}." "이 가운데 가정: {count}개.";
    }
}

/// A step of placement with what it has left.
pub fn funnel_line(language: Language, explanation: &Explanation, level: &FunnelLevel) -> String {
    let count = level.remaining;
    let best = level.best.unwrap_or(0);
    let text = match level.step {
        FunnelStep::Cluster => ExplanationText::Cluster { count },
        FunnelStep::Able => ExplanationText::Able { count },
        FunnelStep::Attributes => ExplanationText::Attributes { count },
        FunnelStep::Resources => ExplanationText::Resources { count },
        FunnelStep::Constraints => ExplanationText::Constraints { count },
        FunnelStep::Tie => ExplanationText::RandomLevel { count },
        FunnelStep::Strategy(index) => match explanation.strategy.get(index) {
            Some(Strategy::BinpackCpu) => ExplanationText::CpuLevel { count, best },
            Some(Strategy::BinpackMemory) => ExplanationText::MemoryLevel { count, best },
            Some(spread @ (Strategy::SpreadInstance | Strategy::SpreadAttribute(_))) => {
                let field = spread.shape().field.unwrap_or_default();
                ExplanationText::SpreadLevel { count, field, best }
            }
            Some(Strategy::Random) | None => ExplanationText::RandomLevel { count },
        },
    };
    text.say(language)
}

/// What an instance lacks; a constraint says which parts of it failed.
pub fn lack_line(
    language: Language,
    explanation: &Explanation,
    lack: Lack,
    failed: &[FailedPart],
) -> String {
    let text = match lack {
        Lack::NotActive => ExplanationText::NotActive,
        Lack::AgentDisconnected => ExplanationText::Agent,
        Lack::Attribute(index) => ExplanationText::Attribute {
            name: explanation
                .attributes
                .get(index)
                .map_or_else(String::new, |attribute| attribute.name.clone()),
        },
        Lack::Zone => ExplanationText::WrongZone,
        Lack::Cpu { needed, remaining } => ExplanationText::Cpu { needed, remaining },
        Lack::Memory { needed, remaining } => ExplanationText::Memory { needed, remaining },
        Lack::Port { port, holder } => ExplanationText::Port {
            port: port.port,
            protocol: port.protocol.name().to_owned(),
            holder: holder_name(language, holder),
        },
        Lack::StaticPorts { needed, remaining } => {
            ExplanationText::StaticPorts { needed, remaining }
        }
        Lack::DynamicPorts { needed, remaining } => {
            ExplanationText::DynamicPorts { needed, remaining }
        }
        Lack::Eni { total } => ExplanationText::Eni { total },
        Lack::Gpus { needed, remaining } => ExplanationText::Gpus { needed, remaining },
        Lack::DistinctInstance => ExplanationText::DistinctInstance,
        Lack::MemberOf(constraint) => {
            let parts = failed.iter().filter(|part| part.constraint == constraint);
            let parts: Vec<String> = parts.map(|part| failed_part(language, part)).collect();
            if !parts.is_empty() {
                return parts.join("; ");
            }
            ExplanationText::MemberOf
        }
    };
    text.say(language)
}

fn holder_name(language: Language, holder: Option<TaskId>) -> String {
    let text = match holder {
        None => ExplanationText::TheAgent,
        Some(task) => ExplanationText::TheTask {
            task: task
                .to_string()
                .chars()
                .take(TaskId::SHORT_LENGTH)
                .collect(),
        },
    };
    text.say(language)
}

fn failed_part(language: Language, part: &FailedPart) -> String {
    let seen = part.seen.clone();
    ExplanationText::FailedPart {
        text: part.text.clone(),
        seen: seen.unwrap_or_else(|| ExplanationText::Nothing.say(language)),
    }
    .say(language)
}

/// A change that would give a task a place.
pub fn change_line(
    language: Language,
    world: &World,
    explanation: &Explanation,
    change: &Change,
) -> String {
    let ec2 = |instance: InstanceId| instance.ec2().to_string();
    let text = match change {
        Change::TaskSize {
            cpu_units: Some(cpu_units),
            memory_mib: None,
        } => ExplanationText::TaskCpu {
            cpu_units: *cpu_units,
        },
        Change::TaskSize {
            cpu_units,
            memory_mib,
        } => match cpu_units {
            None => ExplanationText::TaskMemory {
                memory_mib: memory_mib.unwrap_or(0),
            },
            Some(cpu_units) => ExplanationText::TaskSize {
                cpu_units: *cpu_units,
                memory_mib: memory_mib.unwrap_or(0),
            },
        },
        Change::AddInstance {
            instance_type,
            zone,
            awsvpc_trunking,
            attributes,
        } => {
            let trunking = awsvpc_trunking.then(|| ExplanationText::WithTrunking.say(language));
            let attributes = attributes.iter().map(|attribute| {
                let attribute = shown(attribute);
                ExplanationText::WithAttribute { attribute }.say(language)
            });
            ExplanationText::AddInstance {
                kind: (*instance_type).to_owned(),
                zone: world.zone_name(*zone),
                more: trunking.into_iter().chain(attributes).collect(),
            }
        }
        Change::StopTasks { instance, tasks } => {
            let tasks = tasks.iter().map(|task| holder_name(language, Some(*task)));
            let tasks: Vec<String> = tasks.collect();
            ExplanationText::StopTasks {
                instance: ec2(*instance),
                tasks: tasks.join(", "),
            }
        }
        Change::DynamicHostPorts => ExplanationText::DynamicHostPorts,
        Change::DropConstraints(places) => {
            let constraints = places
                .iter()
                .filter_map(|place| explanation.constraints.get(*place))
                .map(|constraint| {
                    let shape = constraint.shape();
                    shape
                        .expression
                        .unwrap_or_else(|| shape.r#type.name().to_owned())
                });
            let constraints: Vec<String> = constraints.collect();
            ExplanationText::DropConstraints {
                constraints: constraints.join(", "),
            }
        }
        Change::PutAttribute {
            instance,
            attribute,
        } => ExplanationText::PutAttribute {
            instance: ec2(*instance),
            attribute: shown(attribute),
        },
        Change::AddSubnet(zone) => ExplanationText::AddSubnet {
            zone: world.zone_name(*zone),
        },
        Change::Activate(instance) => ExplanationText::Activate {
            instance: ec2(*instance),
        },
        Change::ReconnectAgent(instance) => ExplanationText::ReconnectAgent {
            instance: ec2(*instance),
        },
    };
    text.say(language)
}

/// `name=value`, or only the name.
fn shown(attribute: &Attribute) -> String {
    match &attribute.value {
        Some(value) => format!("{}={value}", attribute.name),
        None => attribute.name.clone(),
    }
}
