//! What a rule does with a request, as people type it.

use sim::{
    Duration, ForwardAction, ListenerAction, LoadBalancer, TargetGroup, TargetGroupId,
    TargetGroupTuple, World,
};

/// AWS's names of the kinds, in the order in which the form offers them.
pub(super) const KINDS: [&str; 3] = ["forward", "redirect", "fixed-response"];

/// An action that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ActionDraft {
    /// One of [`KINDS`].
    pub(super) kind: &'static str,
    /// The weight of each target group; empty forwards nothing to it.
    pub(super) weights: Vec<(TargetGroupId, String)>,
    /// The status of a fixed response.
    pub(super) status: String,
    /// The status of a redirect: `301` or `302`.
    pub(super) redirect: String,
    /// The host of a redirect; empty is the same one.
    pub(super) host: String,
    /// The port of a redirect; empty is the same one.
    pub(super) port: String,
    /// The path of a redirect; empty is the same one.
    pub(super) path: String,
    /// How long a client stays with its target group, as it is.
    stickiness: Option<Duration>,
}

impl ActionDraft {
    /// Everything to the first target group of the load balancer, or as an action is that is there.
    pub(super) fn of(
        world: &World,
        balancer: &LoadBalancer,
        action: Option<&ListenerAction>,
    ) -> Self {
        let groups = groups(world, balancer);
        let first = balancer.target_groups().next();
        let weight = |id| match action {
            Some(action) => action
                .target_groups()
                .iter()
                .find(|tuple| tuple.target_group == id)
                .map_or_else(String::new, |tuple| tuple.weight.to_string()),
            None if Some(id) == first => "1".to_owned(),
            None => String::new(),
        };
        let mut draft = Self {
            kind: KINDS[0],
            weights: groups
                .iter()
                .map(|group| (group.id, weight(group.id)))
                .collect(),
            status: "503".to_owned(),
            redirect: "301".to_owned(),
            host: String::new(),
            port: String::new(),
            path: String::new(),
            stickiness: None,
        };
        draft.take(action);
        draft
    }

    fn take(&mut self, action: Option<&ListenerAction>) {
        match action {
            None => {}
            Some(ListenerAction::Forward(forward)) => self.stickiness = forward.stickiness,
            Some(ListenerAction::FixedResponse { status_code }) => {
                self.kind = KINDS[2];
                self.status = status_code.to_string();
            }
            Some(ListenerAction::Redirect {
                status_code,
                port,
                host,
                path,
            }) => {
                self.kind = KINDS[1];
                self.redirect = status_code.to_string();
                self.port = port.map_or_else(String::new, |port| port.to_string());
                self.host = host.clone().unwrap_or_default();
                self.path = path.clone().unwrap_or_default();
            }
        }
    }

    /// The action. A number that is none becomes one that AWS refuses.
    pub(super) fn read(&self) -> ListenerAction {
        let said = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match self.kind {
            "redirect" => ListenerAction::Redirect {
                status_code: number(&self.redirect, 0),
                port: said(&self.port).map(|port| number(&port, 0)),
                host: said(&self.host),
                path: said(&self.path),
            },
            "fixed-response" => ListenerAction::FixedResponse {
                status_code: number(&self.status, 0),
            },
            _ => {
                let weights = self.weights.iter();
                let tuples = weights.filter(|(_, weight)| !weight.trim().is_empty());
                ListenerAction::Forward(ForwardAction {
                    target_groups: tuples
                        .map(|(target_group, weight)| TargetGroupTuple {
                            target_group: *target_group,
                            weight: number(weight, u32::MAX),
                        })
                        .collect(),
                    stickiness: self.stickiness,
                })
            }
        }
    }
}

fn number<Number: std::str::FromStr>(text: &str, otherwise: Number) -> Number {
    text.trim().parse().unwrap_or(otherwise)
}

/// The target groups that a load balancer can forward to.
pub(super) fn groups<'a>(world: &'a World, balancer: &LoadBalancer) -> Vec<&'a TargetGroup> {
    let groups = world.target_groups();
    groups
        .filter(|group| group.protocol.load_balancer_type() == balancer.kind)
        .collect()
}
