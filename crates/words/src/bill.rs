//! Where the time of a deployment went, in words.

use sim::{BillItem, RolloutState, TimeBill};

use crate::Language;
use crate::panel::messages;

messages! {
    /// A line of a time bill.
    BillText {
        Total { seconds: String } "The deployment took {seconds} s:" "배포에 {seconds}초 걸림:";
        SoFar { seconds: String } "The deployment is not complete and has taken {seconds} s so far:" "배포가 아직 끝나지 않았고 지금까지 {seconds}초 걸림:";
        Failed { seconds: String } "The deployment failed after {seconds} s:" "배포가 {seconds}초 뒤에 실패함:";
        Tick { seconds: String } "{seconds} s until the scheduler looked again" "{seconds}초: 스케줄러가 다시 볼 때까지";
        Person { seconds: String } "{seconds} s until somebody did what it needed" "{seconds}초: 필요한 일을 누군가 할 때까지";
        Provisioning { seconds: String } "{seconds} s placing and provisioning" "{seconds}초: 배치와 프로비저닝";
        Pull { seconds: String } "{seconds} s pulling images" "{seconds}초: 이미지 풀";
        Start { seconds: String } "{seconds} s creating and starting containers" "{seconds}초: 컨테이너 생성과 시작";
        Registration { seconds: String } "{seconds} s registering targets" "{seconds}초: 대상 등록";
        TargetHealth { seconds: String } "{seconds} s until targets had passed their health checks" "{seconds}초: 대상이 상태 확인을 통과할 때까지";
        ContainerHealth { seconds: String } "{seconds} s until containers had passed their health checks" "{seconds}초: 컨테이너가 상태 확인을 통과할 때까지";
        RunningLongEnough { seconds: String } "{seconds} s RUNNING before it counts as healthy" "{seconds}초: 정상으로 셀 만큼 RUNNING일 때까지";
        Hook { seconds: String } "{seconds} s for lifecycle hooks" "{seconds}초: 수명 주기 후크";
        Bake { seconds: String } "{seconds} s baking, with both revisions running" "{seconds}초: 두 리비전이 함께 실행되는 베이크 시간";
        Draining { seconds: String } "{seconds} s draining old tasks (deregistration delay)" "{seconds}초: 이전 태스크의 등록 취소 지연";
        Stopping { seconds: String } "{seconds} s stopping old tasks (SIGTERM to their end)" "{seconds}초: 이전 태스크 중지(SIGTERM부터 끝까지)";
        Deprovisioning { seconds: String } "{seconds} s taking away network interfaces" "{seconds}초: 네트워크 인터페이스 회수";
        Other { seconds: String } "{seconds} s for anything else" "{seconds}초: 그 밖의 일";
    }
}

/// A bill as lines: the sum, then each part.
pub fn bill_lines(language: Language, bill: &TimeBill) -> Vec<String> {
    let seconds = exactly(bill.duration().as_millis());
    let total = match bill.end {
        Some(RolloutState::Completed) => BillText::Total { seconds },
        Some(RolloutState::Failed) => BillText::Failed { seconds },
        Some(RolloutState::InProgress) | None => BillText::SoFar { seconds },
    };
    let items = bill.items.iter().map(|(item, span)| {
        let seconds = exactly(span.as_millis());
        text(*item, seconds).say(language)
    });
    std::iter::once(total.say(language)).chain(items).collect()
}

const fn text(item: BillItem, seconds: String) -> BillText {
    match item {
        BillItem::Tick => BillText::Tick { seconds },
        BillItem::Person => BillText::Person { seconds },
        BillItem::Provisioning => BillText::Provisioning { seconds },
        BillItem::Pull => BillText::Pull { seconds },
        BillItem::Start => BillText::Start { seconds },
        BillItem::Registration => BillText::Registration { seconds },
        BillItem::TargetHealth => BillText::TargetHealth { seconds },
        BillItem::ContainerHealth => BillText::ContainerHealth { seconds },
        BillItem::RunningLongEnough => BillText::RunningLongEnough { seconds },
        BillItem::Hook => BillText::Hook { seconds },
        BillItem::Bake => BillText::Bake { seconds },
        BillItem::Draining => BillText::Draining { seconds },
        BillItem::Stopping => BillText::Stopping { seconds },
        BillItem::Deprovisioning => BillText::Deprovisioning { seconds },
        BillItem::Other => BillText::Other { seconds },
    }
}

/// Seconds to the millisecond, so that what is shown adds up.
pub(crate) fn exactly(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000)
}
