//! What a world of the swarm does to its clients, and to how their requests are shared.

use sim::{
    ArrivalPattern, BalancingCommand, Command, Duration, DurationForm, RequestKind, RequestTime,
    RetriedFailures, RetryPolicy, ReturningClients, Span, TrafficShape,
};

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
                duration: dice.pick(&[None, Some(long_tail())]),
                kinds: draw_kinds(dice),
                retries: draw_retries(dice),
                clients: draw_clients(dice),
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
                ("stickiness.enabled", "true"),
                ("stickiness.enabled", "false"),
                ("stickiness.lb_cookie.duration_seconds", "1"),
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

const fn long_tail() -> RequestTime {
    RequestTime {
        span: Span::millis(5, 70_000),
        form: DurationForm::LongTail,
    }
}

fn draw_kinds(dice: &mut Dice) -> Vec<RequestKind> {
    let count = dice.roll(4);
    let kinds = (0..count).map(|_| RequestKind {
        path: dice.pick(&["/", "/cart", "/other"]).to_owned(),
        port: dice.pick(&[None, None, Some(80), Some(81)]),
        weight: dice.pick(&[1, 3, 100]),
        web_socket: dice.pick(&[
            None,
            None,
            Some(Span::secs(1, 30)),
            Some(Span::secs(200, 4_000)),
        ]),
        ..RequestKind::default()
    });
    kinds.collect()
}

fn draw_retries(dice: &mut Dice) -> Option<RetryPolicy> {
    if dice.roll(2) == 0 {
        return None;
    }
    Some(RetryPolicy {
        count: dice.pick(&[1, 3, 5]),
        backoff: Duration::from_millis(dice.pick(&[1, 250, 30_000])),
        doubles: dice.roll(2) == 0,
        failures: dice.pick(&[
            RetriedFailures::All,
            RetriedFailures::Gateway,
            RetriedFailures::Timeouts,
        ]),
    })
}

fn draw_clients(dice: &mut Dice) -> Option<ReturningClients> {
    if dice.roll(2) == 0 {
        return None;
    }
    Some(ReturningClients {
        count: dice.pick(&[1, 7, 400]),
        percent: dice.pick(&[10, 100]),
        keep_alive: dice.pick(&[
            None,
            Some(Duration::from_secs(3)),
            Some(Duration::from_secs(3_600)),
        ]),
    })
}
