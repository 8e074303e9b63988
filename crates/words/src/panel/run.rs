//! What the page says about tasks that a person runs without a service.

use super::messages;

messages! {
    /// What the form of `RunTask` and `StartTask` says.
    RunText {
        Title "Run a task without a service" "서비스 없이 태스크 실행";
        Help "RunTask: the tasks belong to no service. Nobody replaces them when they end." "RunTask: 어떤 서비스에도 속하지 않습니다. 끝나도 아무도 대체하지 않습니다.";
        Definition "Task definition" "태스크 정의";
        NoDefinition "Register a task definition first." "먼저 태스크 정의를 등록하세요.";
        Count "Tasks (count)" "태스크 수";
        LaunchType "Launch type" "시작 유형";
        Group "Group" "그룹";
        Strategy "Placement strategy" "배치 전략";
        StrategyDefault "none: by lot" "없음: 무작위";
        SpreadZones "spread over zones" "가용 영역에 분산";
        SpreadInstances "spread over instances" "인스턴스에 분산";
        BinpackCpu "binpack on cpu" "CPU 기준 binpack";
        BinpackMemory "binpack on memory" "메모리 기준 binpack";
        Distinct "distinctInstance: no two of the group on one instance" "distinctInstance: 같은 그룹의 태스크를 한 인스턴스에 두지 않음";
        MemberOf "memberOf" "memberOf";
        MemberOfHelp "expression, or empty" "표현식 또는 빈칸";
        RunOne "Run 1 task" "태스크 1개 실행";
        Run { count: u32 } "Run {count} tasks" "태스크 {count}개 실행";
        StartHere "Start a task here" "여기서 태스크 시작";
        StartHereHelp "StartTask: on this very instance, past strategies and constraints" "StartTask: 배치 전략과 제약 조건 없이 바로 이 인스턴스에서 시작합니다";
        StartedOne "1 task started" "태스크 1개 시작됨";
        Started { count: usize } "{count} tasks started" "태스크 {count}개 시작됨";
        NotStarted "No task was started" "시작된 태스크가 없습니다";
        Failures { count: usize } "Failures ({count})" "실패 ({count})";
        Standalone { count: usize } "Tasks without a service ({count})" "서비스 없는 태스크 ({count})";
        Stop { task: String } "Stop {task}" "{task} 중지";
    }
}

messages! {
    /// What a reason among `failures` means, in plain words.
    FailureText {
        Cpu "Not enough CPU units are left." "남은 CPU 유닛이 부족합니다.";
        Memory "Not enough memory is left." "남은 메모리가 부족합니다.";
        Ports "A host port that it needs is taken." "필요한 호스트 포트를 이미 쓰고 있습니다.";
        Eni "No network interface is left: each task in awsvpc mode takes one." "남은 네트워크 인터페이스가 없습니다. awsvpc 모드에서는 태스크마다 하나가 필요합니다.";
        Gpu "Not enough GPUs are left." "남은 GPU가 부족합니다.";
        Attribute "It lacks an attribute that the task definition needs." "태스크 정의에 필요한 속성이 없습니다.";
        Location "It is in none of the zones of the subnets." "서브넷의 가용 영역에 있지 않습니다.";
        Agent "Amazon ECS does not reach its agent." "Amazon ECS가 에이전트에 연결할 수 없습니다.";
        Inactive "It is draining, so nothing starts there." "드레이닝 중이라 여기서 시작할 수 없습니다.";
        Missing "There is no such instance in the cluster." "클러스터에 없는 인스턴스입니다.";
        Distinct "A task of the group is there already." "같은 그룹의 태스크가 이미 있습니다.";
        MemberOf "It does not match the expression." "표현식에 맞지 않습니다.";
        Other "The instance cannot take it." "이 인스턴스에는 둘 수 없습니다.";
    }
}
