//! What both percents mean for this many tasks, before a deployment shows it; or that whole sets of tasks run instead.

use sim::{Bounds, DeploymentConfiguration, DeploymentStrategy, Service, World};
use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

use super::service_tab::Typed;
use crate::panel::icon::Icon;

/// The arithmetic, with a warning where a deployment could not move.
pub(super) fn bounds(world: &World, service: &Service, typed: Typed, language: Language) -> Html {
    let number = |typed: Option<u64>, applied: u32| {
        typed.map_or(applied, |typed| u32::try_from(typed).unwrap_or(u32::MAX))
    };
    let configuration = &service.deployment_configuration;
    let desired = number(typed.desired_count, service.desired_count);
    let percents = DeploymentConfiguration {
        minimum_healthy_percent: number(
            typed.minimum_healthy_percent,
            configuration.minimum_healthy_percent,
        ),
        maximum_percent: number(typed.maximum_percent, configuration.maximum_percent),
        strategy: configuration.strategy,
        ..DeploymentConfiguration::default()
    };
    let found = percents.deployment_bounds(desired);
    let Bounds { lower, upper } = found;
    let is_rolling = percents.strategy == DeploymentStrategy::Rolling;
    let (is_warning, consequence) = if is_rolling {
        consequence(desired, found)
    } else {
        (false, Some(FieldText::FullSets { desired }))
    };
    let help = if is_rolling {
        FieldText::BoundsHelp {
            lower,
            upper,
            desired,
        }
    } else {
        let strategy = percents.strategy.name();
        FieldText::FullSetsHelp { strategy, upper }
    };
    let is_uncounted = is_rolling && !world.counts_stopping(percents.maximum_percent);
    html! {
        <div class="panel-bounds" id="bounds" aria-live="polite">
            <b>{ FieldText::Bounds { lower, upper }.say(language) }</b>
            <p class="panel-hint">{ help.say(language) }</p>
            if is_uncounted {
                <p class="panel-hint">{ FieldText::StoppingUncounted.say(language) }</p>
            }
            if let Some(consequence) = consequence {
                <p class={classes!("panel-consequence", is_warning.then_some("warning"))}>
                    if is_warning { { Icon::Warning.html() } }
                    { consequence.say(language) }
                </p>
            }
        </div>
    }
}

/// What a deployment does first, and whether that is worth a warning.
fn consequence(desired: u32, Bounds { lower, upper }: Bounds) -> (bool, Option<FieldText>) {
    let room = upper.saturating_sub(desired);
    let spare = desired.saturating_sub(lower);
    match (room, spare) {
        _ if desired == 0 => (false, None),
        (0, 0) => (true, Some(FieldText::Blocks)),
        _ if lower == 0 => (true, Some(FieldText::AllMayStop)),
        (0, count) => (false, Some(FieldText::StopsFirst { count })),
        (count, _) => (false, Some(FieldText::OneAtATime { count })),
    }
}
