//! What a deployment that goes through stages waits for.

use sim::{LifecycleStage, StageWait};

use super::Facts;

pub(super) fn english(facts: &Facts<'_>, stage: LifecycleStage, wait: StageWait) -> String {
    let stage = stage.name();
    match wait {
        StageWait::Pause { hook_id, until } => {
            let then = if facts.pause_rolls_back(hook_id) {
                "it rolls back"
            } else {
                "it goes on"
            };
            format!(
                "Call ContinueServiceDeployment to go on: paused at {stage} until {}, then {then}.",
                facts.clock(until)
            )
        }
        StageWait::Hook { .. } => format!("Waiting at {stage} for the answer of its hook."),
        StageWait::StepBake {
            production_tenths,
            until,
        } => format!(
            "{}% of production traffic goes to the new tasks until {} ({} s).",
            percent(production_tenths),
            facts.clock(until),
            facts.seconds_until(until)
        ),
        StageWait::Bake { until } => format!(
            "All traffic goes to the new tasks; the old ones stay until {} ({} s).",
            facts.clock(until),
            facts.seconds_until(until)
        ),
    }
}

pub(super) fn korean(facts: &Facts<'_>, stage: LifecycleStage, wait: StageWait) -> String {
    let stage = stage.name();
    match wait {
        StageWait::Pause { hook_id, until } => {
            let then = if facts.pause_rolls_back(hook_id) {
                "롤백합니다"
            } else {
                "계속합니다"
            };
            format!(
                "ContinueServiceDeployment를 호출해야 계속됩니다. {stage} 단계에서 {}까지 기다린 뒤 {then}.",
                facts.clock(until)
            )
        }
        StageWait::Hook { .. } => format!("{stage} 단계의 후크가 응답하기를 기다립니다."),
        StageWait::StepBake {
            production_tenths,
            until,
        } => format!(
            "{}까지 프로덕션 트래픽의 {}%가 새 태스크로 갑니다({}초 남음).",
            facts.clock(until),
            percent(production_tenths),
            facts.seconds_until(until)
        ),
        StageWait::Bake { until } => format!(
            "모든 트래픽이 새 태스크로 갑니다. 이전 태스크는 {}까지 남습니다({}초 남음).",
            facts.clock(until),
            facts.seconds_until(until)
        ),
    }
}

/// `5`, or `0.5`.
fn percent(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}
