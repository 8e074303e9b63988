//! The listener rules whose weights the deployments of a service change: that of production traffic and that of test
//! traffic.

use sim::{
    AdvancedConfiguration, Command, ListenerRuleId, LoadBalancer, LoadBalancerInput, Service,
    ServiceId, UpdateService, World,
};
use words::panel::{FieldText, InspectorText};
use yew::prelude::*;

use super::super::PartProps;
use super::form::describe_conditions;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::ChoiceField;

/// The choice of no rule.
const NONE: &str = "-";

/// One of the two choices.
type Change = fn(&mut AdvancedConfiguration, Option<ListenerRuleId>);

/// Both choices; nothing for a service whose deployments shift no traffic.
pub(in super::super) fn shifting(part: &PartProps) -> Html {
    let language = part.language();
    let world = &part.readout.world;
    let Some(service) = part.readout.service() else {
        return Html::default();
    };
    let attached = service
        .leading_deployment()
        .and_then(|leading| leading.load_balancers.first());
    let Some((attached, advanced)) =
        attached.and_then(|one| Some((one, one.advanced_configuration.as_ref()?)))
    else {
        return Html::default();
    };
    let balancer = world.target_group(attached.target_group);
    let balancer = balancer.and_then(|group| world.load_balancer(group.load_balancer?));
    let Some(balancer) = balancer else {
        return Html::default();
    };
    let rules = rules(balancer, &FieldText::DefaultRule.say(language));
    let alternate = world.target_group(advanced.alternate_target_group);
    let production: Change = |advanced, rule| {
        if let Some(rule) = rule {
            advanced.production_listener_rule = rule;
        }
    };
    let test: Change = |advanced, rule| advanced.test_listener_rule = rule;
    let choice = |id: &'static str, value, change| choice(part, service, &rules, id, value, change);
    let in_production = Some(advanced.production_listener_rule);
    html! {
        <>
            <h3>{ FieldText::Shifting.say(language) }</h3>
            if let Some(alternate) = alternate {
                <p class="panel-line">
                    <span>{ format!("alternateTargetGroupArn ({})", InspectorText::TargetGroup.say(language)) }</span>
                    <code class="panel-line-end">{ &alternate.name }</code>
                </p>
            }
            { choice("productionListenerRule", (in_production, FieldText::ProductionRule), production) }
            { choice("testListenerRule", (advanced.test_listener_rule, FieldText::TestRule), test) }
        </>
    }
}

/// Every rule of a load balancer with what people see of it.
fn rules(balancer: &LoadBalancer, default: &str) -> Vec<(ListenerRuleId, String)> {
    let listeners = balancer.listeners.iter();
    let named = listeners.flat_map(|listener| {
        let name = format!("{} :{}", listener.protocol.name(), listener.port);
        let last = (listener.default_rule, format!("{name} {default}"));
        let rules = listener.rules.iter().map(move |rule| {
            let conditions = describe_conditions(&rule.conditions);
            (rule.id, format!("{name} {} {conditions}", rule.priority))
        });
        rules.chain([last])
    });
    named.collect()
}

fn choice(
    part: &PartProps,
    service: &Service,
    rules: &[(ListenerRuleId, String)],
    id: &'static str,
    (value, help): (Option<ListenerRuleId>, FieldText),
    change: Change,
) -> Html {
    let language = part.language();
    let none = FieldText::NoRule.say(language);
    let none = (AttrValue::from(NONE), AttrValue::from(none));
    let known = rules.iter();
    let known = known.map(|(rule, name)| (rule.to_string().into(), name.clone().into()));
    let is_optional = id == "testListenerRule";
    let names = is_optional.then_some(none).into_iter().chain(known);
    let ids: Vec<ListenerRuleId> = rules.iter().map(|(rule, _)| *rule).collect();
    let chosen = move |text: &str| ids.iter().copied().find(|rule| rule.to_string() == text);
    let check = {
        let (readout, chosen, service) = (part.readout.clone(), chosen.clone(), service.id);
        Callback::from(move |text: AttrValue| {
            let command = update(&readout.world, service, change, chosen(&text))?;
            readout.refusal(command).map(AttrValue::from)
        })
    };
    let id_of_service = service.id;
    let on_commit = part.act.reform(move |text: AttrValue| {
        let rule = chosen(&text);
        Action::Amend(Amendment::new(move |world| {
            update(world, id_of_service, change, rule)
        }))
    });
    let value = value.map_or_else(|| NONE.to_owned(), |rule| rule.to_string());
    html! {
        <ChoiceField {id} name={id} {value} names={names.collect::<Vec<_>>()}
            help={help.say(language)} {check} {on_commit} />
    }
}

/// An update that gives the service's load balancer another rule.
fn update(
    world: &World,
    service: ServiceId,
    change: Change,
    rule: Option<ListenerRuleId>,
) -> Option<Command> {
    let attached = &world.service(service)?.leading_deployment()?.load_balancers;
    let inputs = attached.iter().enumerate().map(|(index, one)| {
        let mut advanced_configuration = one.advanced_configuration.clone();
        if let (0, Some(advanced)) = (index, &mut advanced_configuration) {
            change(advanced, rule);
        }
        LoadBalancerInput {
            target_group: one.target_group,
            container_name: one.container_name.clone(),
            container_port: one.container_port,
            advanced_configuration,
        }
    });
    let mut update = UpdateService::of(service);
    update.load_balancers = Some(inputs.collect());
    Some(Command::UpdateService(Box::new(update)))
}
