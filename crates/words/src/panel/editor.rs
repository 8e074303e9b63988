//! What the editor of task definitions and the button that deploys say.

use super::messages;

messages! {
    /// What the editor says.
    EditorText {
        Editor "Editor" "편집기";
        TabDefinition "Task definition" "태스크 정의";
        TabService "Service" "서비스";
        TabCluster "Cluster" "클러스터";
        TabLoadBalancer "Load balancer" "로드 밸런서";
        CodeLabel "Task definition as JSON" "JSON 태스크 정의";
        CodeHelp "Tab inserts two spaces. Press Esc, then Tab, to leave the field." "Tab은 공백 두 칸을 넣습니다. 필드에서 나가려면 Esc를 누른 뒤 Tab을 누르세요.";
        OpenFile "Open file" "파일 열기";
        Format "Format" "정렬";
        FormatHelp "Write the JSON anew, as AWS shows it" "AWS가 보여 주는 모양으로 JSON을 다시 씁니다";
        NoChange { revision: String } "same as {revision}" "{revision}에서 변경 없음";
        OneChange { revision: String } "1 change vs {revision}" "{revision} 대비 1곳 변경";
        Changes { count: usize, revision: String } "{count} changes vs {revision}" "{revision} 대비 {count}곳 변경";
        Absent "absent" "없음";
        OneProblem "1 problem" "문제 1개";
        Problems { count: usize } "{count} problems" "문제 {count}개";
        At { line: u32, column: u32 } "line {line}, column {column}" "{line}행 {column}열";
        NotSimulated { count: usize } "{count} fields are kept but not simulated yet" "필드 {count}개는 보관만 하고 아직 시뮬레이션하지 않습니다";
        OneNotSimulated "1 field is kept but not simulated yet" "필드 1개는 보관만 하고 아직 시뮬레이션하지 않습니다";
        NextIs { revision: String } "next edit becomes {revision}" "다음 수정은 {revision}";
        Line { line: u32 } "line {line}" "{line}행";
        Image { container: String } "Image of {container}" "{container}의 이미지";
        ImageUnknown "Image" "이미지";
        ImageOther "Any other image behaves like an ordinary web server." "그 밖의 이미지는 평범한 웹 서버처럼 동작합니다.";
        ImageOrdinary "Boots in 5 s, answers every check, exits 2 s after SIGTERM." "5초 만에 부팅하고 모든 상태 확인에 응답하며 SIGTERM 2초 뒤 종료합니다.";
        ImageSlowBoot "A large image that needs 90 s to boot: watch the grace period." "부팅에 90초가 걸리는 큰 이미지입니다. 유예 기간을 지켜보세요.";
        ImageSlowRequests "Each request takes 8 to 20 s: watch draining." "요청 하나에 8~20초가 걸립니다. 드레이닝을 지켜보세요.";
        ImageIgnoresSigterm "Ignores SIGTERM: killed after stopTimeout, exit 137." "SIGTERM을 무시합니다. stopTimeout이 지나면 강제 종료되어 137로 끝납니다.";
        ImageFailingHealth "Answers health checks with 503: the deployment does not get through." "상태 확인에 503으로 답합니다. 배포가 끝나지 않습니다.";
        ImageCrash "Exits with 1 after 8 s, again and again." "8초 뒤 1로 종료하기를 되풀이합니다.";
        ImageSegfault "Dies of SIGSEGV after 20 s: exit 139." "20초 뒤 SIGSEGV로 죽습니다. 종료 코드 139입니다.";
        ImageCrashInMinutes "Exits with 1 after 6 minutes: a restart policy starts it again." "6분 뒤 1로 종료합니다. 재시작 정책이 있으면 다시 시작합니다.";
        ImageMigrate "A job of 12 s that ends with 0: let others wait for its SUCCESS." "12초 걸리고 0으로 끝나는 작업입니다. 다른 컨테이너가 SUCCESS를 기다리게 해 보세요.";
        ImageMigrateFails "A job that ends with 1: what waits for its SUCCESS never starts." "1로 끝나는 작업입니다. SUCCESS를 기다리는 컨테이너는 시작하지 못합니다.";
        ImageMemoryLeak "Uses 80 MiB, and 120 MiB more each minute until it is killed: OutOfMemoryError." "80 MiB로 시작해 1분마다 120 MiB씩 늘다가 OutOfMemoryError로 종료됩니다.";
        ImageShell "A shell is process 1 and forwards no SIGTERM: exit 137 unless initProcessEnabled." "셸이 PID 1이라 SIGTERM을 전달하지 않습니다. initProcessEnabled가 없으면 137로 끝납니다.";
        ImageCallsAws "Calls AWS for each request: without a task role that may, it answers 500." "요청마다 AWS를 호출합니다. 권한 있는 태스크 역할이 없으면 500으로 답합니다.";
        ImageArm "Built for ARM64 alone: other processors cannot pull it." "ARM64 전용 이미지입니다. 다른 프로세서에서는 받을 수 없습니다.";
        ImageRateLimited "The registry answers toomanyrequests." "레지스트리가 toomanyrequests로 답합니다.";
        ImageUnreachable "No way leads to its registry: the pull is given up after minutes." "레지스트리까지 경로가 없어서 몇 분 뒤 포기합니다.";
        ImageMissing "The registry does not have it: CannotPullContainerError." "레지스트리에 없는 이미지입니다. CannotPullContainerError가 납니다.";
        FixFirst "Fix the problems in the text first." "먼저 텍스트의 문제를 고치세요.";
        Register { revision: String } "Register {revision} & deploy" "{revision} 등록 후 배포";
        FixOne { revision: String } "Fix 1 problem to register {revision}" "문제 1개를 고치면 {revision} 등록 가능";
        Fix { count: usize, revision: String } "Fix {count} problems to register {revision}" "문제 {count}개를 고치면 {revision} 등록 가능";
        DeployAgain "Deploy again (force new deployment)" "다시 배포 (새 배포 강제 적용)";
        InProgress { revision: String } "{revision} is being deployed. Edit the text to make another revision." "{revision} 배포가 진행 중입니다. 텍스트를 고치면 다음 개정이 됩니다.";
        RunsAlready { revision: String } "A task set runs {revision} already" "이미 {revision} 태스크 세트가 있음";
        BeingDeployed { revision: String } "Deploying {revision}…" "{revision} 배포 중…";
        Deploying { healthy: u32, desired: u32 } "Deploying: {healthy} of {desired} healthy" "배포 중: {desired}개 중 {healthy}개 정상";
        Runs { revision: String, healthy: u32, desired: u32 } "{revision} runs: {healthy} of {desired} healthy" "{revision} 실행 중: {desired}개 중 {healthy}개 정상";
        OlderRevisions "Other revisions" "다른 개정";
        DeployRevision { revision: String } "Deploy {revision} again" "{revision} 다시 배포";
        CopyRevision { revision: String } "Edit a copy of {revision}" "{revision} 사본 편집";
        Dismiss "Dismiss" "닫기";
        HintClient "AWS refuses this request: the message names what to change." "AWS가 이 요청을 거절합니다. 메시지가 고칠 곳을 알려 줍니다.";
        HintInvalidParameter "AWS refuses one of the values. Nothing has changed." "AWS가 값 하나를 거절합니다. 바뀐 것은 없습니다.";
        HintNotFound "It does not exist at this point in time. Nothing has changed." "이 시점에는 존재하지 않습니다. 바뀐 것은 없습니다.";
        HintNotActive "The service is being deleted or is gone, so it takes no more changes." "서비스가 삭제 중이거나 없어져서 더 이상 바꿀 수 없습니다.";
        HintLimit "A quota is reached. Nothing has changed." "할당량에 도달했습니다. 바뀐 것은 없습니다.";
        HintPlayground "This limit is the playground's own, not one of AWS's." "AWS가 아니라 이 플레이그라운드의 한도입니다.";
    }
}
