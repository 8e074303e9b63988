//! `ledger`: every rule of Amazon ECS that the simulation knows, or those that a run has used.

use std::collections::BTreeMap;

use playground::{Ending, Happening};
use sim::{Rule, RuleSet, Standing};

use crate::console::{Console, Exit, Failure};
use crate::history;
use crate::play::{self, PlayOptions};

/// What `ledger` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LedgerOptions {
    /// Only what this script uses.
    pub(crate) used_by: Option<PlayOptions>,
}

/// Prints the ledger.
pub(crate) fn ledger(options: &LedgerOptions, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let Some(script) = &options.used_by else {
        for rule in Rule::ALL {
            writeln!(console.output, "{}", line(*rule))?;
        }
        return Ok(Exit::Success);
    };
    let mut player = play::load(script, console)?;
    let until = player.until();
    let mut used: BTreeMap<Rule, Use> = BTreeMap::new();
    let ending = play::play(&mut player, until, console, &mut |_, world, happening| {
        let rules = match happening {
            Happening::Event(event) => event.rules,
            Happening::Refused { rejection, .. } => rejection.rules,
            Happening::Failed { .. } => RuleSet::EMPTY,
        };
        for rule in rules.iter() {
            let known = used.entry(rule).or_insert_with(|| Use {
                count: 0,
                first: history::text(world, happening),
            });
            known.count += 1;
        }
        Ok(())
    })?;
    if ending == Ending::OutOfBudget {
        return Err(play::out_of_budget(&player));
    }
    for (rule, known) in &used {
        writeln!(console.output, "{:>6} x {}", known.count, line(*rule))?;
    }
    print_assumptions(&used, console)?;
    Ok(Exit::Success)
}

/// What a run has used a rule for.
struct Use {
    /// How many outcomes rest on it.
    count: u64,
    /// The first of them, as a line of a history.
    first: String,
}

/// `id [standing; source] sentence`.
pub(crate) fn line(rule: Rule) -> String {
    let entry = rule.entry();
    let standing = match entry.standing {
        Standing::Documented => "documented",
        Standing::Observed => "observed",
        Standing::Assumed => "assumed",
    };
    format!(
        "{} [{standing}; {}] {}",
        entry.id, entry.source, entry.sentence
    )
}

/// What a run rests on that nobody says.
fn print_assumptions(used: &BTreeMap<Rule, Use>, console: &mut Console<'_>) -> Result<(), Failure> {
    let is_assumed = |rule: &Rule| rule.entry().standing == Standing::Assumed;
    let mut assumed = used.iter().filter(|(rule, _)| is_assumed(rule)).peekable();
    if assumed.peek().is_none() {
        writeln!(
            console.output,
            "No outcome of this run rests on an assumption."
        )?;
        return Ok(());
    }
    writeln!(
        console.output,
        "Assumptions that outcomes of this run rest on, each with the first of them:"
    )?;
    for (rule, known) in assumed {
        writeln!(console.output, "  {}: {}", rule.entry().id, known.first)?;
    }
    Ok(())
}
