//! The rules that an expression rests on: those of what it uses, and no others.

use sim::query::Expression;
use sim::{Rule, RuleSet};

#[test]
fn an_expression_rests_on_the_rules_of_what_it_uses() {
    use Rule::{
        AttributeOrder, FullMatch, MissingAttribute, QueryPrecedence, TaskGroupAny, VersionOrder,
    };
    let cases: [(&str, &[Rule]); 11] = [
        ("agentConnected == true", &[]),
        ("agentConnected == true and agentConnected == true", &[]),
        ("not agentConnected == true", &[]),
        (
            "agentConnected == true and not agentConnected == true",
            &[QueryPrecedence],
        ),
        (
            "agentConnected == true or agentConnected == true and agentConnected == true",
            &[QueryPrecedence],
        ),
        ("attribute:stack == prod", &[MissingAttribute]),
        ("attribute:rank > 3", &[MissingAttribute, AttributeOrder]),
        (
            "not (attribute:rank <= 3)",
            &[MissingAttribute, AttributeOrder],
        ),
        ("agentVersion >= 1.9.0", &[VersionOrder]),
        ("task:group == database", &[TaskGroupAny]),
        ("attribute:stack !~ 'p.*'", &[MissingAttribute, FullMatch]),
    ];
    for (text, rules) in cases {
        let mut expected = RuleSet::from(Rule::QueryLanguage);
        expected.unite(RuleSet::of(rules));
        let expression = Expression::parse(text).expect(text);
        assert_eq!(expression.rules(), expected, "{text}");
    }
}
