//! What a world of the swarm does to its clients, and to how their requests are shared.

use sim::{ArrivalPattern, BalancingCommand, Command, Duration, TrafficShape};

use super::Dice;
use crate::support::Stage;

/// A command, where there is a load balancer.
pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Option<Command> {
    let load_balancer = stage.load_balancer?;
    let target_group = stage.target_group?;
    let over = Duration::from_millis(1_000 + dice.roll(60_000));
    let to = dice.pick(&[0, 3, 45, 120, 900]);
    Some(match dice.roll(4) {
        0 => Command::SetTraffic {
            load_balancer,
            requests_per_second: dice.pick(&[0, 2, 50, 51, 333]),
        },
        1 => Command::ShapeTraffic {
            load_balancer,
            shape: TrafficShape {
                pattern: dice.pick(&[
                    ArrivalPattern::Steady,
                    ArrivalPattern::Daily,
                    ArrivalPattern::Ramp { to, over },
                    ArrivalPattern::Spike {
                        to,
                        after: over,
                        lasting: over,
                    },
                ]),
                client_timeout: dice.pick(&[None, Some(Duration::from_millis(90))]),
            },
        },
        _ => {
            let (name, value) = dice.pick(&[
                ("load_balancing.algorithm.type", "round_robin"),
                (
                    "load_balancing.algorithm.type",
                    "least_outstanding_requests",
                ),
                ("load_balancing.algorithm.type", "weighted_random"),
                ("slow_start.duration_seconds", "30"),
                ("slow_start.duration_seconds", "0"),
            ]);
            let attributes = vec![(name.to_owned(), value.to_owned())];
            BalancingCommand::ModifyTargetGroupAttributes {
                target_group,
                attributes,
            }
            .into()
        }
    })
}
