//! Placement strategies: what makes one instance better than another.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use crate::limits::STRATEGIES_MAX;
use crate::{LaunchType, Rejection, Rule, TaskGroup};

pub(crate) const ZONE_ATTRIBUTE: &str = "ecs.availability-zone";
const ATTRIBUTE: &str = "attribute:";

wire_names! {
    /// `type` of a placement strategy.
    PlacementStrategyType {
        /// By lot.
        Random "random",
        /// Where the fewest tasks of the group are.
        Spread "spread",
        /// Where the least is left.
        Binpack "binpack",
    }
}

/// One of `placementStrategy` of a service or of `RunTask`, as it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementStrategy {
    /// What kind of strategy it is.
    pub r#type: PlacementStrategyType,
    /// What is spread over, or packed.
    pub field: Option<String>,
}

/// A strategy that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// By lot. Rule: `RandomStrategy`.
    Random,
    /// The instance with the fewest tasks of the group. Rule: `SpreadStrategy`.
    SpreadInstance,
    /// Instances whose value of an attribute has the fewest tasks of the group. Rule: `SpreadStrategy`.
    SpreadAttribute(String),
    /// The least CPU left. Rule: `BinpackStrategy`.
    BinpackCpu,
    /// The least memory left. Rule: `BinpackStrategy`.
    BinpackMemory,
}

impl Strategy {
    /// As AWS shows it. Rule: `StrategyFields`.
    pub fn shape(&self) -> PlacementStrategy {
        use PlacementStrategyType as Type;
        let (r#type, field) = match self {
            Self::Random => (Type::Random, None),
            Self::SpreadInstance => (Type::Spread, Some("instanceId".to_string())),
            Self::SpreadAttribute(name) => (Type::Spread, Some(format!("{ATTRIBUTE}{name}"))),
            Self::BinpackCpu => (Type::Binpack, Some("cpu".to_string())),
            Self::BinpackMemory => (Type::Binpack, Some("memory".to_string())),
        };
        PlacementStrategy { r#type, field }
    }

    /// Whether it spreads over Availability Zones.
    pub fn is_zone_spread(&self) -> bool {
        matches!(self, Self::SpreadAttribute(name) if name == ZONE_ATTRIBUTE)
    }

    /// What applies where nothing was asked: services spread over zones and instances, other tasks are placed by lot.
    /// Rules: `DefaultSpread`, `RunTaskIsRandom`.
    pub fn default_of(group: &TaskGroup) -> Vec<Self> {
        match group {
            TaskGroup::Service(_) => vec![
                Self::SpreadAttribute(ZONE_ATTRIBUTE.to_string()),
                Self::SpreadInstance,
            ],
            TaskGroup::Named(_) => vec![Self::Random],
        }
    }

    /// The rules by which it chooses.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Random => Rule::RandomStrategy,
            Self::SpreadInstance | Self::SpreadAttribute(_) => Rule::SpreadStrategy,
            Self::BinpackCpu | Self::BinpackMemory => Rule::BinpackStrategy,
        }
    }
}

/// The strategies of a service or request, checked.
///
/// # Errors
/// What AWS refuses: strategies on Fargate, too many of them, a field that the type does not know.
pub(crate) fn check_strategy(
    inputs: &[PlacementStrategy],
    launch_type: LaunchType,
) -> Result<Vec<Strategy>, Rejection> {
    if launch_type == LaunchType::Fargate && !inputs.is_empty() {
        return Err(Rejection::invalid_parameter(
            "Placement strategies are not supported with FARGATE launch type.",
        )
        .by(Rule::FargatePlacement));
    }
    if inputs.len() > STRATEGIES_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "A service or task can have at most {STRATEGIES_MAX} placement strategies."
        ))
        .by(Rule::StrategiesMax));
    }
    inputs.iter().map(check_rule).collect()
}

fn check_rule(input: &PlacementStrategy) -> Result<Strategy, Rejection> {
    let field = input.field.as_deref().unwrap_or("");
    let is = |name: &str| field.eq_ignore_ascii_case(name);
    match input.r#type {
        PlacementStrategyType::Random if field.is_empty() => return Ok(Strategy::Random),
        PlacementStrategyType::Spread if is("instanceId") || is("host") => {
            return Ok(Strategy::SpreadInstance);
        }
        PlacementStrategyType::Spread => {
            if let Some(name) = field
                .strip_prefix(ATTRIBUTE)
                .filter(|name| crate::instance::is_attribute_name(name))
            {
                return Ok(Strategy::SpreadAttribute(name.to_string()));
            }
        }
        PlacementStrategyType::Binpack if is("cpu") => return Ok(Strategy::BinpackCpu),
        PlacementStrategyType::Binpack if is("memory") => return Ok(Strategy::BinpackMemory),
        PlacementStrategyType::Random | PlacementStrategyType::Binpack => {}
    }
    let fields = match input.r#type {
        PlacementStrategyType::Random => "takes no field",
        PlacementStrategyType::Spread => "needs the field instanceId, host or attribute:NAME",
        PlacementStrategyType::Binpack => "needs the field cpu or memory",
    };
    let name = input.r#type.name();
    Err(Rejection::invalid_parameter(format!(
        "The placement strategy {name} {fields}, not '{field}'."
    ))
    .by(Rule::StrategyFields))
}
