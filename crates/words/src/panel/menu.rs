//! What the menu of scenarios says.

use super::messages;

messages! {
    /// What the menu of scenarios says.
    MenuText {
        Title "Scenarios" "시나리오";
        Intro "Each is a world that plays by itself, shown from just before something happens. Pause, rewind, and do it differently." "저절로 진행되는 세계를 일이 벌어지기 직전부터 보여 줍니다. 멈추고, 되감고, 다르게 해 보세요.";
        Close "Close" "닫기";
        Opening "What the page begins with: eight tasks on six instances. Deploy, scale and break it as you like." "페이지를 처음 열 때의 세계입니다. 인스턴스 6대에서 태스크 8개가 실행됩니다. 마음대로 배포하고, 늘리고, 고장 내 보세요.";
        Story "What is to be seen" "살펴볼 내용";
        Beliefs "What people believe" "흔한 오해";
        Truth "In truth" "실제로는";
        Play { name: String } "Play {name}" "{name} 재생";
        Failed { reason: String } "This scenario cannot be shown: {reason}" "이 시나리오를 보여 줄 수 없습니다: {reason}";
        Replaces "The world on the page is replaced." "지금 보이는 세계를 대신합니다.";
    }
}
