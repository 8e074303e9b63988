//! What the list of revisions and the way in for compose files say.

use super::messages;

messages! {
    /// Revisions, and docker compose files.
    RevisionText {
        Deregister { revision: String } "Deregister {revision}" "{revision} 등록 취소";
        Delete { revision: String } "Delete {revision}" "{revision} 삭제";
        Compare "Compare" "비교";
        Before "compare this revision" "비교할 개정";
        After "with this revision" "비교 대상 개정";
        Same "Both say the same." "두 개정의 내용이 같습니다.";
        LooksLikeCompose "This looks like a docker compose file." "docker compose 파일로 보입니다.";
        Convert "Turn it into a task definition" "태스크 정의로 바꾸기";
        AllCarried "The compose file is now a task definition: everything carried over." "compose 파일을 태스크 정의로 바꿨습니다. 모두 옮겼습니다.";
        NotCarried { count: usize } "The compose file is now a task definition; {count} things did not carry over as they were:" "compose 파일을 태스크 정의로 바꿨습니다. 그대로 옮기지 못한 항목 {count}개:";
        NotConverted { count: usize } "The compose file cannot become a task definition yet: {count} problems" "compose 파일을 아직 태스크 정의로 바꿀 수 없습니다. 문제 {count}개";
        NotLoaded "What reads compose files could not be fetched. Try again once there is a network." "compose 파일을 읽는 부분을 가져오지 못했습니다. 네트워크가 연결되면 다시 시도하세요.";
        List "What did not carry over, by line" "옮기지 못한 항목, 행별";
        Dismiss "Dismiss" "닫기";
    }
}
