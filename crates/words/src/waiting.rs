//! What one task waits for, in a sentence.

use sim::{Task, TaskWait, Time, World};

use crate::Language;
use crate::panel::messages;

messages! {
    /// Why a task is not yet as it is wanted.
    WaitText {
        Agent "It waits for its agent, which is away: what happens to it is not told to Amazon ECS." "에이전트와 연결이 끊겨 기다립니다. 그동안의 일은 Amazon ECS에 알려지지 않습니다.";
        Preparation { left: u64 } "It waits for its network interface or its Fargate capacity: {left} s left." "네트워크 인터페이스나 Fargate 용량을 기다립니다. {left}초 남았습니다.";
        Acceptance { left: u64 } "It waits for the agent to take it: {left} s left." "에이전트가 받기를 기다립니다. {left}초 남았습니다.";
        Pull { container: String, image: String, size: u32, left: u64 } "It waits for the image of {container}: {image}, {size} MiB, {left} s left. A smaller image comes sooner." "컨테이너 {container}의 이미지를 기다립니다. {image}, {size} MiB, {left}초 남았습니다. 이미지가 작으면 더 빠릅니다.";
        Start { container: String, left: u64 } "It waits for {container} to be created and started: {left} s left." "컨테이너 {container}의 생성과 시작을 기다립니다. {left}초 남았습니다.";
        Dependency { container: String, on: String, condition: String } "{container} waits for {on} to be {condition} (dependsOn). Without a startTimeout on {on} this never ends by itself." "컨테이너 {container}: {on} 컨테이너의 {condition} 조건을 기다립니다(dependsOn). {on}에 startTimeout이 없으면 끝없이 기다립니다.";
        DependencyUntil { container: String, on: String, condition: String, left: u64 } "{container} waits for {on} to be {condition} (dependsOn); in {left} s the startTimeout of {on} gives it up." "컨테이너 {container}: {on} 컨테이너의 {condition} 조건을 기다립니다(dependsOn). {left}초 뒤 {on}의 startTimeout으로 포기합니다.";
        Registration { left: u64 } "It waits until the load balancer knows it: {left} s left." "로드 밸런서 등록을 기다립니다. {left}초 남았습니다.";
        TargetHealth { group: String } "It runs, and waits for the health checks of {group} to succeed." "실행 중이며 대상 그룹 {group}의 상태 확인을 기다립니다.";
        ContainerHealth "It runs, and waits for the health check of its container to succeed." "실행 중이며 컨테이너 상태 확인을 기다립니다.";
        FortySeconds { left: u64 } "It runs without any health check, so it counts as healthy 40 s after its start: {left} s left." "상태 확인이 없어 시작 40초 뒤에 정상으로 셉니다. {left}초 남았습니다.";
        Draining { left: u64 } "It drains for the deregistration delay before SIGTERM: {left} s left." "SIGTERM 전에 등록 취소 지연 동안 드레이닝합니다. {left}초 남았습니다.";
        Exit { container: String, left: u64 } "{container} got SIGTERM; in {left} s its stopTimeout ends and it gets SIGKILL." "컨테이너 {container}: SIGTERM을 받았습니다. stopTimeout까지 {left}초 남았고 그 뒤 SIGKILL을 받습니다.";
        CleanUp { left: u64 } "It waits for what it used to be taken away: {left} s left." "사용한 리소스의 정리를 기다립니다. {left}초 남았습니다.";
    }
}

/// What a task waits for now and until when; none where it is as it is wanted.
pub fn task_wait(language: Language, world: &World, task: &Task) -> Option<String> {
    let left = |until: Time| until.since(world.now()).as_millis().div_ceil(1_000);
    let definitions = &task.definition.definition.container_definitions;
    let name = |container: usize| definitions[container].name.clone();
    let text = match world.task_wait(task)? {
        TaskWait::Agent => WaitText::Agent,
        TaskWait::Preparation { until } => WaitText::Preparation { left: left(until) },
        TaskWait::Acceptance { until } => WaitText::Acceptance { left: left(until) },
        TaskWait::Pull { container, until } => WaitText::Pull {
            container: name(container),
            image: definitions[container].image.clone(),
            size: task.containers[container].image.size_mib,
            left: left(until),
        },
        TaskWait::Start { container, until } => WaitText::Start {
            container: name(container),
            left: left(until),
        },
        TaskWait::Dependency {
            container,
            on,
            condition,
            until,
        } => {
            let (container, on) = (name(container), name(on));
            let condition = condition.name().to_owned();
            match until.map(left) {
                None => WaitText::Dependency {
                    container,
                    on,
                    condition,
                },
                Some(left) => WaitText::DependencyUntil {
                    container,
                    on,
                    condition,
                    left,
                },
            }
        }
        TaskWait::Registration { until } => WaitText::Registration { left: left(until) },
        TaskWait::TargetHealth(group) => WaitText::TargetHealth {
            group: world
                .target_group(group)
                .map_or_else(String::new, |group| group.name.clone()),
        },
        TaskWait::ContainerHealth => WaitText::ContainerHealth,
        TaskWait::FortySeconds { until } => WaitText::FortySeconds { left: left(until) },
        TaskWait::Draining { until } => WaitText::Draining { left: left(until) },
        TaskWait::Exit { container, until } => WaitText::Exit {
            container: name(container),
            left: left(until),
        },
        TaskWait::CleanUp { until } => WaitText::CleanUp { left: left(until) },
    };
    Some(text.say(language))
}
