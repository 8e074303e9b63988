//! What the fields of the service and the load balancer say.

use super::messages;

messages! {
    /// What a field of a form says.
    FieldText {
        Deployments "Tasks and deployments" "태스크와 배포";
        Checks "Health checks" "상태 확인";
        Stopping "Stopping" "종료";
        Traffic "Traffic" "트래픽";
        DesiredCount "How many tasks the service keeps running. Starts a deployment: no." "서비스가 유지하는 태스크 수입니다. 배포 시작: 아니요.";
        MinimumHealthyPercent "At least this share stays healthy during a deployment, rounded up. Starts a deployment: no." "배포 중에도 이 비율만큼은 정상으로 남습니다(올림). 배포 시작: 아니요.";
        MaximumPercent "At most this share may run during a deployment, rounded down. Starts a deployment: no." "배포 중 최대 이 비율까지 실행할 수 있습니다(내림). 배포 시작: 아니요.";
        GracePeriod "For this long after a task starts, failed checks do not replace it. Starts a deployment: no." "태스크가 시작된 뒤 이 시간 동안은 상태 확인에 실패해도 교체하지 않습니다. 배포 시작: 아니요.";
        DeregistrationDelay "How long a leaving task may finish its requests before it is told to stop. Starts a deployment: no." "떠나는 태스크가 종료 지시를 받기 전에 요청을 마칠 수 있는 시간입니다. 배포 시작: 아니요.";
        CheckPath "What each probe asks for." "상태 확인이 요청하는 경로입니다.";
        CheckInterval "Between two probes of one target." "대상 하나를 다시 확인하기까지의 간격입니다.";
        CheckTimeout "How long an answer may take: less than the interval." "응답을 기다리는 시간입니다. 간격보다 짧아야 합니다.";
        HealthyThreshold "Successes in a row that bring an unhealthy target back. A new target needs one." "비정상 대상이 돌아오려면 필요한 연속 성공 횟수입니다. 새 대상은 한 번이면 됩니다.";
        UnhealthyThreshold "Failures in a row that make a target unhealthy." "대상이 비정상이 되는 연속 실패 횟수입니다.";
        Matcher "HTTP status that counts as success: one, or a range such as 200-299." "성공으로 치는 HTTP 상태입니다. 하나 또는 200-299 같은 범위입니다.";
        RequestsPerSecond "Requests that clients send to the load balancer." "클라이언트가 로드 밸런서로 보내는 요청 수입니다.";
        UnitTasks "tasks" "개";
        UnitSeconds "s" "초";
        UnitPercent "%" "%";
        UnitPerSecond "req/s" "요청/초";
        UnitTimes "in a row" "회 연속";
        Bounds { lower: u32, upper: u32 } "lower {lower} · upper {upper}" "하한 {lower} · 상한 {upper}";
        BoundsHelp { lower: u32, upper: u32, desired: u32 } "While {desired} are desired, at least {lower} stay healthy and at most {upper} run." "원하는 태스크 수가 {desired}일 때 최소 {lower}개가 정상으로 남고 최대 {upper}개까지 실행됩니다.";
        Blocks "This pair blocks deployments: no task may stop and none may start. Lower the minimum or raise the maximum." "이 조합은 배포를 막습니다. 태스크를 멈출 수도, 새로 시작할 수도 없습니다. 최솟값을 낮추거나 최댓값을 높이세요.";
        AllMayStop "The minimum is 0: every task may stop before a new one is healthy." "최솟값이 0입니다. 새 태스크가 정상이 되기 전에 모두 멈출 수 있습니다.";
        OneAtATime { count: u32 } "A deployment starts up to {count} new tasks before it stops old ones." "배포는 이전 태스크를 멈추기 전에 새 태스크를 최대 {count}개까지 시작합니다.";
        StopsFirst { count: u32 } "There is no room above: a deployment stops up to {count} old tasks before it starts new ones." "위로 여유가 없습니다. 배포는 새 태스크를 시작하기 전에 이전 태스크를 최대 {count}개 멈춥니다.";
        Increase { name: String } "Increase {name}" "{name} 늘리기";
        Decrease { name: String } "Decrease {name}" "{name} 줄이기";
        Slider { name: String } "{name}, slider" "{name} 슬라이더";
        Pending { value: String } "Enter applies {value}, Esc keeps the old value" "Enter는 {value} 적용, Esc는 이전 값 유지";
        Applied { value: String } "{value} applied" "{value} 적용됨";
        NotNumber { min: u64, max: u64 } "Write a whole number from {min} to {max}." "{min}부터 {max}까지의 정수를 쓰세요.";
        BelowMinimum { minimum: u64 } "Must be at least minimumHealthyPercent, which is {minimum}." "minimumHealthyPercent({minimum}) 이상이어야 합니다.";
        AboveMaximum { maximum: u64 } "Must be at most maximumPercent, which is {maximum}." "maximumPercent({maximum}) 이하여야 합니다.";
        TimeoutTooLong { interval: u64 } "The timeout must be less than the interval, which is {interval} s." "제한 시간은 간격({interval}초)보다 짧아야 합니다.";
        IntervalTooShort { timeout: u64 } "The interval must be longer than the timeout, which is {timeout} s." "간격은 제한 시간({timeout}초)보다 길어야 합니다.";
        BadPath "The path must begin with / and have at most 1,024 characters." "경로는 /로 시작하고 1,024자 이하여야 합니다.";
        BadMatcher "Write one status from 200 to 499, or a range such as 200-299." "200부터 499까지의 상태 하나 또는 200-299 같은 범위를 쓰세요.";
        NoLoadBalancer "This service has no load balancer: no container of its task definition has a port that one could send to." "이 서비스에는 로드 밸런서가 없습니다. 태스크 정의에 요청을 받을 포트가 있는 컨테이너가 없습니다.";
        NoService "There is no service at this point in time." "이 시점에는 서비스가 없습니다.";
    }
}
