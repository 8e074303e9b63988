//! Why an instance satisfies an expression or does not, part by part.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::slice;

use super::{Fact, Facts, Node};

/// A part of an expression, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation<'a> {
    /// The part in canonical spelling.
    pub text: String,
    /// Whether it is true.
    pub holds: bool,
    /// What it saw, if it is a single predicate.
    pub fact: Option<Fact<'a>>,
    /// The parts that `and`, `or` or `not` joins; none of a single predicate.
    pub parts: Vec<Self>,
}

impl<'a> Explanation<'a> {
    pub(super) fn of(node: &Node, facts: &'a dyn Facts) -> Self {
        let parts = match node {
            Node::All(parts) | Node::Any(parts) => parts.as_slice(),
            Node::Not(part) => slice::from_ref(&**part),
            Node::Predicate(_) => &[],
        };
        let parts: Vec<Self> = parts.iter().map(|part| Self::of(part, facts)).collect();
        let (holds, fact) = match node {
            Node::All(_) => (parts.iter().all(|part| part.holds), None),
            Node::Any(_) => (parts.iter().any(|part| part.holds), None),
            Node::Not(_) => (!parts[0].holds, None),
            Node::Predicate(predicate) => {
                let fact = predicate.look(facts);
                (predicate.holds(&fact), Some(fact))
            }
        };
        Self {
            text: node.to_string(),
            holds,
            fact,
            parts,
        }
    }

    /// The predicates that made the whole what it is, in the order of the expression.
    ///
    /// Of a false `and` the false parts, of a true `or` the true ones, else all parts.
    pub fn decisive(&self) -> Vec<&Self> {
        let mut decisive = Vec::new();
        self.collect_decisive(&mut decisive);
        decisive
    }

    fn collect_decisive<'b>(&'b self, decisive: &mut Vec<&'b Self>) {
        match self.parts.as_slice() {
            [] => decisive.push(self),
            [negated] => negated.collect_decisive(decisive),
            parts => {
                for part in parts.iter().filter(|part| part.holds == self.holds) {
                    part.collect_decisive(decisive);
                }
            }
        }
    }
}
