//! What the menu of scenarios says.

use super::messages;

messages! {
    /// What the menu of scenarios says.
    MenuText {
        Title "Scenarios" "시나리오";
        Intro "Each is a world that plays by itself, shown from just before something happens. Pause, rewind, and do it differently." "저절로 진행되는 세계를 일이 벌어지기 직전부터 보여 줍니다. 멈추고, 되감고, 다르게 해 보세요.";
        Close "Close" "닫기";
        Beliefs "What people believe" "흔한 오해";
        Truth "In truth" "실제로는";
        Play { name: String } "Play {name}" "{name} 재생";
        Failed { reason: String } "This scenario cannot be shown: {reason}" "이 시나리오를 보여 줄 수 없습니다: {reason}";
        Replaces "The world on the page is replaced." "지금 보이는 세계를 대신합니다.";
    }
}
