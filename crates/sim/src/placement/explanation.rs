//! The whole answer of placement: what became of every instance at every step, and who won.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::facts::InstanceFacts;
use super::needs::Needs;
use super::ranking::{Rank, Ranking};
use super::{Constraint, FargateZone, Lack, Place, PlacementShortfall, Request, Strategy, fargate};
use crate::{Attribute, Instance, InstanceId, LaunchType, Rule, RuleSet, World};

/// Why a task goes where it goes, or nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The attributes that its task definition requires.
    pub attributes: Vec<Attribute>,
    /// The constraints on it: of its task definition, then of its service or request.
    pub constraints: Vec<Constraint>,
    /// The strategies that ranked instances, in order.
    pub strategy: Vec<Strategy>,
    /// Whether nobody asked for these strategies.
    pub is_default_strategy: bool,
    /// The steps in order; none on Fargate.
    pub funnel: Vec<FunnelLevel>,
    /// Every instance of the cluster, in id order; none on Fargate.
    pub candidates: Vec<Candidate>,
    /// The zones that were to choose from; none but on Fargate.
    pub zones: Vec<FargateZone>,
    /// Where the task goes.
    pub place: Option<Place>,
    /// What AWS says if it goes nowhere.
    pub shortfall: Option<PlacementShortfall>,
}

/// A step of placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunnelStep {
    /// All instances of the cluster.
    Cluster,
    /// Those that are ACTIVE, with a connected agent.
    Able,
    /// Those with the attributes, in a wanted zone.
    Attributes,
    /// Those with enough of every resource.
    Resources,
    /// Those that keep the constraints.
    Constraints,
    /// The best of them by a strategy, by its place in [`Explanation::strategy`].
    Strategy(usize),
    /// The one that the lot has drawn.
    Tie,
}

/// What is left after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelLevel {
    /// The step.
    pub step: FunnelStep,
    /// The rules that it rests on.
    pub rules: RuleSet,
    /// Instances that are left after it.
    pub remaining: u32,
    /// The value that those have in common, of a strategy.
    pub best: Option<u64>,
}

/// What became of one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub instance: InstanceId,
    /// Whether it could take the task.
    pub verdict: Verdict,
    /// How many levels of [`Explanation::funnel`] it passed.
    pub passed: usize,
}

/// What placement says of one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It could take the task; lower ranks are better.
    Fits(Rank),
    /// It cannot: everything that it lacks, in AWS's order, and which parts of expressions failed.
    Lacks(Vec<Lack>, Vec<FailedPart>),
}

/// A part of an expression that made it false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedPart {
    /// Of which constraint, by its place in [`Explanation::constraints`].
    pub constraint: usize,
    /// The part, in canonical spelling.
    pub text: String,
    /// What the instance has instead, as the API shows it; none if it has nothing.
    pub seen: Option<String>,
}

impl Verdict {
    /// Whether the instance could take the task.
    pub const fn fits(&self) -> bool {
        matches!(self, Self::Fits(_))
    }
}

impl Explanation {
    /// What became of one instance.
    pub fn candidate(&self, instance: InstanceId) -> Option<&Candidate> {
        let found = self
            .candidates
            .binary_search_by_key(&instance, |candidate| candidate.instance);
        Some(&self.candidates[found.ok()?])
    }

    /// The instances that could take the task, the best first.
    pub fn ranking(&self) -> Vec<(InstanceId, Rank)> {
        let mut ranking: Vec<(InstanceId, Rank)> = Vec::new();
        for candidate in &self.candidates {
            if let Verdict::Fits(rank) = candidate.verdict {
                let place = ranking.partition_point(|(_, better)| *better <= rank);
                ranking.insert(place, (candidate.instance, rank));
            }
        }
        ranking
    }

    /// How many instances the lot was drawn among; 1 if it decided nothing.
    pub fn tied_count(&self) -> u32 {
        let before_lot = self.funnel.iter().rev().nth(1);
        before_lot.map_or(0, |level| level.remaining)
    }
}

/// Why a task would go where it would go now, by the rules that decide.
pub fn explain(world: &World, request: &Request) -> Explanation {
    let needs = Needs::of(world, request);
    let strategy = request.effective_strategy();
    let on_fargate = request.launch_type == LaunchType::Fargate;
    let mut explanation = Explanation {
        is_default_strategy: request.strategy.is_empty(),
        candidates: Vec::new(),
        zones: Vec::new(),
        funnel: Vec::new(),
        place: None,
        shortfall: None,
        attributes: Vec::new(),
        constraints: Vec::new(),
        strategy: Vec::new(),
    };
    if world.provisioning_is_full(request.cluster, &request.definition, request.launch_type) {
        explanation.shortfall = Some(PlacementShortfall::ProvisioningLimit);
        return explanation;
    }
    if on_fargate {
        explanation.zones = fargate::zones(world, request);
        if fargate::lacks_spot(world, request) {
            explanation.shortfall = Some(PlacementShortfall::NoSpotCapacity);
        } else {
            explanation.place = fargate::best(&explanation.zones);
        }
        return explanation;
    }
    let ranking = Ranking::of(world, request, &strategy);
    let instances = world.instances();
    explanation.candidates = instances
        .filter(|instance| instance.cluster == request.cluster)
        .map(|instance| judge(world, &needs, &ranking, instance))
        .collect();
    explanation.fill_funnel(&strategy);
    let winner = explanation
        .candidates
        .iter()
        .find(|candidate| candidate.passed == explanation.funnel.len());
    explanation.place = winner.and_then(|winner| {
        let instance = world.instance(winner.instance)?;
        Some(Place {
            zone: instance.zone,
            instance: Some(winner.instance),
        })
    });
    if explanation.place.is_none() {
        explanation.shortfall = Some(super::shortfall(world, request, &needs));
    }
    Explanation {
        attributes: needs.attributes,
        constraints: needs.constraints,
        strategy,
        ..explanation
    }
}

