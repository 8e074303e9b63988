//! What the panels say about task sets, beside AWS's words.

use super::messages;

messages! {
    /// What a panel says about task sets.
    TaskSetText {
        TaskSets "Task sets" "태스크 세트";
        TaskSet "Task set" "태스크 세트";
        NoTaskSet "This service has no task set, so nothing runs." "이 서비스에는 태스크 세트가 없어 아무것도 실행되지 않습니다.";
        Since { clock: String } "since {clock}" "{clock}부터";
        External "Whoever calls the API deploys this service: its task sets say what runs." "API를 호출하는 쪽이 이 서비스를 배포합니다. 무엇을 실행할지는 태스크 세트가 정합니다.";
        CodeDeploy "AWS CodeDeploy creates, scales and deletes the task sets of this service." "이 서비스의 태스크 세트는 AWS CodeDeploy가 만들고 조정하고 삭제합니다.";
        ScaleOf { task_set: String } "scale of {task_set}" "{task_set}의 scale";
        Runs { count: u32, desired: u32 } "Part of the desired count of {desired}, rounded up: {count}" "원하는 태스크 수 {desired}개 가운데 이 비율만큼, 올림하여 {count}개입니다.";
        MakePrimary "Make primary" "PRIMARY로 지정";
        Delete "Delete" "삭제";
        Force "Delete by force" "강제 삭제";
        DeleteHelp "Without force it must be scaled to 0 and not be the primary." "강제로 삭제하지 않으려면 scale이 0이고 PRIMARY가 아니어야 합니다.";
        New "New task set of the draft" "초안으로 새 태스크 세트 만들기";
        NewHelp "Registers what stands in the editor if no task set runs it yet." "편집기의 내용을 실행하는 태스크 세트가 아직 없으면 먼저 등록합니다.";
        Create "Create task set" "태스크 세트 만들기";
        NewScale "Part of the desired count: 0.0 to 100.0." "원하는 태스크 수 가운데 실행할 비율입니다. 0.0~100.0입니다.";
        ExternalIdHelp "A name of your own for it; may stay empty." "직접 붙이는 이름입니다. 비워 두어도 됩니다.";
        GroupHelp "Where its tasks are registered." "태스크를 등록할 대상 그룹입니다.";
        NoGroup "none" "없음";
        DraftHasProblems "The draft has problems: fix them first." "초안에 문제가 있습니다. 먼저 고치세요.";
        NotPercent "Write a percentage from 0.0 to 100.0." "0.0부터 100.0까지의 백분율을 쓰세요.";
    }
}
