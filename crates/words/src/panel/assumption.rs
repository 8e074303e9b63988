//! What the page says about the assumptions that a person may turn over.

use super::messages;

messages! {
    /// Where AWS says nothing, what the simulation assumes instead.
    AssumptionText {
        Title "Assumptions" "가정";
        Intro "Where AWS says nothing, the simulation assumes something. Turn it over and see what differs." "AWS가 밝히지 않은 부분은 가정합니다. 바꿔 보고 무엇이 달라지는지 확인하세요.";
        ImagePull "Images are pulled and containers started while a task is" "이미지를 받고 컨테이너를 시작하는 동안 태스크의 상태";
        PullPending "PENDING; ACTIVATING is only the registration with the load balancer" "PENDING. ACTIVATING은 로드 밸런서에 등록하는 동안입니다";
        PullActivating "ACTIVATING, as newer documentation has it" "ACTIVATING. 최신 문서의 설명입니다";
        MaximumPercent "Tasks that stop count against maximumPercent" "종료 중인 태스크를 maximumPercent에 세는 때";
        StoppingAtMost100 "only where the maximum is 100% or less" "최댓값이 100% 이하일 때만";
        Stopping "always: new tasks wait for old ones to be gone" "항상: 새 태스크는 이전 태스크가 사라질 때까지 기다립니다";
        Running "never: stopping tasks make room at once" "세지 않음: 종료 중인 태스크는 곧바로 자리를 냅니다";
        InitialTarget "A new target is healthy after" "새 대상이 정상이 되는 때";
        OneSuccess "one check that succeeds" "상태 확인에 한 번 성공하면";
        HealthyThreshold "as many as the healthy threshold says" "정상 임계값만큼 성공하면";
        StopTask "StopTask on a task of a service" "서비스 태스크에 StopTask를 하면";
        DrainsFirst "drains its target before SIGTERM" "SIGTERM 전에 대상을 드레이닝합니다";
        SignalsAtOnce "sends SIGTERM at once: requests are cut off" "곧바로 SIGTERM을 보냅니다. 요청이 끊깁니다";
        LaunchThrottle "Waits between launches that fail" "실패한 시작 사이의 대기";
        Exponential "double each time, up to 27 minutes" "매번 두 배, 최대 27분";
        Linear "grow by 3 minutes each time, up to 27 minutes" "매번 3분씩 길어져 최대 27분";
        IdleTarget "A target without requests drains" "요청이 없는 대상의 드레이닝";
        FullDelay "for the whole deregistration delay" "등록 취소 지연 전체 동안";
        WhileBusy "no longer than it has requests" "요청이 있는 동안만";
        FailedTasks "The count of failed tasks starts again" "실패한 태스크 수를 다시 세는 때";
        ResetHealthy "when a task is healthy" "태스크가 정상이 되면";
        ResetRunning "when a task runs" "태스크가 실행되면";
        ProtectionFromHealth "An unhealthy task that is protected from scale-in" "축소에서 보호된 태스크가 비정상이 되면";
        NotProtected "is replaced all the same" "그래도 교체합니다";
        Protected "is left alone until its protection ends" "보호가 끝날 때까지 그대로 둡니다";
        SpotStop "The stop code of a task whose Fargate Spot capacity was taken back" "Fargate Spot 용량이 회수된 태스크의 중지 코드";
        SpotInterruption "SpotInterruption" "SpotInterruption";
        TerminationNotice "TerminationNotice" "TerminationNotice";
        CheckTimeout "A health check of an Application Load Balancer waits by default" "Application Load Balancer 상태 확인의 기본 대기 시간";
        TimeoutFive "5 seconds" "5초";
        TimeoutSix "6 seconds, with HTTPS 10" "6초, HTTPS는 10초";
        QuickExit "A task that ends soon after it came to run, to the circuit breaker" "실행된 직후 끝난 태스크를 회로 차단기가 보는 방식";
        QuickExitDoesNotCount "is no failure: it did run" "실패가 아닙니다. 실행되었으니까요";
        QuickExitCounts "is a failure if it ran for no more than 30 seconds" "30초 안에 끝났으면 실패입니다";
        Provisioning "A task of a capacity provider that stays in PROVISIONING, as here only with slow timings of a script" "용량 공급자의 태스크가 PROVISIONING에 머무르면. 여기서는 스크립트로 준비 시간을 늘렸을 때만 그렇습니다";
        ProvisioningFails "fails to start after 15 minutes" "15분 뒤 시작에 실패합니다";
        ProvisioningNever "waits as long as it takes" "준비될 때까지 계속 기다립니다";
        CapacityUpdate "Another capacityProviderStrategy for a service" "서비스의 capacityProviderStrategy를 바꾸면";
        CapacityDeploysNothing "takes effect without a deployment" "배포 없이 적용됩니다";
        CapacityNeedsForce "is refused without forceNewDeployment" "forceNewDeployment가 없으면 거부됩니다";
        Warning { count: usize, clock: String } "The world begins anew: your {count} commands are given again at their times, and it is played until {clock}. Undo does not reach behind that." "세계를 처음부터 다시 시작합니다. 명령 {count}개를 같은 시각에 다시 내리고 {clock}까지 재생합니다. 실행 취소로 되돌릴 수 없습니다.";
        Begin "Begin anew" "다시 시작";
        Keep "Keep as it is" "그대로 두기";
        Again { taken: usize } "Begun anew with the same {taken} commands." "같은 명령 {taken}개로 다시 시작했습니다.";
        AgainRefused { taken: usize, refused: usize } "Begun anew with {taken} commands; {refused} are not possible in this history and were left out." "명령 {taken}개로 다시 시작했습니다. 이 기록에서 불가능한 {refused}개는 뺐습니다.";
        Opening "Begun anew from the opening: the commands before could not be repeated." "처음 화면부터 다시 시작했습니다. 이전 명령은 되풀이할 수 없었습니다.";
        RestsOn { count: usize } "This run rests on {count} assumptions" "이번 실행이 기대는 가정 {count}개";
        RestsOnHelp "Rules that nobody vouches for and that decided something so far." "근거가 확인되지 않았지만 지금까지 무언가를 결정한 규칙입니다.";
    }
}
