//! What the page says about placement, and about the machines of the cluster.

use super::messages;

messages! {
    /// Why a task is where it is, or nowhere.
    PlacementText {
        WhyHere "Why here?" "왜 여기일까요?";
        WhyNot "Why not?" "왜 배치되지 않을까요?";
        Forgotten "Its placement is too long ago to be told." "배치된 지 오래되어 이유를 알 수 없습니다.";
        Instances "Instances" "인스턴스";
        InCluster "in cluster" "클러스터 전체";
        Fit "Fit" "조건 충족";
        FitAll "all can take it" "모두 배치 가능";
        Able "ACTIVE" "ACTIVE";
        Attributes "attributes" "속성";
        Resources "resources" "리소스";
        Constraints "constraints" "제약 조건";
        Fewest { count: u64 } "fewest tasks: {count}" "가장 적음: {count}개";
        LeastCpu { count: u64 } "{count} units left" "CPU {count} 남음";
        LeastMemory { count: u64 } "{count} MiB left" "{count} MiB 남음";
        ByLot "by lot" "무작위";
        Lot "lot" "추첨";
        Equal { count: u32 } "{count} were equal" "동점 {count}개";
        Table "Each instance, step by step" "인스턴스별로 단계마다 보기";
        Instance "instance" "인스턴스";
        Outcome "outcome" "결과";
        Chosen "chosen" "선택됨";
        Rank { rank: usize } "rank {rank}" "{rank}순위";
        NotActive "not ACTIVE" "ACTIVE 아님";
        Agent "its agent is disconnected" "에이전트 연결 끊김";
        Attribute { name: String } "lacks the attribute {name}" "속성 {name} 없음";
        Zone "its zone has none of the subnets" "서브넷이 없는 가용 영역";
        Cpu { needed: u32, remaining: u32 } "CPU: needs {needed}, has {remaining}" "CPU: {needed} 필요, {remaining} 남음";
        Memory { needed: u32, remaining: u32 } "memory: needs {needed} MiB, has {remaining}" "메모리: {needed} MiB 필요, {remaining} 남음";
        Port { port: u16, holder: String } "port {port} is taken by {holder}" "포트 {port} 사용 중({holder})";
        TheAgent "the agent" "에이전트";
        Ports { needed: u32, remaining: u32 } "ports: needs {needed}, has {remaining}" "포트: {needed} 필요, {remaining} 남음";
        Eni { total: u32 } "all {total} network interfaces are taken" "네트워크 인터페이스 {total}개 모두 사용 중";
        Gpu { needed: u32, remaining: u32 } "GPUs: needs {needed}, has {remaining}" "GPU: {needed} 필요, {remaining} 남음";
        DistinctInstance "another task of the service is there" "같은 서비스의 태스크가 이미 있음";
        MemberOf { text: String, seen: String } "{text} is not so: it has {seen}" "{text} 조건 불일치: {seen}";
        Nothing "nothing" "없음";
        MemberOfWhole "does not match the expression" "표현식과 맞지 않음";
        Rules "Rules that decided" "결정한 규칙";
        RestsOnAssumption "This outcome rests on an assumption." "이 결과는 가정에 기대고 있습니다.";
        Fargate { zone: String } "Fargate chooses the zone of the subnets with the fewest tasks: {zone}." "Fargate는 서브넷 중 태스크가 가장 적은 가용 영역을 고릅니다: {zone}.";
        ZoneTasks { count: u32 } "{count} tasks" "태스크 {count}개";
        Waits { revision: String } "No instance can take a task of {revision}." "{revision} 태스크를 받을 수 있는 인스턴스가 없습니다.";
        SmallestChange "The smallest changes that help" "가장 작은 해결책";
        SmallerTask { size: String } "Ask for less in the task definition: {size}" "태스크 정의에서 요청을 줄이기: {size}";
        StopTasks { count: usize, instance: String } "Stop {count} tasks on {instance}" "{instance}의 태스크 {count}개 중지";
        DynamicPorts "Use dynamic host ports in the task definition (hostPort 0)" "태스크 정의에서 동적 호스트 포트 사용(hostPort 0)";
        DropConstraints { count: usize } "Drop {count} placement constraints" "배치 제약 조건 {count}개 제거";
        PutAttribute { attribute: String, instance: String } "Give {instance} the attribute {attribute}" "{instance}에 속성 {attribute} 추가";
        AddSubnet { zone: String } "Add a subnet in {zone}" "{zone}에 서브넷 추가";
        Activate { instance: String } "Make {instance} ACTIVE again" "{instance} 다시 활성화";
        Reconnect { instance: String } "Connect the agent of {instance}" "{instance} 에이전트 연결";
        AddInstance { kind: String, zone: String } "Add one {kind} in {zone}" "{zone}에 {kind} 1대 추가";
        Tried "Each was tried on a copy of this world: the task is placed." "이 세계의 사본에서 하나씩 확인했습니다. 태스크가 배치됩니다.";
        NoChange "No single change would do." "한 가지 변경만으로는 배치되지 않습니다.";
    }
}

