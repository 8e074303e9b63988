//! Expressions that nobody wrote: what is printed reads the same again, and no text breaks the reader.

use sim::query::{Expression, Operator};

use super::{Host, parse};

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// An expression, and what it is on the usual instance, found out without the core.
fn random_expression(chance: &mut Chance, depth: usize) -> (String, bool) {
    let kinds = if depth == 0 { 1 } else { 5 };
    match chance.below(kinds) {
        0 => random_predicate(chance),
        1 => {
            let (text, truth) = random_expression(chance, depth - 1);
            let not = chance.pick(&["not ", "!", "not\t", "! "]);
            (format!("{not}({text})"), !truth)
        }
        2 => {
            let (text, truth) = random_expression(chance, depth - 1);
            (format!("( {text})"), truth)
        }
        kind => {
            let mut joined = Vec::new();
            let mut truths = Vec::new();
            for _ in 0..2 + chance.below(2) {
                let (text, truth) = random_expression(chance, depth - 1);
                joined.push(format!("({text})"));
                truths.push(truth);
            }
            if kind == 3 {
                let and = chance.pick(&[" and ", "&&", " && ", "and "]);
                (joined.join(and), truths.iter().all(|truth| *truth))
            } else {
                let or = chance.pick(&[" or ", "||", " || ", "or"]);
                (joined.join(or), truths.iter().any(|truth| *truth))
            }
        }
    }
}

fn random_predicate(chance: &mut Chance) -> (String, bool) {
    let operator = *chance.pick(Operator::ALL);
    let spelling = *chance.pick(&[operator.symbol(), operator.word()]);
    let values = ["prod", "test", "a b", "or", "it's", "", "pr.d", "10", "x,y"];
    let quoted = |value: &str| match value {
        "prod" | "test" | "pr.d" | "10" => value.to_owned(),
        "it's" => "\"it's\"".to_owned(),
        other => format!("'{other}'"),
    };
    let (first, second) = (*chance.pick(&values), *chance.pick(&values));
    let one = quoted(first);
    let list = format!("[{one},{}]", quoted(second));
    let stack = "prod";
    let is_like = first == stack || first == "pr.d";
    let is_listed = [first, second].contains(&stack);
    let (argument, truth) = match operator {
        Operator::Equals => (one, stack == first),
        Operator::NotEquals => (one, stack != first),
        Operator::GreaterThan => (one, stack > first),
        Operator::GreaterThanEqual => (one, stack >= first),
        Operator::LessThan => (one, stack < first),
        Operator::LessThanEqual => (one, stack <= first),
        Operator::In => (list, is_listed),
        Operator::NotIn => (list, !is_listed),
        Operator::Matches => (one, is_like),
        Operator::NotMatches => (one, !is_like),
        Operator::Exists => (String::new(), true),
        Operator::NotExists => (String::new(), false),
    };
    (format!("attribute:stack {spelling} {argument}"), truth)
}

#[test]
fn random_expressions_read_the_same_when_printed_and_mean_what_they_say() {
    let host = Host::default();
    for seed in 0..3_000 {
        let mut chance = Chance(seed);
        let depth = chance.below(4);
        let (text, truth) = random_expression(&mut chance, depth);
        if text.len() > 2_000 {
            continue;
        }
        let expression = parse(&text);
        assert_eq!(expression.matches(&host), truth, "{text}");
        assert_eq!(expression.explain(&host).holds, truth, "{text}");
        let printed = expression.to_string();
        if printed.len() <= 2_000 {
            assert_eq!(parse(&printed), expression, "{text} is printed {printed}");
            assert_eq!(parse(&printed).to_string(), printed);
        }
    }
}

#[test]
fn no_text_breaks_the_reader() {
    let pieces = [
        "agentConnected",
        "agentVersion",
        "registeredAt",
        "runningTasksCount",
        "task:group",
        "attribute:",
        "attribute:a",
        "==",
        "!=",
        "=~",
        "!~",
        "<",
        ">=",
        "!",
        "in",
        "!in",
        "exists",
        "and",
        "&&",
        "or",
        "||",
        "not",
        "(",
        ")",
        "[",
        "]",
        ",",
        "'",
        "\"",
        " ",
        " ",
        " ",
        "\n",
        "true",
        "1.2",
        "2018-06-18",
        "T22:28:28",
        "Z",
        "+00:00",
        "-",
        ".",
        ":",
        "값",
        "\u{a0}",
        "\\",
        "(?i)",
        "(?",
        "*",
        "+",
        "?",
        "{2,3}",
        "{",
        "}",
        "|",
        "^",
        "$",
        "\\d",
        "\\Q",
        "\\E",
        "\\u00",
        "&&[^a-c]",
        "\\p{",
        "Alpha}",
        "a-",
        "~",
        "\0",
    ];
    let mut read_count = 0;
    for seed in 0..40_000 {
        let mut chance = Chance(seed);
        let mut text = String::new();
        if chance.below(2) == 0 {
            text.push_str("attribute:a =~ ");
        }
        for _ in 0..chance.below(14) {
            text.push_str(chance.pick::<&str>(&pieces));
        }
        match Expression::parse(&text) {
            Ok(expression) => {
                read_count += 1;
                expression.explain(&Host::default());
                assert_eq!(parse(&expression.to_string()), expression, "{text}");
            }
            Err(error) => {
                let end = error.at + error.length;
                assert!(text.get(error.at..end).is_some(), "{text}: {error:?}");
                assert!(!error.to_string().is_empty());
            }
        }
    }
    assert!(read_count > 1_000, "only {read_count} were expressions");
}

#[test]
fn no_bytes_break_the_reader() {
    for seed in 0..5_000 {
        let mut chance = Chance(seed);
        let bytes: Vec<u8> = (0..chance.below(60))
            .map(|_| chance.below(256) as u8)
            .collect();
        let text = String::from_utf8_lossy(&bytes);
        let _ = Expression::parse(&text).map_err(|error| error.to_string());
        let pattern = format!("attribute:a =~ \"{}\"", text.replace('"', ""));
        let _ = Expression::parse(&pattern).map(|expression| expression.matches(&Host::default()));
    }
}