fn judge(
    world: &World,
    needs: &Needs<'_>,
    ranking: &Ranking<'_>,
    instance: &Instance,
) -> Candidate {
    let lacks: Vec<Lack> = needs.lacks(world, instance).collect();
    let verdict = if lacks.is_empty() {
        Verdict::Fits(ranking.rank(instance))
    } else {
        let failed = lacks.iter().filter_map(|lack| match lack {
            Lack::MemberOf(constraint) => Some(*constraint),
            _ => None,
        });
        let failed_parts =
            failed.flat_map(|constraint| failed_parts(world, needs, instance, constraint));
        let failed_parts = failed_parts.collect();
        Verdict::Lacks(lacks, failed_parts)
    };
    Candidate {
        instance: instance.id,
        verdict,
        passed: 0,
    }
}

fn failed_parts(
    world: &World,
    needs: &Needs<'_>,
    instance: &Instance,
    constraint: usize,
) -> Vec<FailedPart> {
    let Constraint::MemberOf(member_of) = &needs.constraints[constraint] else {
        return Vec::new();
    };
    let facts = InstanceFacts { world, instance };
    let explained = member_of.expression.explain(&facts);
    let parts = explained.decisive().into_iter().map(|part| FailedPart {
        constraint,
        text: part.text.clone(),
        seen: part
            .fact
            .as_ref()
            .filter(|fact| !matches!(fact, super::query::Fact::Missing))
            .map(ToString::to_string),
    });
    parts.collect()
}

impl Explanation {
    /// Sends the candidates through every step, in order.
    fn fill_funnel(&mut self, strategy: &[Strategy]) {
        let filters = [
            (FunnelStep::Cluster, RuleSet::EMPTY),
            (
                FunnelStep::Able,
                [Rule::DrainingTakesNone, Rule::AgentConnected].into(),
            ),
            (
                FunnelStep::Attributes,
                [Rule::AttributesMatch, Rule::SubnetZone].into(),
            ),
            (FunnelStep::Resources, Rule::ResourcesFit.into()),
            (
                FunnelStep::Constraints,
                [Rule::DistinctInstance, Rule::MemberOf].into(),
            ),
        ];
        for (step, rules) in filters {
            let passes = |candidate: &Candidate| match &candidate.verdict {
                Verdict::Fits(_) => true,
                Verdict::Lacks(lacks, _) => lacks.iter().all(|lack| lack.step() != step),
            };
            self.pass_level(step, rules, None, passes);
        }
        for (index, strategy) in strategy.iter().enumerate() {
            let best = self
                .survivors()
                .filter_map(|rank| Some(rank?.values[index]))
                .min();
            let rules = [Rule::StrategyChain, strategy.rule()].into();
            self.pass_level(FunnelStep::Strategy(index), rules, best, |candidate| {
                matches!(candidate.verdict, Verdict::Fits(rank) if Some(rank.values[index]) == best)
            });
        }
        let drawn = self.survivors().flatten().map(|rank| rank.lot).min();
        self.pass_level(
            FunnelStep::Tie,
            Rule::TiesAtRandom.into(),
            None,
            |candidate| matches!(candidate.verdict, Verdict::Fits(rank) if Some(rank.lot) == drawn),
        );
    }

    /// The ranks of those that passed every level so far.
    fn survivors(&self) -> impl Iterator<Item = Option<Rank>> {
        let level = self.funnel.len();
        let survivors = self
            .candidates
            .iter()
            .filter(move |candidate| candidate.passed == level);
        survivors.map(|candidate| match candidate.verdict {
            Verdict::Fits(rank) => Some(rank),
            Verdict::Lacks(..) => None,
        })
    }

    fn pass_level(
        &mut self,
        step: FunnelStep,
        rules: RuleSet,
        best: Option<u64>,
        passes: impl Fn(&Candidate) -> bool,
    ) {
        let level = self.funnel.len();
        let mut remaining = 0;
        for candidate in &mut self.candidates {
            if candidate.passed == level && passes(candidate) {
                candidate.passed += 1;
                remaining += 1;
            }
        }
        self.funnel.push(FunnelLevel {
            step,
            rules,
            remaining,
            best,
        });
    }
}
