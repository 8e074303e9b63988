//! What the panels say about deployments, beside AWS's words.

use super::messages;

messages! {
    /// What a panel says about a deployment.
    DeploymentText {
        Began { clock: String } "began at {clock}" "{clock}에 시작";
        SoFar { span: String } "{span} so far" "지금까지 {span}";
        Took { span: String } "took {span}" "{span} 걸림";
        WhereTimeWent "Where the time went" "시간이 쓰인 곳";
        Bill { parts: usize } "{parts} parts, in the order of the list below" "아래 목록 순서대로 {parts}개 부분";
        BillHelp "Each span goes to what the last task that the deployment needed was waiting for. The parts add up to the whole." "각 시간은 배포에 마지막까지 필요했던 태스크가 기다린 일에 넣었습니다. 모두 더하면 전체 시간입니다.";
        WaitsFor "What it waits for" "기다리는 것";
        NoBill "When this deployment began is no longer remembered." "이 배포의 시작은 더 이상 기록에 없습니다.";
        ServiceDeployments "Service deployments" "서비스 배포 기록";
        Production "production traffic to the new revision" "새 개정으로 가는 프로덕션 트래픽";
        Test "test traffic to the new revision" "새 개정으로 가는 테스트 트래픽";
        Past { count: usize } "{count} before" "이전 {count}개";
        Causes "How it came to this" "여기까지 온 과정";
        CausesHelp "The end first; each line rests on the one below it." "끝이 맨 위입니다. 각 줄의 원인은 그 아랫줄입니다.";
    }
}
