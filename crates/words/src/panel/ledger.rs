//! What the ledger of rules says.

use super::messages;

messages! {
    /// What the ledger of rules says.
    LedgerText {
        Title "Rules of Amazon ECS" "Amazon ECS 규칙";
        Intro "Every rule that the simulation applies, with its source and how sure it is." "시뮬레이션이 적용하는 모든 규칙과 그 출처, 확실한 정도입니다.";
        Close "Close" "닫기";
        Filter "Filter" "찾기";
        All "all" "전체";
        Used "used so far" "지금까지 쓰인 규칙";
        Documented "documented" "문서";
        Observed "observed" "관찰";
        Assumed "assumed" "가정";
        DocumentedHelp "AWS says so." "AWS가 그렇게 설명합니다.";
        ObservedHelp "Seen in the real service's output or in the agent's source." "실제 서비스의 출력이나 에이전트 소스에서 확인했습니다.";
        AssumedHelp "Nobody says so: the best estimate." "알려진 바가 없어 가장 그럴듯하게 정했습니다.";
        Shown { count: usize, total: usize } "{count} of {total}" "{total}개 중 {count}개";
        None "No rule matches." "맞는 규칙이 없습니다.";
        UsedMark "used in this run" "이번 실행에 쓰임";
        Source { section: String } "section {section}" "{section}절";
        Open "Rules of the simulation" "시뮬레이션 규칙";
    }
}
