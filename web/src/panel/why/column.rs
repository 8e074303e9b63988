//! The steps of placement as columns: all filters together are one, and none if they stopped nobody.

use sim::{Explanation, FunnelStep, Strategy};
use words::Language;
use words::panel::PlacementText;

/// One column of the picture.
pub(super) struct Column {
    /// The level of the funnel that it shows.
    pub(super) level: usize,
    /// Instances that are left.
    pub(super) remaining: u32,
    /// What the step is called.
    pub(super) title: String,
    /// What decided.
    pub(super) caption: String,
}

/// All instances, those that could take the task, the best by each strategy, and the lot if it decided.
pub(super) fn columns(explanation: &Explanation, language: Language) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut stopping: Vec<String> = Vec::new();
    let mut before = 0;
    for (level, found) in explanation.funnel.iter().enumerate() {
        let remaining = found.remaining;
        let stops = remaining < before;
        let filter = match found.step {
            FunnelStep::Able => Some(PlacementText::Able),
            FunnelStep::Attributes => Some(PlacementText::Attributes),
            FunnelStep::Resources => Some(PlacementText::Resources),
            FunnelStep::Constraints => Some(PlacementText::Constraints),
            _ => None,
        };
        if let Some(filter) = filter.filter(|_| stops) {
            stopping.push(filter.say(language));
        }
        let texts = match found.step {
            FunnelStep::Cluster => Some((
                PlacementText::Instances.say(language),
                in_cluster(explanation).say(language),
            )),
            FunnelStep::Constraints if !stopping.is_empty() => {
                Some((PlacementText::Fit.say(language), stopping.join(", ")))
            }
            FunnelStep::Strategy(index) if before > 0 => {
                let strategy = &explanation.strategy[index];
                Some((title(strategy), caption(strategy, found.best, language)))
            }
            FunnelStep::Tie if before > 1 => Some((
                PlacementText::Lot.say(language),
                PlacementText::Equal { count: before }.say(language),
            )),
            _ => None,
        };
        before = remaining;
        if let Some((title, caption)) = texts {
            columns.push(Column {
                level,
                remaining,
                title,
                caption,
            });
        }
    }
    columns
}

/// Whether all instances could take the task.
fn in_cluster(explanation: &Explanation) -> PlacementText {
    if explanation
        .candidates
        .iter()
        .all(|candidate| candidate.verdict.fits())
    {
        PlacementText::FitAll
    } else {
        PlacementText::InCluster
    }
}

/// `spread(az)`, `binpack(memory)`, `random`.
pub(super) fn title(strategy: &Strategy) -> String {
    let shape = strategy.shape();
    let kind = shape.r#type.name();
    match shape.field {
        _ if strategy.is_zone_spread() => format!("{kind}(az)"),
        Some(field) => format!("{kind}({})", field.trim_start_matches("attribute:")),
        None => kind.to_owned(),
    }
}

fn caption(strategy: &Strategy, best: Option<u64>, language: Language) -> String {
    let count = best.unwrap_or(0);
    let text = match strategy {
        Strategy::Random => PlacementText::ByLot,
        Strategy::SpreadInstance | Strategy::SpreadAttribute(_) => PlacementText::Fewest { count },
        Strategy::BinpackCpu => PlacementText::LeastCpu { count },
        Strategy::BinpackMemory => PlacementText::LeastMemory { count },
    };
    text.say(language)
}
