//! The instances as dots, zone beside zone; beyond a few dozen a bar stands for all of them.

use sim::{Candidate, Explanation, World};
use yew::prelude::*;

/// One dot and the next, in CSS pixels.
const PITCH: usize = 11;
const SIDE: usize = 9;
/// More dots than this nobody counts.
const DOTS_MAX: usize = 48;

/// Where each candidate's dot stands: its column and its row.
pub(super) struct Machines {
    places: Vec<(usize, usize)>,
    columns: usize,
    rows: usize,
}

impl Machines {
    /// One column a zone; an instance that is gone stands in the last one.
    pub(super) fn of(world: &World, explanation: &Explanation) -> Self {
        let zone_count = usize::from(world.start().zone_count);
        let mut heights = vec![0; zone_count];
        let place = |candidate: &Candidate| {
            let zone = world
                .instance(candidate.instance)
                .map_or(zone_count - 1, |instance| usize::from(instance.zone.0));
            let row = heights[zone];
            heights[zone] += 1;
            (zone, row)
        };
        let places = explanation.candidates.iter().map(place).collect();
        Self {
            places,
            columns: zone_count,
            rows: heights.into_iter().max().unwrap_or(0),
        }
    }
}

/// The dots after one level; the chosen instance has the task's colour in the last one.
pub(super) fn dots(machines: &Machines, explanation: &Explanation, level: usize) -> Html {
    let candidates = &explanation.candidates;
    if candidates.len() > DOTS_MAX {
        return bar(explanation, level);
    }
    let last = explanation.funnel.len();
    let size = |count: usize| {
        (count * PITCH)
            .saturating_sub(PITCH - SIDE)
            .max(1)
            .to_string()
    };
    let dot = |(candidate, (column, row)): (&Candidate, &(usize, usize))| {
        let class = if candidate.passed <= level {
            "out"
        } else if candidate.passed == last && explanation.funnel[level].remaining == 1 {
            "chosen"
        } else {
            "in"
        };
        html! {
            <rect {class} x={(column * PITCH).to_string()} y={(row * PITCH).to_string()}
                width={SIDE.to_string()} height={SIDE.to_string()} rx="2" />
        }
    };
    html! {
        <svg class="why-dots" width={size(machines.columns)} height={size(machines.rows)} aria-hidden="true">
            { for candidates.iter().zip(&machines.places).map(dot) }
        </svg>
    }
}

fn bar(explanation: &Explanation, level: usize) -> Html {
    let whole = explanation.candidates.len().max(1);
    let share = explanation.funnel[level].remaining as usize * 100 / whole;
    html! {
        <svg class="why-dots" viewBox="0 0 100 16" width="60" height="12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="out" width="100" height="16" />
            <rect class="in" width={share.max(1).to_string()} height="16" />
        </svg>
    }
}
