//! How a task ended, in the words of the picture.

use sim::{Outcome, StopCode, Task, is_bad_exit};
use words::Language;
use words::stage as say;

use super::Caption;

/// How a task ended: its exit code, or what stands for it.
pub(crate) fn exit_caption(task: &Task, language: Language) -> Caption {
    let is_failed_start = matches!(task.stop, Some((StopCode::TaskFailedToStart, _)));
    match task.worst_exit() {
        Some((_, code)) if is_bad_exit(code) => Caption::told(say::exit(language, code)).bad(),
        Some((_, code)) => Caption::told(say::exit(language, code)),
        None if task.has_run() => {
            let outcome = task.told_to_end();
            let text = outcome.map(|outcome| say::outcome(language, outcome));
            Caption::told(text.unwrap_or_else(|| String::from(say::no_exit(language)))).bad()
        }
        None if is_failed_start => Caption::told(say::never_ran(language)).bad(),
        None => Caption::told(say::never_ran(language)),
    }
}

/// What there is to say of how a task ended beyond its exit code.
pub(crate) fn exit_note(task: &Task, language: Language) -> Option<String> {
    let is_said = task.worst_exit().is_none() && task.has_run();
    let told = task.told_to_end().filter(|_| !is_said);
    let outcomes = told.into_iter().chain(task.killed_by());
    let texts: Vec<String> = outcomes
        .map(|outcome| say::outcome(language, outcome))
        .collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// The one thing that tells most of how a task ended.
pub(crate) fn exit_briefly(task: &Task, language: Language) -> Caption {
    let exit = exit_caption(task, language);
    let is_trouble = |outcome: &Outcome| {
        !matches!(
            outcome,
            Outcome::ByPerson | Outcome::Rebalanced | Outcome::HostDraining
        )
    };
    let outcome = task.killed_by().or_else(|| task.told_to_end());
    match outcome.filter(is_trouble) {
        Some(outcome) => Caption::told(say::outcome(language, outcome)).bad(),
        None => exit,
    }
}
