//! What the form of a task definition says.

use super::messages;

messages! {
    /// What the form of a task definition says.
    FormText {
        View "Show the task definition as" "태스크 정의 표시 방식";
        Form "Form" "양식";
        Json "JSON" "JSON";
        TaskSize "Task size" "태스크 크기";
        Units "units" "유닛";
        Memory "Memory" "메모리";
        More "Name, restart, environment, logs" "이름, 재시작, 환경 변수, 로그";
        Free { memory: String } "{memory} free" "{memory} 여유";
        Over { memory: String } "{memory} MiB more than the task has" "태스크 메모리를 {memory} MiB 초과";
        ShareHelp "How the containers share the task's memory" "컨테이너가 태스크 메모리를 나누는 모습";
        NoSize "Without a task size, an instance reserves what the containers ask for." "태스크 크기가 없으면 컨테이너가 요청한 만큼 인스턴스에 예약됩니다.";
        Surroundings "Network, launch type and roles" "네트워크, 시작 유형, 역할";
        Absent "not set" "설정 안 함";
        Was { value: String } "was {value}" "이전 {value}";
        WasAbsent "was not set" "이전에 없음";
        New { revision: String } "new in {revision}" "{revision}에서 추가";
        Essential "essential" "필수";
        Sidecar "sidecar" "사이드카";
        EssentialHelp "If it stops, the whole task stops." "이 컨테이너가 멈추면 태스크 전체가 멈춥니다.";
        ReadyMade "Ready-made behaviour" "준비된 동작";
        OwnImage "an image of your own" "직접 쓴 이미지";
        Ports "Ports" "포트";
        AddPort "Add port" "포트 추가";
        Environment "Environment" "환경 변수";
        AddVariable "Add variable" "변수 추가";
        DependsOn "dependsOn" "dependsOn";
        AddDependency "Add dependency" "종속성 추가";
        HealthCheck "Health check" "상태 확인";
        AddHealthCheck "Add health check" "상태 확인 추가";
        HealthCommand "Health check command" "상태 확인 명령";
        CommandElsewhere "This command has words that a line cannot show: edit it in the JSON." "한 줄에 담을 수 없는 명령입니다. JSON에서 고치세요.";
        RestartPolicy "Restart policy" "재시작 정책";
        RestartHelp "Restarts the container in place instead of the task." "태스크 대신 컨테이너만 제자리에서 다시 시작합니다.";
        ExitCodes "exit codes, such as 0, 143" "종료 코드, 예: 0, 143";
        Logs "Logs" "로그";
        AddLogs "Add log configuration" "로그 구성 추가";
        Remove { what: String } "Remove {what}" "{what} 제거";
        RemoveContainer { name: String } "Remove container {name}" "컨테이너 {name} 제거";
        AddContainer "Add container" "컨테이너 추가";
        Container { index: usize } "container {index}" "컨테이너 {index}";
        Broken "The text is not JSON, so the form cannot show it. Nothing is lost: mend it in the JSON." "텍스트가 JSON이 아니어서 양식으로 보여 줄 수 없습니다. 사라진 것은 없으니 JSON에서 고치세요.";
        ShowLine { line: u32 } "Show line {line}" "{line}행 보기";
        StopEvidence { seconds: u64, task: String } "{seconds} s was too short for {task}: it still ran, so it got SIGKILL (exit 137)." "태스크 {task}에는 {seconds}초가 짧았습니다. 아직 실행 중이어서 SIGKILL을 받았습니다(종료 코드 137).";
    }
}
