//! Patterns of the query language: Java's regular expressions over the whole value.

use sim::query::{Expression, PatternProblem, SyntaxProblem};

use super::{Host, parse};

/// Asserts which of the values the pattern is like.
fn check(pattern: &str, alike: &[&'static str], unlike: &[&'static str]) {
    let expression = parse(&format!("task:group =~ '{pattern}'"));
    let cases = alike.iter().map(|value| (value, true));
    for (value, truth) in cases.chain(unlike.iter().map(|value| (value, false))) {
        // A group may be any text: an attribute without characters has no value.
        let host = Host {
            task_groups: vec![value],
            ..Host::default()
        };
        assert_eq!(
            expression.matches(&host),
            truth,
            "{pattern} is like {value:?}"
        );
    }
}

#[test]
fn a_pattern_is_like_the_whole_value() {
    check("t2", &["t2"], &["t2.micro", "xt2", ""]);
    check("t2.*", &["t2", "t2.micro"], &["xt2"]);
    check("a|bc", &["a", "bc"], &["abc", "ac", "b"]);
    check("^a$", &["a"], &["aa"]);
    check("", &[""], &["a"]);
    check("a|", &["a", ""], &["b"]);
}

#[test]
fn repetitions_are_counted() {
    check("ab*", &["a", "ab", "abbb"], &["b", "aba"]);
    check("(?:ab)+", &["ab", "abab"], &["", "aba"]);
    check("ab??", &["a", "ab"], &["abb"]);
    check("a{3}", &["aaa"], &["aa", "aaaa"]);
    check("a{2,}", &["aa", "aaaaa"], &["a"]);
    check("a{1,3}b", &["ab", "aaab"], &["b", "aaaab"]);
    check("a{0}b", &["b"], &["ab"]);
    check("(a*)*b", &["b", "aab"], &["a"]);
    check(
        "(a|b{2}){2,3}",
        &["aa", "abb", "bbabb"],
        &["a", "ab", "aaaa"],
    );
    check("(?<zone>a+?)c*?", &["a", "aacc"], &["c"]);
}

#[test]
fn classes_are_sets_of_characters() {
    check("[abc]", &["a", "c"], &["d", "ab"]);
    check("[^a-y]", &["z", "-"], &["b"]);
    check("[a-c[x-z]]", &["b", "y"], &["d"]);
    check("[a-z&&[^b-y]]", &["a", "z"], &["m", "A"]);
    check("[\\w&&[^\\d]&&[^_]]", &["a", "Z"], &["1", "_"]);
    check("[]a]", &["]", "a"], &["b"]);
    check("[a-]", &["a", "-"], &["b"]);
    check("[\\]\\-]", &["]", "-"], &["\\"]);
    check("[\\x41-\\u0043]", &["A", "C"], &["D"]);
    check(".", &["a", "값"], &["", "\n", "ab"]);
    check("[가-힣]+", &["값"], &["a"]);
}

#[test]
fn escapes_are_those_of_java() {
    check("\\d+\\.\\d+", &["1.14"], &["1x14"]);
    check("\\D\\S\\W\\s", &["a-- "], &["1a- ", "a b "]);
    check("\\p{Upper}\\P{Upper}\\p{XDigit}", &["Aaf"], &["aAf", "Aag"]);
    check("a\\b.b", &["a-b"], &["a_b"]);
    check("a\\B.b", &["a_b"], &["a-b"]);
    check("\\Qa.b|*\\E+", &["a.b|*", "a.b|**"], &["axb|*"]);
    check("\\Q(\\", &["(\\"], &["("]);
    check("\\Aa\\z", &["a"], &["b"]);
    check("\\t\\x20", &["\t "], &["t "]);
    check("(?i)t[a-c]", &["TB", "tB"], &["td"]);
    check("(?i:a)b", &["Ab", "ab"], &["AB"]);
    check("((?i)a)b", &["Ab"], &["aB"]);
}

#[test]
fn a_pattern_without_quotes_ends_where_its_brackets_are_closed() {
    for (text, canonical) in [
        ("(attribute:a =~ t[2 3].*)", None),
        (
            "(attribute:a =~ (m5|c5)[.](x?)large)",
            Some("attribute:a =~ (m5|c5)[.](x?)large"),
        ),
        (
            "attribute:a =~ t2.*|t3.*||attribute:b =~ \\(x\\)&&attribute:c exists",
            Some("attribute:a =~ t2.*|t3.* or attribute:b =~ \\(x\\) and attribute:c exists"),
        ),
        ("attribute:a =~ a{2,3}b,c", None),
    ] {
        let printed = Expression::parse(text)
            .ok()
            .map(|expression| expression.to_string());
        assert_eq!(printed.as_deref(), canonical, "{text}");
    }
}