messages! {
    /// The machines of the cluster.
    ClusterText {
        AddInstances "Add instances" "인스턴스 추가";
        Kind "type" "유형";
        KindOption { name: String, cpu: String, memory: String, enis: u32 } "{name}: {cpu} CPU, {memory} MiB, {enis} ENIs" "{name}: CPU {cpu}, {memory} MiB, ENI {enis}개";
        ZoneLabel "Availability Zone" "가용 영역";
        EachZone "each zone" "모든 영역에";
        Count "count" "대수";
        Attributes "attributes" "속성";
        AttributesHelp "NAME=VALUE, separated by commas" "NAME=VALUE를 쉼표로 구분";
        Trunking "awsvpcTrunking: more network interfaces for tasks" "awsvpcTrunking: 태스크용 네트워크 인터페이스 추가";
        Launch { count: u32 } "Launch {count}" "{count}대 시작";
        Instances { count: usize } "Instances ({count})" "인스턴스 ({count})";
        NoInstances "The cluster has no instance: tasks with launch type EC2 have nowhere to go." "인스턴스가 없습니다. EC2 시작 유형의 태스크는 갈 곳이 없습니다.";
        Free { cpu: String, memory: String } "{cpu} CPU, {memory} MiB free" "CPU {cpu}, {memory} MiB 여유";
        Drain { id: String } "Drain {id}" "{id} 드레이닝";
        Activate { id: String } "Activate {id}" "{id} 활성화";
        Terminate { id: String } "Terminate {id}" "{id} 종료";
        DrainInstance "Drain instance" "인스턴스 드레이닝";
        DrainHelp "UpdateContainerInstancesState DRAINING: no new tasks, and services move theirs away" "UpdateContainerInstancesState DRAINING: 새 태스크를 받지 않고 서비스가 태스크를 옮깁니다";
        ActivateInstance "Activate instance" "인스턴스 활성화";
        ActivateHelp "UpdateContainerInstancesState ACTIVE: it takes tasks again" "UpdateContainerInstancesState ACTIVE: 다시 태스크를 받습니다";
        Agent "agent" "에이전트";
        DisconnectAgent "Disconnect the agent" "에이전트 연결 끊기";
        DisconnectHelp "In about 3 minutes Amazon ECS misses it: tasks run on, their status stands still, nothing new lands here" "약 3분 뒤 Amazon ECS가 알아챕니다. 태스크는 계속 실행되지만 상태가 멈추고, 새 태스크는 배치되지 않습니다";
        ConnectAgent "Connect the agent" "에이전트 다시 연결";
        ConnectHelp "It reports all that has happened meanwhile" "그동안 일어난 일을 모두 보고합니다";
        Connected "connected" "연결됨";
        Disconnected "disconnected" "연결 끊김";
        InstanceAttributes { count: usize } "Attributes ({count})" "속성 ({count})";
        NewAttribute "New attribute, NAME=VALUE" "새 속성, NAME=VALUE";
        PutAttribute "Add attribute" "속성 추가";
        DeleteAttribute { name: String } "Delete attribute {name}" "속성 {name} 삭제";
        Placement "Placement" "배치";
        Strategy "Placement strategy" "배치 전략";
        StrategyDefault "Default: spread over zones, then over instances." "기본값: 가용 영역, 그다음 인스턴스에 분산합니다.";
        AddStrategy "Add strategy" "전략 추가";
        RemoveStrategy { index: usize } "Remove strategy {index}" "전략 {index} 제거";
        Constraints "Placement constraints" "배치 제약 조건";
        NoConstraints "None: every instance that fits may take a task." "없음: 들어갈 수 있는 모든 인스턴스가 태스크를 받습니다.";
        AddConstraint { kind: String } "Add {kind}" "{kind} 추가";
        RemoveConstraint { index: usize } "Remove constraint {index}" "제약 조건 {index} 제거";
        Expression { index: usize } "expression {index}" "표현식 {index}";
        StrategyKind { index: usize } "strategy {index}, type" "전략 {index} 유형";
        StrategyField { index: usize } "strategy {index}, field" "전략 {index} 필드";
        PlacementHelp "Placement applies to tasks that start from now on. Starts a deployment: no." "이제부터 시작하는 태스크에 적용됩니다. 배포 시작: 아니요.";
        OnFargate "Fargate has no placement strategies or constraints." "Fargate에는 배치 전략과 제약 조건이 없습니다.";
        Subnets "Zones of the subnets" "서브넷의 가용 영역";
        SubnetsHelp "Tasks in awsvpc mode start only in these zones. Starts a deployment: yes." "awsvpc 모드의 태스크는 이 가용 영역에서만 시작합니다. 배포 시작: 예.";
    }
}
