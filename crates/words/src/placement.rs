//! Placement told to people: the steps of the funnel, what an instance lacks, and what would help.

mod english;
mod korean;

use sim::{
    Change, Explanation, FailedPart, FunnelLevel, FunnelStep, InstanceId, Lack, Strategy, TaskId,
    World, Zone,
};

use crate::Language;

/// Where a sentence about placement takes its names from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The world that was asked.
    pub world: &'a World,
    /// What it answered.
    pub explanation: &'a Explanation,
}

/// The name of a step in a word or two, as a column's head: `fit`, `spread(az)`, `binpack(memory)`.
pub fn step(language: Language, facts: Facts<'_>, step: FunnelStep) -> String {
    if let FunnelStep::Strategy(index) = step
        && let Some(strategy) = facts.explanation.strategy.get(index)
    {
        return strategy_name(strategy);
    }
    String::from(match language {
        Language::English => english::step(step),
        Language::Korean => korean::step(step),
    })
}

/// What a step kept, and why, in a few words: `2b has the fewest: 2 tasks`.
pub fn level(language: Language, facts: Facts<'_>, level: &FunnelLevel) -> String {
    match language {
        Language::English => english::level(facts, level),
        Language::Korean => korean::level(facts, level),
    }
}

/// What an instance lacks, with the numbers, as a sentence without its end.
pub fn lack(language: Language, facts: Facts<'_>, lack: Lack) -> String {
    match language {
        Language::English => english::lack(facts, lack),
        Language::Korean => korean::lack(facts, lack),
    }
}

/// Which part of an expression failed, and what the instance has.
pub fn failed_part(language: Language, part: &FailedPart) -> String {
    match language {
        Language::English => english::failed_part(part),
        Language::Korean => korean::failed_part(part),
    }
}

/// A change that would let the task be placed, as an invitation.
pub fn change(language: Language, facts: Facts<'_>, change: &Change) -> String {
    match language {
        Language::English => english::change(facts, change),
        Language::Korean => korean::change(facts, change),
    }
}

/// Where the task went and how, in one sentence.
pub fn summary(language: Language, facts: Facts<'_>) -> String {
    match language {
        Language::English => english::summary(facts),
        Language::Korean => korean::summary(facts),
    }
}

/// Such as `spread(instanceId)`; Availability Zones are `az`, other attributes go by their names.
fn strategy_name(strategy: &Strategy) -> String {
    match strategy {
        Strategy::Random => String::from("random"),
        Strategy::SpreadInstance => String::from("spread(instanceId)"),
        _ if strategy.is_zone_spread() => String::from("spread(az)"),
        Strategy::SpreadAttribute(name) => format!("spread({name})"),
        Strategy::BinpackCpu => String::from("binpack(cpu)"),
        Strategy::BinpackMemory => String::from("binpack(memory)"),
    }
}

impl Facts<'_> {
    fn strategy(&self, index: usize) -> Option<&Strategy> {
        self.explanation.strategy.get(index)
    }

    /// The name of what won a step of spreading: a zone, an instance or a value; empty without one.
    fn winning_bucket(&self, strategy: &Strategy) -> String {
        let winner = self.explanation.place.and_then(|place| place.instance);
        let Some(instance) = winner.and_then(|winner| self.world.instance(winner)) else {
            return String::new();
        };
        match strategy {
            Strategy::SpreadAttribute(name) => {
                let value = self.world.attribute(instance, name);
                value.map_or_else(String::new, std::borrow::Cow::into_owned)
            }
            _ => instance.id.ec2().to_string(),
        }
    }

    fn attribute(&self, index: usize) -> String {
        let attribute = self.explanation.attributes.get(index);
        attribute.map_or_else(String::new, shown)
    }

    fn constraint(&self, index: usize) -> String {
        let constraint = self.explanation.constraints.get(index);
        let shape = constraint.map(sim::Constraint::shape);
        shape.map_or_else(String::new, |shape| {
            shape
                .expression
                .unwrap_or_else(|| shape.r#type.name().to_owned())
        })
    }

    fn instance(&self, id: InstanceId) -> String {
        id.ec2().to_string()
    }

    fn zone(&self, zone: Zone) -> String {
        self.world.zone_name(zone)
    }

    fn tasks(&self, tasks: &[TaskId]) -> String {
        let short = |task: &TaskId| crate::transcript::short(*task);
        tasks.iter().map(short).collect::<Vec<_>>().join(", ")
    }
}

/// `name` or `name=value`.
fn shown(attribute: &sim::Attribute) -> String {
    match &attribute.value {
        Some(value) => format!("{}={value}", attribute.name),
        None => attribute.name.clone(),
    }
}
