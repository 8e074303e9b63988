//! What is an expression, how it is printed, and what is said of what is none.

use sim::query::{Expected, Expression, Found, SyntaxProblem};

use super::parse;

/// Asserts the sentence, and marks the bytes that it is about.
fn check_refused(cases: &[(&str, &str, &str)]) {
    for (text, marked, sentence) in cases {
        let error = Expression::parse(text).expect_err(text);
        let place = &text[error.at..error.at + error.length];
        assert_eq!(
            (place, error.to_string().as_str()),
            (*marked, *sentence),
            "{text}"
        );
    }
}

#[test]
fn an_error_says_what_should_stand_where() {
    let subjects = "one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, \
                    runningTasksCount, task:group";
    check_refused(&[
        (
            "",
            "",
            &format!("At character 1: expected {subjects}, found the end"),
        ),
        (
            "stack == prod",
            "stack",
            &format!("At character 1: expected {subjects}, found `stack`"),
        ),
        (
            "AgentConnected == true",
            "AgentConnected",
            &format!("At character 1: expected {subjects}, found `AgentConnected`"),
        ),
        (
            "agentConnected == true and",
            "",
            &format!("At character 27: expected {subjects}, found the end"),
        ),
        (
            "()",
            ")",
            &format!("At character 2: expected {subjects}, found `)`"),
        ),
        (
            "attribute: == prod",
            "",
            "At character 11: expected the name of an attribute (1 to 128 letters, digits and _ . / \\ -), found ``",
        ),
        (
            "attribute:a*b == prod",
            "a*b",
            "At character 11: expected the name of an attribute (1 to 128 letters, digits and _ . / \\ -), found `a*b`",
        ),
        (
            "attribute:stack",
            "",
            "At character 16: expected an operator of attribute:stack (== != > >= < <= in !in =~ !~ exists !exists), found the end",
        ),
        (
            "attribute:stack = prod",
            "=",
            "At character 17: expected an operator of attribute:stack (== != > >= < <= in !in =~ !~ exists !exists), found `=`",
        ),
        (
            "agentVersion in [1.2]",
            "in",
            "At character 14: expected an operator of agentVersion (== != > >= < <=), found `in`",
        ),
        (
            "runningTasksCount !exists",
            "!exists",
            "At character 19: expected an operator of runningTasksCount (== != > >= < <=), found `!exists`",
        ),
        (
            "ec2InstanceId >= i-1",
            ">=",
            "At character 15: expected an operator of ec2InstanceId (== != in !in =~ !~), found `>=`",
        ),
        (
            "attribute:stack == ",
            "",
            "At character 20: expected a value, found the end",
        ),
        (
            "attribute:stack == (prod)",
            "(",
            "At character 20: expected a value, found `(`",
        ),
        (
            "attribute:stack == and",
            "and",
            "At character 20: expected a value, found `and`",
        ),
        (
            "attribute:stack in prod",
            "prod",
            "At character 20: expected a list such as [a, b], found `prod`",
        ),
        (
            "attribute:stack in []",
            "]",
            "At character 21: expected a value, found `]`",
        ),
        (
            "attribute:stack in [a b]",
            "b",
            "At character 23: expected `,` or `]`, found `b`",
        ),
        (
            "attribute:stack in [a, b",
            "",
            "At character 25: expected `,` or `]`, found the end",
        ),
        (
            "attribute:stack == a b",
            "b",
            "At character 22: expected `and`, `or` or the end, found `b`",
        ),
        (
            "agentConnected == true)",
            ")",
            "At character 23: expected `and`, `or` or the end, found `)`",
        ),
        (
            "(agentConnected == true",
            "",
            "At character 24: expected `and`, `or` or `)`, found the end",
        ),
        (
            "attribute:stack == 'prod",
            "'prod",
            "At character 20: expected a value with its closing quote, found `'prod`",
        ),
        (
            "(attribute:stack) == prod",
            ")",
            "At character 17: expected an operator of attribute:stack (== != > >= < <= in !in =~ !~ exists !exists), found `)`",
        ),
    ]);
}

