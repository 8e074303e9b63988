//! What the fields and figures of clients say.

use super::messages;

messages! {
    /// What a field or a figure of clients says.
    TrafficText {
        Kinds "Kinds of request" "요청 종류";
        KindsHelp "Each meets the first rule of its listener that it matches. Without any, clients send GET / to the first listener." "각 요청은 리스너에서 처음 일치하는 규칙을 따릅니다. 하나도 없으면 첫 리스너로 GET /를 보냅니다.";
        AddKind "Add a kind" "종류 추가";
        RemoveKind { number: usize } "Remove kind {number}" "종류 {number} 제거";
        Method "Such as GET." "GET과 같은 메서드입니다.";
        Path "The path, from its /." "/로 시작하는 경로입니다.";
        Host "What host-header conditions look at." "host-header 조건이 보는 값입니다.";
        Port "The listener that it comes to; empty is the first one." "요청이 도착하는 리스너 포트입니다. 비우면 첫 리스너입니다.";
        Weight "Its part of the sum of all weights: 1 to 1,000." "전체 가중치 합에서 차지하는 몫입니다. 1~1,000입니다.";
        WebSocket "How long clients keep a WebSocket connection open, such as 60-600; 0 is an ordinary request." "클라이언트가 WebSocket 연결을 유지하는 시간입니다(예: 60-600). 0이면 일반 요청입니다.";
        BadPort "Write a port from 1 to 65535, or nothing." "1~65535의 포트를 쓰거나 비워 두세요.";
        BadNumber "Write a whole number." "정수를 쓰세요.";
        BadSpan "Write seconds such as 60, or from the shortest to the longest, such as 60-600." "60처럼 초를 쓰거나 60-600처럼 가장 짧은 시간과 가장 긴 시간을 쓰세요.";
        Retries "Retries" "재시도";
        RetryCount "How often a client sends a failed request again: 0 to 5." "실패한 요청을 다시 보내는 횟수입니다. 0~5입니다.";
        RetryBackoff "How long it waits before the first time." "처음 다시 보내기 전에 기다리는 시간입니다.";
        RetryDoubles "It waits twice as long before each further time." "다시 보낼 때마다 두 배로 기다립니다.";
        RetryFailures "After which failures." "어떤 실패 뒤에 다시 보낼지 정합니다.";
        RetryAll "all" "모두";
        RetryGateway "502, 503, 504, lost connections" "502, 503, 504, 연결 끊김";
        RetryTimeouts "504, client timeouts" "504, 클라이언트 제한 시간";
        Retried { count: String, percent: u64 } "{count}, {percent}% more than clients had to do" "{count}, 재시도가 없을 때보다 {percent}% 많음";
        RequestDuration "Request duration" "요청 처리 시간";
        RequestTakes "Milliseconds such as 80, or from the shortest to the longest, such as 40-160; empty is as the image has it." "80이나 40-160(가장 짧은 시간-가장 긴 시간)처럼 밀리초로 씁니다. 비우면 이미지가 정한 대로입니다.";
        LongTail "Most requests are near the shortest, and one of a hundred takes ten times as long or more." "대부분은 가장 짧은 시간에 가깝고, 백에 하나는 열 배 넘게 걸립니다.";
        BadMillis "Write milliseconds such as 80 or 40-160, or nothing." "80이나 40-160처럼 밀리초를 쓰거나 비워 두세요.";
        Clients "Clients that come back" "다시 오는 클라이언트";
        ClientCount "How many clients send requests again and again: 0 to 10,000. They stay where stickiness or a connection keeps them." "요청을 거듭 보내는 클라이언트 수입니다. 0~10,000이며, 고정 세션이나 연결이 유지되는 곳에 머뭅니다.";
        ClientPercent "How many per cent of the requests they send." "전체 요청 가운데 이들이 보내는 비율입니다.";
        KeepAlive "Seconds that they keep a connection; at a Network Load Balancer it stays with one target. 0 is one request." "연결을 유지하는 시간(초)입니다. Network Load Balancer에서는 한 대상에 머뭅니다. 0이면 요청 하나입니다.";
        Latest "Latest failures" "최근 실패";
        LatestCount { count: String } "{count}×" "{count}건";
        FlowsReset "connections reset" "재설정된 연결";
        Unhealthy "the target turned unhealthy, flow reset" "대상이 비정상이 되어 흐름 재설정";
        CutClosed "connection cut, the target died" "연결 끊김, 대상 프로세스가 종료됨";
        CutDelay "connection cut, the deregistration delay was over" "연결 끊김, 등록 취소 지연이 끝남";
        CutGroupDeleted "connection cut, the target group was deleted" "연결 끊김, 대상 그룹이 삭제됨";
        CutUnhealthy "connection cut, the target turned unhealthy" "연결 끊김, 대상이 비정상이 됨";
        CutLost "connection cut, the machine is gone" "연결 끊김, 머신이 사라짐";
        CutDeleted "connection cut, the load balancer is gone" "연결 끊김, 로드 밸런서가 사라짐";
    }
}
