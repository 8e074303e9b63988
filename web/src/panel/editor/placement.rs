//! Where the service's tasks go: its strategies in their order, its constraints, and the zones of its subnets.

mod constraints;
mod strategies;
mod subnets;

use sim::{Command, LaunchType, Service, ServiceId, UpdateService};
use words::panel::ClusterText;
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;

/// The part of the service's tab.
pub(super) fn placement(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let content = if service.launch_type == LaunchType::Fargate {
        html! { <p class="panel-hint">{ ClusterText::OnFargate.say(language) }</p> }
    } else {
        html! {
            <>
                { strategies::strategies(part, service) }
                { constraints::constraints(part, service) }
                <p class="panel-hint">{ ClusterText::PlacementHelp.say(language) }</p>
            </>
        }
    };
    html! {
        <div data-governs="machines">
            <h3>{ ClusterText::Placement.say(language) }</h3>
            { content }
            { subnets::subnets(part, service) }
        </div>
    }
}

/// Asks for an `UpdateService`.
fn submit(part: &PartProps, update: UpdateService) {
    part.act
        .emit(Action::Submit(Command::UpdateService(Box::new(update))));
}

/// Asks for an `UpdateService` made of the service as it is then.
fn amend(part: &PartProps, id: ServiceId, make: impl Fn(&Service, &mut UpdateService) + 'static) {
    part.act.emit(Action::Amend(Amendment::new(move |world| {
        let mut update = UpdateService::of(id);
        make(world.service(id)?, &mut update);
        Some(Command::UpdateService(Box::new(update)))
    })));
}
