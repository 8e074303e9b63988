//! Attributes that an instance would need to satisfy an expression.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::predicate::Predicate;
use super::{Expression, Facts, Node, Operator, Subject};
use crate::Attribute;

impl Expression {
    /// Attributes of which one could make a part of the expression true that is false now. Whether that makes the
    /// whole true is not said.
    pub fn attributes_to_match(&self, facts: &dyn Facts) -> Vec<Attribute> {
        let mut wishes = Vec::new();
        self.root.collect_wishes(facts, &mut wishes);
        wishes
    }
}

impl Node {
    fn collect_wishes(&self, facts: &dyn Facts, wishes: &mut Vec<Attribute>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect_wishes(facts, wishes);
                }
            }
            Self::Not(_) => {}
            Self::Predicate(predicate) => {
                if !predicate.holds(&predicate.look(facts)) {
                    wishes.extend(predicate.wish());
                }
            }
        }
    }
}

impl Predicate {
    fn wish(&self) -> Option<Attribute> {
        let Subject::Attribute(name) = &self.subject else {
            return None;
        };
        let value = match self.operator {
            Operator::Exists => None,
            Operator::Equals | Operator::In => Some(self.values.first()?.text.clone()),
            _ => return None,
        };
        Some(Attribute {
            name: name.to_string(),
            value,
        })
    }
}
