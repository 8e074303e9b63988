//! The rules that an expression rests on.

use super::predicate::Predicate;
use super::{Expression, Node, Operator, Subject};
use crate::{Rule, RuleSet};

impl Expression {
    /// The rules by which it is understood and asked.
    pub fn rules(&self) -> RuleSet {
        let mut rules = RuleSet::from(Rule::QueryLanguage);
        self.root.add_rules(&mut rules);
        rules
    }
}

impl Node {
    fn add_rules(&self, rules: &mut RuleSet) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    if !matches!(part, Self::Predicate(_)) {
                        rules.insert(Rule::QueryPrecedence);
                    }
                    part.add_rules(rules);
                }
            }
            Self::Not(part) => part.add_rules(rules),
            Self::Predicate(predicate) => predicate.add_rules(rules),
        }
    }
}

impl Predicate {
    fn add_rules(&self, rules: &mut RuleSet) {
        let is_order = matches!(
            self.operator,
            Operator::GreaterThan
                | Operator::GreaterThanEqual
                | Operator::LessThan
                | Operator::LessThanEqual
        );
        match &self.subject {
            Subject::Attribute(_) => {
                rules.insert(Rule::MissingAttribute);
                if is_order {
                    rules.insert(Rule::AttributeOrder);
                }
            }
            Subject::AgentVersion => rules.insert(Rule::VersionOrder),
            Subject::TaskGroup => rules.insert(Rule::TaskGroupAny),
            _ => {}
        }
        if matches!(self.operator, Operator::Matches | Operator::NotMatches) {
            rules.insert(Rule::FullMatch);
        }
    }
}
