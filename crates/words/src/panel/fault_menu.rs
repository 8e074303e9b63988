//! What the menu of faults says: what can be done to one task, its machine and its zone, and what has been done.

use super::messages;

messages! {
    /// What the menu offers.
    FaultMenuText {
        Open "Cause a fault…" "장애 주입…";
        TaskFaults { task: String } "Faults of task {task}" "태스크 {task} 장애";
        InstanceFaults { instance: String } "Faults of instance {instance}" "인스턴스 {instance} 장애";
        Kill "Kill the process" "프로세스 강제 종료";
        HealthFails "Health path answers 500" "상태 확인 경로가 500으로 응답";
        Slower { times: u32 } "{times} times slower" "{times}배 느림";
        IgnoresSigterm "Ignores SIGTERM" "SIGTERM 무시";
        FillMemory "Fill the memory" "메모리 가득 채우기";
        StopTask "Stop the task" "태스크 중지";
        AgentSilent "Agent is disconnected" "에이전트 연결 끊김";
        Draining "Instance is draining" "인스턴스 드레이닝";
        LoseInstance "Lose the instance" "인스턴스 소실";
        LoseZone { zone: String } "Lose the whole zone {zone}" "가용 영역 {zone} 전체 소실";
        ZoneFaults { zone: String } "Faults of {zone}" "{zone} 장애";
        Standing "Faults that are on" "적용 중인 장애";
        TakeBack "Take it back" "되돌리기";
        CannotTakeBack "until the process ends" "프로세스가 끝날 때까지";
    }
}
