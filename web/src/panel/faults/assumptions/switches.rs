//! Each assumption as a choice among sentences.

use sim::{
    CapacityStrategyUpdate, CheckTimeoutDefault, FailedTasksReset, IdleTargetDrains,
    ImagePullShows, InitialTargetNeeds, LaunchThrottle, MaximumPercentCounts, ProtectionFromHealth,
    ProvisioningTimeout, QuickExit, SpotStopCode, StopTaskOrder, Switches,
};
use words::Language;
use words::panel::AssumptionText;
use yew::prelude::*;

/// What an option makes of the switches.
type Turn = fn(&mut Switches);

/// One question with its answers; the first is what the simulation assumes by itself.
struct Question {
    id: &'static str,
    text: AssumptionText,
    answers: &'static [(AssumptionText, Turn)],
}

const QUESTIONS: [Question; 13] = [
    Question {
        id: "image-pull-shows",
        text: AssumptionText::ImagePull,
        answers: &[
            (AssumptionText::PullPending, |switches| {
                switches.image_pull_shows = ImagePullShows::Pending;
            }),
            (AssumptionText::PullActivating, |switches| {
                switches.image_pull_shows = ImagePullShows::Activating;
            }),
        ],
    },
    Question {
        id: "maximum-percent-counts",
        text: AssumptionText::MaximumPercent,
        answers: &[
            (AssumptionText::StoppingAtMost100, |switches| {
                switches.maximum_percent_counts = MaximumPercentCounts::StoppingAtMost100;
            }),
            (AssumptionText::Stopping, |switches| {
                switches.maximum_percent_counts = MaximumPercentCounts::Stopping;
            }),
            (AssumptionText::Running, |switches| {
                switches.maximum_percent_counts = MaximumPercentCounts::Running;
            }),
        ],
    },
    Question {
        id: "initial-target-needs",
        text: AssumptionText::InitialTarget,
        answers: &[
            (AssumptionText::OneSuccess, |switches| {
                switches.initial_target_needs = InitialTargetNeeds::OneSuccess;
            }),
            (AssumptionText::HealthyThreshold, |switches| {
                switches.initial_target_needs = InitialTargetNeeds::HealthyThreshold;
            }),
        ],
    },
    Question {
        id: "stop-task",
        text: AssumptionText::StopTask,
        answers: &[
            (AssumptionText::DrainsFirst, |switches| {
                switches.stop_task = StopTaskOrder::DrainsFirst;
            }),
            (AssumptionText::SignalsAtOnce, |switches| {
                switches.stop_task = StopTaskOrder::SignalsAtOnce;
            }),
        ],
    },
    Question {
        id: "launch-throttle",
        text: AssumptionText::LaunchThrottle,
        answers: &[
            (AssumptionText::Exponential, |switches| {
                switches.launch_throttle = LaunchThrottle::Exponential;
            }),
            (AssumptionText::Linear, |switches| {
                switches.launch_throttle = LaunchThrottle::Linear;
            }),
        ],
    },
    Question {
        id: "idle-target-drains",
        text: AssumptionText::IdleTarget,
        answers: &[
            (AssumptionText::FullDelay, |switches| {
                switches.idle_target_drains = IdleTargetDrains::FullDelay;
            }),
            (AssumptionText::WhileBusy, |switches| {
                switches.idle_target_drains = IdleTargetDrains::WhileBusy;
            }),
        ],
    },
    Question {
        id: "failed-tasks-reset",
        text: AssumptionText::FailedTasks,
        answers: &[
            (AssumptionText::ResetHealthy, |switches| {
                switches.failed_tasks_reset = FailedTasksReset::Healthy;
            }),
            (AssumptionText::ResetRunning, |switches| {
                switches.failed_tasks_reset = FailedTasksReset::Running;
            }),
        ],
    },
    Question {
        id: "protection-from-health",
        text: AssumptionText::ProtectionFromHealth,
        answers: &[
            (AssumptionText::NotProtected, |switches| {
                switches.protection_from_health = ProtectionFromHealth::NotProtected;
            }),
            (AssumptionText::Protected, |switches| {
                switches.protection_from_health = ProtectionFromHealth::Protected;
            }),
        ],
    },
    Question {
        id: "spot-stop-code",
        text: AssumptionText::SpotStop,
        answers: &[
            (AssumptionText::SpotInterruption, |switches| {
                switches.spot_stop_code = SpotStopCode::SpotInterruption;
            }),
            (AssumptionText::TerminationNotice, |switches| {
                switches.spot_stop_code = SpotStopCode::TerminationNotice;
            }),
        ],
    },
    Question {
        id: "check-timeout-default",
        text: AssumptionText::CheckTimeout,
        answers: &[
            (AssumptionText::TimeoutFive, |switches| {
                switches.check_timeout_default = CheckTimeoutDefault::FiveSeconds;
            }),
            (AssumptionText::TimeoutSix, |switches| {
                switches.check_timeout_default = CheckTimeoutDefault::SixSeconds;
            }),
        ],
    },
    Question {
        id: "quick-exit",
        text: AssumptionText::QuickExit,
        answers: &[
            (AssumptionText::QuickExitDoesNotCount, |switches| {
                switches.quick_exit = QuickExit::DoesNotCount;
            }),
            (AssumptionText::QuickExitCounts, |switches| {
                switches.quick_exit = QuickExit::Counts;
            }),
        ],
    },
    Question {
        id: "provisioning-timeout",
        text: AssumptionText::Provisioning,
        answers: &[
            (AssumptionText::ProvisioningFails, |switches| {
                switches.provisioning_timeout = ProvisioningTimeout::Fails;
            }),
            (AssumptionText::ProvisioningNever, |switches| {
                switches.provisioning_timeout = ProvisioningTimeout::Never;
            }),
        ],
    },
    Question {
        id: "capacity-strategy-update",
        text: AssumptionText::CapacityUpdate,
        answers: &[
            (AssumptionText::CapacityDeploysNothing, |switches| {
                switches.capacity_strategy_update = CapacityStrategyUpdate::DeploysNothing;
            }),
            (AssumptionText::CapacityNeedsForce, |switches| {
                switches.capacity_strategy_update = CapacityStrategyUpdate::NeedsForce;
            }),
        ],
    },
];

/// The questions as elements.
pub(super) fn switches(shown: &Switches, set: &Callback<Switches>, language: Language) -> Html {
    let answer = |question: &Question, (text, turn): &(AssumptionText, Turn)| {
        let mut turned = shown.clone();
        turn(&mut turned);
        let is_chosen = turned == *shown;
        let onchange = set.reform(move |_: Event| turned.clone());
        html! {
            <label>
                <input type="radio" name={question.id} checked={is_chosen} {onchange} />
                <span>{ text.say(language) }</span>
            </label>
        }
    };
    html! {
        { for QUESTIONS.iter().map(|question| html! {
            <fieldset class="fault-question">
                <legend>{ question.text.say(language) }</legend>
                { for question.answers.iter().map(|option| answer(question, option)) }
            </fieldset>
        }) }
    }
}
