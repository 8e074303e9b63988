//! The misconceptions: a belief, and the truth.

use super::stories;

stories! {
    /// What many believe of Amazon ECS.
    MisconceptionText {
        RegisteringUpdates {
            "Registering a new revision updates my service." "새 개정을 등록하면 서비스가 업데이트됩니다.";
            "A service pins one revision: nothing happens until UpdateService names another." "서비스는 개정 하나에 고정됩니다. UpdateService로 다른 개정을 지정할 때까지 아무 일도 일어나지 않습니다.";
        }
        PushingRedeploys {
            "Pushing :latest redeploys." ":latest를 푸시하면 다시 배포됩니다.";
            "It does not: the tag is resolved to a digest once per deployment, and only forceNewDeployment starts another." "그렇지 않습니다. 태그는 배포마다 한 번 다이제스트로 정해지고, forceNewDeployment를 해야 새 배포가 시작됩니다.";
        }
        SigtermComesFirst {
            "SIGTERM comes first, then the load balancer drains." "SIGTERM이 먼저고 로드 밸런서 드레이닝은 나중입니다.";
            "When the scheduler stops a task behind a load balancer, it drains first (DEACTIVATING); SIGTERM comes after the delay." "스케줄러가 로드 밸런서 뒤의 태스크를 멈출 때는 드레이닝(DEACTIVATING)이 먼저고, SIGTERM은 지연이 끝난 뒤에 옵니다.";
        }
        StopTimeoutProtects {
            "stopTimeout protects long requests." "stopTimeout이 긴 요청을 보호합니다.";
            "The deregistration delay protects requests; stopTimeout only limits what runs after SIGTERM." "요청을 보호하는 것은 등록 취소 지연입니다. stopTimeout은 SIGTERM을 받은 뒤 정리 작업에 주는 시간만 정합니다.";
        }
        EcsIsSlow {
            "Deploys are slow because ECS is slow." "ECS가 느려서 배포가 느립니다.";
            "The usual culprits are the deregistration delay of 300 s, the health check settings, slow pulls and a low maximumPercent: with other settings the same deployment is several times as fast." "대개 원인은 300초 등록 취소 지연, 상태 확인 설정, 느린 이미지 받기, 낮은 maximumPercent입니다. 설정만 바꾸면 같은 배포가 몇 배 빨라집니다.";
        }
        IdleIsImmediate {
            "An idle target is removed immediately." "유휴 대상은 곧바로 제거됩니다.";
            "It is shown as draining, and the task waits, for the full delay, although no request is in flight." "처리 중인 요청이 없어도 draining으로 표시되고 태스크는 지연이 끝날 때까지 기다립니다.";
        }
        HalfOfOne {
            "minimumHealthyPercent 50 with one task allows stopping it." "태스크가 하나여도 minimumHealthyPercent 50이면 멈출 수 있습니다.";
            "ceil(0.5) = 1: nothing can be stopped. Use 0, with downtime, or a maximumPercent of 200." "ceil(0.5) = 1이라 멈출 수 없습니다. 중단을 감수하고 0으로 두거나 maximumPercent를 200으로 두세요.";
        }
        QuarterOfThree {
            "maximumPercent 125 with three tasks gives one extra." "태스크 3개에 maximumPercent 125이면 하나를 더 실행할 수 있습니다.";
            "floor(3.75) = 3: there is no room, the deployment is stuck, and an event says so." "floor(3.75) = 3이라 여유가 없습니다. 배포가 멈춰 있고 이벤트가 그렇게 알립니다.";
        }
        HundredIsSafest {
            "100/100 is the safest." "100/100이 가장 안전합니다.";
            "It blocks deployments, and draining an instance as well." "배포도, 인스턴스 드레이닝도 막힙니다.";
        }
        RunningIsHealthy {
            "RUNNING means healthy." "RUNNING이면 정상입니다.";
            "What counts is the target of the load balancer, the health check of the container, or, without either, 40 s after RUNNING." "로드 밸런서 대상이나 컨테이너 상태 확인이 기준이고, 둘 다 없으면 RUNNING 40초 뒤부터 정상으로 셉니다.";
        }
        GraceMakesHealthy {
            "The grace period makes tasks healthy." "유예 기간이 태스크를 정상으로 만듭니다.";
            "It only keeps ECS from replacing them: meanwhile they get no traffic and no old task may go." "교체되지 않게 할 뿐입니다. 그동안 트래픽을 받지 못하고 이전 태스크도 멈추지 않습니다.";
        }
        GraceStartsAtDeployment {
            "The grace period starts at the deployment." "유예 기간은 배포 시점에 시작됩니다.";
            "It starts for each task when that task starts, long after the deployment as well." "태스크마다 그 태스크가 시작할 때 시작됩니다. 배포가 한참 지난 뒤에도 마찬가지입니다.";
        }
        ChecksAreTheSame {
            "The container health check and that of the load balancer are the same." "컨테이너 상태 확인과 로드 밸런서 상태 확인은 같습니다.";
            "They are independent: both must pass where both exist, and each of them alone can replace the task." "서로 독립적입니다. 둘 다 있으면 모두 통과해야 하고, 하나만 실패해도 태스크가 교체됩니다.";
        }
        DockerfileIsUsed {
            "The HEALTHCHECK of the Dockerfile is used." "Dockerfile의 HEALTHCHECK가 쓰입니다.";
            "ECS ignores it: without a healthCheck in the task definition the health stays UNKNOWN, whatever the application answers." "ECS는 무시합니다. 태스크 정의에 healthCheck가 없으면 애플리케이션이 무엇이라 답하든 UNKNOWN에 머뭅니다.";
        }
        BreakerCatchesCrashes {
            "The circuit breaker catches crashes." "회로 차단기가 크래시를 잡아냅니다.";
            "It counts tasks that never reach RUNNING, later only failed health checks: a crash after RUNNING without a health check may never trip it." "RUNNING에 이르지 못한 태스크를 세고, 그다음에는 실패한 상태 확인만 셉니다. 상태 확인 없이 RUNNING 뒤에 크래시하면 끝내 작동하지 않을 수 있습니다.";
        }
        ThresholdIsTen {
            "The threshold of the breaker is 10." "회로 차단기의 임계값은 10입니다.";
            "It is half of the desired count, rounded up, but at least 3 and at most 200, and can be configured." "원하는 태스크 수의 절반을 올림한 값이며 최소 3, 최대 200입니다. 설정으로 바꿀 수도 있습니다.";
        }
        RollbackAlwaysWorks {
            "Rollback always works." "롤백은 언제나 됩니다.";
            "It needs a COMPLETED deployment: a first deployment that fails just stalls." "COMPLETED인 배포가 있어야 합니다. 첫 배포가 실패하면 그대로 멈춰 있습니다.";
        }
        RollbackIsSaved {
            "Rolled back means that the new configuration is saved." "롤백되어도 새 설정은 저장됩니다.";
            "The service has the old revision again and only desiredCount is kept: what manages it as code may now be out of sync." "서비스는 이전 개정으로 돌아가고 desiredCount만 유지됩니다. 코드로 관리하던 설정과 어긋날 수 있습니다.";
        }
        NoCapacityTrips {
            "No capacity trips the breaker." "용량이 없으면 회로 차단기가 작동합니다.";
            "A task that has no place is never created, so nothing is counted: the deployment just waits." "자리가 없으면 태스크가 만들어지지 않아 셀 것이 없습니다. 배포는 기다릴 뿐입니다.";
        }
        KilledIsOutOfMemory {
            "Exit code 137 means out of memory." "종료 코드 137은 메모리 부족입니다.";
            "It is SIGKILL, which also ends a stopTimeout: only the reason OutOfMemoryError tells them apart." "SIGKILL로 끝났다는 뜻이고 stopTimeout이 지나도 같습니다. reason의 OutOfMemoryError로만 구별됩니다.";
        }
        TerminatedIsAnError {
            "Exit code 143 is an error." "종료 코드 143은 오류입니다.";
            "It is how a process without a handler ends on SIGTERM: normal when a service scales in." "핸들러가 없는 프로세스가 SIGTERM으로 끝날 때의 코드입니다. 서비스를 축소할 때는 정상입니다.";
        }
        NeverGetsSigterm {
            "My application never gets SIGTERM, so ECS does not send it." "애플리케이션이 SIGTERM을 못 받으니 ECS가 보내지 않는 것입니다.";
            "Process 1 is a shell that does not pass it on: use the exec form of the entry point, or an init process." "1번 프로세스인 셸이 전달하지 않는 것입니다. 진입점을 exec 형식으로 쓰거나 init 프로세스를 두세요.";
        }
        SidecarIsHarmless {
            "A sidecar that exits is harmless." "사이드카가 종료되어도 괜찮습니다.";
            "Only with essential false: otherwise the whole task stops, even on exit code 0." "essential이 false일 때만 그렇습니다. 아니면 종료 코드가 0이어도 태스크 전체가 멈춥니다.";
        }
        DrainingKills {
            "Draining an instance kills its tasks." "인스턴스를 드레이닝하면 태스크가 죽습니다.";
            "Tasks of services are replaced within their percents, standalone ones run on, and only PENDING ones of services stop at once." "서비스 태스크는 백분율 안에서 교체되고 독립 실행 태스크는 계속되며, PENDING인 서비스 태스크만 곧바로 멈춥니다.";
        }
        DrainingTerminates {
            "DRAINING instances terminate themselves." "DRAINING 인스턴스는 스스로 종료됩니다.";
            "An empty one stays DRAINING until it is made ACTIVE again, deregistered or terminated." "비어 있어도 다시 ACTIVE로 바꾸거나 등록을 취소하거나 종료할 때까지 DRAINING으로 남습니다.";
        }
        DisconnectedIsDead {
            "A disconnected agent means that the tasks are dead." "에이전트 연결이 끊기면 태스크가 죽은 것입니다.";
            "The containers go on; what ECS knows is frozen, nothing new is placed there, and nothing is replaced." "컨테이너는 계속됩니다. ECS가 아는 상태가 멈추고 새로 배치하지 않으며 교체하지도 않습니다.";
        }
        SpreadGuarantees {
            "Spread guarantees evenness: strategies are binding." "spread는 고르게 나누기를 보장합니다. 전략은 구속력이 있습니다.";
            "Strategies are best effort: where one zone has no room the tasks go elsewhere. Only constraints are binding." "전략은 최선을 다할 뿐입니다. 한 가용 영역에 자리가 없으면 다른 곳에 배치합니다. 구속력은 제약 조건에만 있습니다.";
        }
        CpuIsEnough {
            "There is CPU left, so a second task must fit." "CPU가 남았으니 태스크를 하나 더 실행할 수 있습니다.";
            "Memory, a static host port, network interfaces, attributes or zones may be lacking: the event names what the closest instance lacks." "메모리, 고정 호스트 포트, 네트워크 인터페이스, 속성, 가용 영역이 모자랄 수 있습니다. 이벤트에 가장 가까운 인스턴스에 부족한 것이 나옵니다.";
        }
        ScalesInWhileDeploying {
            "Auto scaling should scale in during my deployment." "배포 중에도 오토 스케일링이 축소해야 합니다.";
            "Scaling in is paused while a deployment is in progress; scaling out is not." "배포가 진행되는 동안 축소는 멈추고 확장은 계속됩니다.";
        }
        SpotFallsBack {
            "FARGATE_SPOT falls back to FARGATE." "FARGATE_SPOT은 FARGATE로 대체됩니다.";
            "Never by itself: each task is bound to the provider that was chosen for it. Use a base on FARGATE." "저절로 그러지 않습니다. 태스크마다 정해진 용량 공급자에 묶입니다. FARGATE에 base를 두세요.";
        }
    }
    /// The belief.
    belief;
    /// The truth.
    truth;
}