#[test]
fn what_patterns_cannot_do_is_said_where_it_stands() {
    use PatternProblem as Problem;
    for (pattern, marked, problem) in [
        ("a(b", "(", Problem::UnclosedGroup),
        ("ab)c", ")", Problem::UnopenedGroup),
        ("a[bc", "[", Problem::UnclosedClass),
        ("a[", "[", Problem::UnclosedClass),
        ("[]", "[", Problem::UnclosedClass),
        ("[z-a]", "z-a", Problem::BadRange),
        ("[a-\\d]", "a-\\d", Problem::BadRange),
        ("a|*", "*", Problem::NothingToRepeat),
        ("a**", "*", Problem::NothingToRepeat),
        ("{2}", "{", Problem::NothingToRepeat),
        ("a{x}b", "{x}", Problem::BadRepetition),
        ("a{3,2}", "{3,2}", Problem::BadRepetition),
        ("a{2", "{2", Problem::BadRepetition),
        ("a{1001}", "{1001}", Problem::BadRepetition),
        ("a{+2}", "{+2}", Problem::BadRepetition),
        ("a\\y", "\\y", Problem::UnknownEscape),
        ("a\\", "\\", Problem::UnknownEscape),
        ("\\x4", "\\x", Problem::UnknownEscape),
        ("\\p{Greek}", "\\p", Problem::UnknownEscape),
        ("a(?m)", "(?m", Problem::UnknownGroup),
        ("a(?=b)", "(?=", Problem::LookAround),
        ("(?!b)", "(?!", Problem::LookAround),
        ("(?<=b)", "(?<", Problem::LookAround),
        ("(?<!b)", "(?<", Problem::LookAround),
        ("(?>b)", "(?>", Problem::AtomicGroup),
        ("(a)\\1", "\\1", Problem::BackReference),
        ("(?<n>a)\\k<n>", "\\k", Problem::BackReference),
        ("a*+", "*+", Problem::Possessive),
        ("a{2}+", "{2}+", Problem::Possessive),
        ("(a{100}){100}", "(a{100}){100}", Problem::TooLarge),
        ("값(", "(", Problem::UnclosedGroup),
    ] {
        let text = format!("attribute:a =~ '{pattern}'");
        let error = Expression::parse(&text).expect_err(pattern);
        let place = &text[error.at..error.at + error.length];
        assert_eq!(
            (place, error.problem),
            (marked, SyntaxProblem::Pattern(problem)),
            "{pattern}"
        );
    }
    let error = Expression::parse("attribute:a =~ t2(?!x)").expect_err("look-around");
    assert_eq!(
        error.to_string(),
        "At character 18: patterns with look-around are not supported"
    );
}

#[test]
fn a_pattern_is_bounded() {
    for (pattern, problem) in [
        ("(".repeat(65), PatternProblem::TooDeep),
        ("[".repeat(65), PatternProblem::TooDeep),
        ("a{1000}".repeat(280), PatternProblem::TooLarge),
        ("((a{60}){60}){60}".to_owned(), PatternProblem::TooLarge),
    ] {
        let error = Expression::parse(&format!("task:group =~ '{pattern}'")).expect_err(&pattern);
        assert_eq!(error.problem, SyntaxProblem::Pattern(problem));
    }
}

#[test]
fn groups_and_classes_in_a_row_are_not_deep() {
    let value: &'static str = Box::leak("a".repeat(80).into_boxed_str());
    check(&"(a)".repeat(80), &[value], &["a"]);
    check(&"[a[b]]".repeat(80), &[value], &["a"]);
    check(&format!("[{}]{{80}}", "[a]".repeat(80)), &[value], &["a"]);
}

#[test]
fn the_case_of_letters_is_ignored_in_ranges_too() {
    check("(?i)[b-d]", &["b", "c", "D", "B"], &["a", "A", "e", "E"]);
    check("(?i)[B-D]x", &["bx", "cX", "DX"], &["ax", "Ax", "ex"]);
    check("[b-d]", &["b", "d"], &["B", "D"]);
}

#[test]
fn a_pattern_takes_no_more_time_than_its_size_times_the_value() {
    // A search that tries one way after the other would not end on this one.
    let value: &'static str = Box::leak("a".repeat(255).into_boxed_str());
    check("(a*)*(a|aa)*(a?){50}b", &[], &[value]);
}
