//! A refusal in AWS's words, with a hint.

use sim::{BalancingException, Exception, Rejection};
use words::panel::EditorText;
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;
use crate::panel::icon::Icon;

/// The latest refusal, if there is one.
pub(super) fn rejection(part: &PartProps) -> Html {
    let Some(Rejection {
        exception, message, ..
    }) = &part.readout.rejection
    else {
        return Html::default();
    };
    let dismiss = part.act.reform(|_| Action::DismissRejection);
    html! {
        <div class="panel-rejection" role="alert">
            <p>
                { Icon::Warning.html() }
                <span lang="en"><b>{ exception.name() }</b>{ ": " }{ message }</span>
            </p>
            <p class="panel-hint">{ part.say(hint(*exception)) }</p>
            <button type="button" class="panel-button" onclick={dismiss}>{ part.say(EditorText::Dismiss) }</button>
        </div>
    }
}

const fn hint(exception: Exception) -> EditorText {
    match exception {
        Exception::Client
        | Exception::Conflict
        | Exception::ClusterContainsServices
        | Exception::ClusterContainsContainerInstances
        | Exception::ClusterContainsTasks => EditorText::HintClient,
        Exception::InvalidParameter => EditorText::HintInvalidParameter,
        Exception::ClusterNotFound
        | Exception::ServiceNotFound
        | Exception::ServiceDeploymentNotFound
        | Exception::TaskSetNotFound
        | Exception::TargetNotFound => EditorText::HintNotFound,
        Exception::ServiceNotActive => EditorText::HintNotActive,
        Exception::LimitExceeded | Exception::AttributeLimitExceeded => EditorText::HintLimit,
        Exception::Balancing(exception) => balancing_hint(exception),
        Exception::Playground => EditorText::HintPlayground,
    }
}

const fn balancing_hint(exception: BalancingException) -> EditorText {
    match exception {
        BalancingException::ListenerNotFound
        | BalancingException::LoadBalancerNotFound
        | BalancingException::RuleNotFound
        | BalancingException::SubnetNotFound
        | BalancingException::TargetGroupNotFound => EditorText::HintNotFound,
        BalancingException::TooManyListeners
        | BalancingException::TooManyRules
        | BalancingException::TooManyTargetGroups => EditorText::HintLimit,
        BalancingException::Validation => EditorText::HintInvalidParameter,
        _ => EditorText::HintClient,
    }
}