#[test]
fn values_that_cannot_be_compared_are_refused() {
    let date = "a date such as 2018-06-18 or 2018-06-18T22:28:28Z";
    for (predicate, value, expected) in [
        ("runningTasksCount <", "abc", "a whole number"),
        ("runningTasksCount <", "+1", "a whole number"),
        ("runningTasksCount <", "-1", "a whole number"),
        ("runningTasksCount <", "1.5", "a whole number"),
        ("runningTasksCount <", "4294967296", "a whole number"),
        ("agentConnected ==", "yes", "true or false"),
        ("agentVersion <", "new", "a version such as 1.14.5"),
        ("agentVersion <", "1..2", "a version such as 1.14.5"),
        ("agentVersion <", "1.2.3.4.5", "a version such as 1.14.5"),
        ("agentVersion <", "v1.2", "a version such as 1.14.5"),
        ("registeredAt <", "yesterday", date),
        ("registeredAt <", "2018-02-29", date),
        ("registeredAt <", "2018-13-01", date),
        ("registeredAt <", "2018-6-18", date),
        ("registeredAt <", "2018-06-18T24:00:00", date),
        ("registeredAt <", "2018-06-18T22:28", date),
        ("registeredAt <", "2018-06-18T22:28:28+1:00", date),
        ("registeredAt <", "2018-06-18T22:28:28.", date),
        ("registeredAt <", "2018-06-18 ", date),
        ("registeredAt <", "1529360908", date),
    ] {
        let text = format!("{predicate} '{value}'");
        let sentence = format!(
            "At character {}: expected {expected}, found `{value}`",
            predicate.len() + 3
        );
        check_refused(&[(&text, value, &sentence)]);
    }
    check_refused(&[(
        "agentConnected in [true, maybe]",
        "maybe",
        "At character 26: expected true or false, found `maybe`",
    )]);
}

#[test]
fn an_error_can_be_told_in_any_language() {
    let error = Expression::parse("attribute:값 == 1").expect_err("a name is of ASCII");
    assert_eq!((error.at, error.length, error.character), (10, 3, 11));
    assert_eq!(
        error.problem,
        SyntaxProblem::Unexpected {
            expected: Expected::AttributeName,
            found: Found::Text("값".to_owned()),
        }
    );
    let error = Expression::parse("attribute:x == '값' x").expect_err("something follows");
    assert_eq!((error.at, error.character), (21, 20));
    let long = Expression::parse(&"x".repeat(60)).expect_err("it is no subject");
    let SyntaxProblem::Unexpected { found, .. } = long.problem else {
        panic!("a subject is expected");
    };
    assert_eq!(found, Found::Text("x".repeat(40)));
}

#[test]
fn an_expression_is_bounded() {
    let filled = |length: usize| format!("attribute:x == {}", "x".repeat(length - 15));
    assert!(Expression::parse(&filled(2_000)).is_ok());
    let error = Expression::parse(&filled(2_001)).expect_err("it is too long");
    assert_eq!((error.at, error.length), (2_000, 1));
    assert_eq!(
        error.to_string(),
        "At character 2001: an expression has at most 2000 characters"
    );
    let nested = |depth: usize| {
        let (open, close) = ("(".repeat(depth), ")".repeat(depth));
        Expression::parse(&format!("{open}agentConnected == true{close}"))
    };
    assert!(nested(64).is_ok());
    let error = nested(65).expect_err("it is too deep");
    assert_eq!(
        error.to_string(),
        "At character 65: more than 64 parentheses and negations inside each other"
    );
    let words = "not ".repeat(65) + "agentConnected == true";
    let error = Expression::parse(&words).expect_err("it is too deep");
    assert_eq!((error.at, error.length), (256, 3), "the last `not`");
    let error = Expression::parse(&filled(2_005)).expect_err("it is too long");
    assert_eq!((error.at, error.length), (2_000, 5));
    assert!(Expression::parse(&"!".repeat(2_000)).is_err());
    assert!(Expression::parse(&"(".repeat(2_000)).is_err());
}

#[test]
fn each_expression_has_one_canonical_spelling() {
    for (text, canonical) in [
        (
            " ( agentConnected equals 'true' ) ",
            "agentConnected == true",
        ),
        ("!agentConnected==true", "not(agentConnected == true)"),
        (
            "not not agentConnected == true",
            "not(not(agentConnected == true))",
        ),
        (
            "attribute:a exists&&attribute:b not_exists||attribute:c exists",
            "attribute:a exists and attribute:b !exists or attribute:c exists",
        ),
        (
            "attribute:a exists and (attribute:b exists or (attribute:c exists and attribute:d exists))",
            "attribute:a exists and (attribute:b exists or attribute:c exists and attribute:d exists)",
        ),
        (
            "(attribute:a exists or attribute:b exists) or attribute:c exists",
            "(attribute:a exists or attribute:b exists) or attribute:c exists",
        ),
        (
            "attribute:a in [\"b\",'c d' , \"it's\",'or',e]",
            "attribute:a in [b, 'c d', \"it's\", 'or', e]",
        ),
        ("attribute:a == ''", "attribute:a == ''"),
        (
            "attribute:a matches 't[23] (x)'",
            "attribute:a =~ 't[23] (x)'",
        ),
        (
            "attribute:a matches 't[23](x|y){1,2}'",
            "attribute:a =~ t[23](x|y){1,2}",
        ),
    ] {
        let expression = parse(text);
        assert_eq!(expression.to_string(), canonical);
        assert_eq!(parse(canonical), expression);
    }
}

#[test]
fn a_predicate_in_parentheses_is_that_predicate() {
    assert_eq!(
        parse("(task:group == database)"),
        parse("task:group == database")
    );
    assert_eq!(
        parse("not(task:group == database)"),
        parse("not task:group == database")
    );
}
