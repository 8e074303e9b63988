//! What the page around the picture says: bars, notices, keys, and the names that screen readers speak.

use sim::{InstanceId, TaskId, World};

use crate::Language;
use crate::panel::messages;

messages! {
    /// A short text of the page.
    PageText {
        Scenario "Scenario" "시나리오";
        ChooseScenario "Choose a scenario" "시나리오 고르기";
        OpeningScenario "Rolling update behind a load balancer" "로드 밸런서 뒤의 롤링 업데이트";
        FleetScenario "A fleet for measurements" "측정용 대규모 클러스터";
        Undo "Undo" "실행 취소";
        Redo "Redo" "다시 실행";
        Language "Language" "언어";
        EnglishName "English" "English";
        KoreanName "한국어" "한국어";
        Keys "Keyboard shortcuts" "키보드 단축키";
        Close "Close" "닫기";
        PartAwaited "Loading…" "불러오는 중…";
        PartMissing "This part of the page did not load." "페이지의 이 부분을 불러오지 못했습니다.";
        TryAgain "Try again" "다시 시도";
        Editor "Task definition" "태스크 정의";
        Details "Details" "세부 정보";
        Inspector "Inspector" "선택한 항목";
        Events "Service events" "서비스 이벤트";
        Legend "Legend" "범례";
        EditTab "Edit" "편집";
        TaskTab "Task" "태스크";
        EventsTab "Events" "이벤트";
        LegendTab "Legend" "범례";
        Panels "Panels" "패널";
        SheetSize "Size of the panels" "패널 크기";
        Stage "Cluster" "클러스터";
        PictureTargets "Everything in the picture" "그림에 있는 모든 항목";
        Playback "Playback" "재생";
        SimulatedTime "Simulated time" "시뮬레이션 시각";
        Speed "Speed" "속도";
        Play "Play" "재생";
        Pause "Pause" "일시 정지";
        StepBack "To the previous event" "이전 이벤트로";
        StepForward "To the next event" "다음 이벤트로";
        SpeedButton { speed: u32 } "{speed}×" "{speed}×";
        SpeedSentence { speed: u32 } "{speed} simulated seconds per second" "1초에 시뮬레이션 {speed}초";
        RealTime "As fast as real time" "실제와 같은 속도";
        SpeedCaption { speed: u32 } "{speed}× speed" "{speed}배속";
        ChangeSpeed "Change the speed" "속도 변경";
        Timeline "Point in time" "시점";
        TimelinePosition { clock: String, end: String } "{clock} of {end}" "{end} 중 {clock}";
        Branched { clock: String } "You changed the past: what had happened after {clock} is dropped, and time goes on from here." "과거를 바꿨습니다. {clock} 이후에 일어난 일은 버려지고 여기에서 다시 이어집니다.";
        ScriptLeft { clock: String } "From {clock} on it goes as you act: the scenario's own next steps are dropped." "{clock}부터는 조작한 대로 진행됩니다. 시나리오의 다음 단계는 버려집니다.";
        HookWaits { stage: String } "A hook waits at {stage} for an answer." "{stage} 단계의 후크가 답을 기다립니다.";
        Continue "Continue" "계속";
        GoBack "Roll back" "롤백";
        NoService "The service does not exist yet at this time." "이 시점에는 서비스가 아직 없습니다.";
        KeyPlay "Play or pause" "재생 또는 일시 정지";
        KeyStep "Previous or next event" "이전 또는 다음 이벤트";
        KeySkip "10 seconds back or forward" "10초 뒤로 또는 앞으로";
        KeySpeed "Speed 1×, 10×, 60×, 300×" "속도 1배, 10배, 60배, 300배";
        KeyTiles "Into the picture, then between its parts" "그림 안으로 이동한 뒤 항목 사이를 이동";
        KeyInspect "Inspect" "살펴보기";
        KeyFaults "Cause a fault in what has the focus; also by a right click or a long press" "포커스한 항목에 장애 주입 (오른쪽 클릭이나 길게 누르기도 됨)";
        KeyClear "Close, or select nothing" "닫기 또는 선택 해제";
        KeyEditor "Task definition" "태스크 정의";
        KeyDeploy "Register and deploy" "등록하고 배포";
        KeyUndo "Undo, redo" "실행 취소, 다시 실행";
        KeyHelp "This list" "이 목록";
        Clients { count: u32 } "Clients, {count} requests per second" "클라이언트, 초당 요청 {count}개";
        Zone { zone: String } "Availability Zone {zone}" "가용 영역 {zone}";
        LoadBalancer { name: String } "Load balancer {name}" "로드 밸런서 {name}";
        TargetGroup { name: String, healthy: usize, count: usize } "Target group {name}, {healthy} of {count} targets healthy" "대상 그룹 {name}, 대상 {count}개 중 {healthy}개 정상";
    }
}

/// How a screen reader names a task.
pub fn task_name(language: Language, world: &World, id: TaskId) -> String {
    let Some(task) = world.task(id) else {
        return String::new();
    };
    let short_id = task.short_id();
    let status = task.last_status.name();
    let zone = world.zone_name(task.zone);
    let revision = &task.definition;
    match language {
        Language::English => format!("Task {short_id}, {revision}, {status}, {zone}"),
        Language::Korean => format!("태스크 {short_id}, {revision}, {status}, {zone}"),
    }
}

/// How a screen reader names a container instance.
pub fn instance_name(language: Language, world: &World, id: InstanceId) -> String {
    let Some(instance) = world.instance(id) else {
        return String::new();
    };
    let ec2_id = id.ec2();
    let kind = instance.instance_type.name;
    let zone = world.zone_name(instance.zone);
    let count = instance.reservations.len();
    match language {
        Language::English if count == 1 => {
            format!("Container instance {ec2_id}, {kind}, {zone}, 1 task")
        }
        Language::English => format!("Container instance {ec2_id}, {kind}, {zone}, {count} tasks"),
        Language::Korean => {
            format!("컨테이너 인스턴스 {ec2_id}, {kind}, {zone}, 태스크 {count}개")
        }
    }
}
