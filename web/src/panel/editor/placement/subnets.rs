//! The zones of the subnets of `networkConfiguration`.

use sim::{Service, UpdateService, Zone};
use web_sys::HtmlInputElement;
use words::panel::ClusterText;
use yew::prelude::*;

use super::{PartProps, submit};

/// A box for each zone; at least one stays. Nothing for tasks without a network interface of their own.
pub(super) fn subnets(part: &PartProps, service: &Service) -> Html {
    let leading = service.leading_deployment();
    let zones = leading.map_or(&[][..], |leading| &leading.subnet_zones);
    if zones.is_empty() {
        return Html::default();
    }
    let language = part.language();
    let world = &part.readout.world;
    let one = |number: u8| {
        let zone = Zone(number);
        let is_chosen = zones.contains(&zone);
        let onchange = {
            let (part, id, zones) = (part.clone(), service.id, zones.to_vec());
            move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let mut zones = zones.clone();
                zones.retain(|other| *other != zone);
                if input.checked() {
                    zones.push(zone);
                    zones.sort();
                }
                let update = UpdateService {
                    subnet_zones: Some(zones),
                    ..UpdateService::of(id)
                };
                submit(&part, update);
            }
        };
        html! {
            <label>
                <input type="checkbox" checked={is_chosen} disabled={is_chosen && zones.len() == 1} {onchange} />
                <span>{ world.zone_name(zone) }</span>
            </label>
        }
    };
    html! {
        <div class="form-field form-check">
            <span>{ ClusterText::Subnets.say(language) }</span>
            <div class="placement-zones" role="group" aria-label={ClusterText::Subnets.say(language)}>
                { for (0..world.start().zone_count).map(one) }
            </div>
            <p class="panel-hint">{ ClusterText::SubnetsHelp.say(language) }</p>
        </div>
    }
}
