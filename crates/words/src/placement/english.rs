//! Placement in English.

use sim::{Change, FailedPart, FunnelLevel, FunnelStep, Lack, Strategy};

use super::{Facts, shown};
use crate::stage::grouped;

pub(super) const fn step(step: FunnelStep) -> &'static str {
    match step {
        FunnelStep::Cluster => "Instances",
        FunnelStep::Able => "ACTIVE",
        FunnelStep::Attributes => "Attributes",
        FunnelStep::Resources => "Room",
        FunnelStep::Constraints => "Constraints",
        FunnelStep::Strategy(_) => "Strategy",
        FunnelStep::Tie => "By lot",
    }
}

pub(super) fn level(facts: Facts<'_>, level: &FunnelLevel) -> String {
    let best = level.best.unwrap_or(0);
    match level.step {
        FunnelStep::Cluster => String::from("in the cluster"),
        FunnelStep::Able => String::from("ACTIVE, agent connected"),
        FunnelStep::Attributes => String::from("have the attributes, in a zone of the subnets"),
        FunnelStep::Resources => String::from("have room"),
        FunnelStep::Constraints => String::from("keep the constraints"),
        FunnelStep::Tie if facts.explanation.tied_count() > 1 => {
            format!("drawn among {}", facts.explanation.tied_count())
        }
        FunnelStep::Tie => String::from("nothing to draw"),
        FunnelStep::Strategy(index) => match facts.strategy(index) {
            Some(strategy @ (Strategy::SpreadInstance | Strategy::SpreadAttribute(_))) => {
                match facts.winning_bucket(strategy).as_str() {
                    "" => format!("fewest of the group: {}", tasks(best)),
                    bucket => format!("{bucket} has the fewest: {}", tasks(best)),
                }
            }
            Some(Strategy::BinpackCpu) => format!("least CPU left: {} units", grouped_u64(best)),
            Some(Strategy::BinpackMemory) => {
                format!("least memory left: {} MiB", grouped_u64(best))
            }
            _ => String::from("by lot"),
        },
    }
}

fn tasks(count: u64) -> String {
    match count {
        1 => String::from("1 task"),
        _ => format!("{count} tasks"),
    }
}

fn grouped_u64(number: u64) -> String {
    grouped(u32::try_from(number).unwrap_or(u32::MAX))
}

pub(super) fn lack(facts: Facts<'_>, lack: Lack) -> String {
    match lack {
        Lack::NotActive => String::from("it is DRAINING"),
        Lack::AgentDisconnected => String::from("its agent is not connected"),
        Lack::Attribute(index) => format!("it lacks the attribute {}", facts.attribute(index)),
        Lack::Zone => String::from("it stands in no zone of the subnets"),
        Lack::Cpu { needed, remaining } => format!(
            "{} CPU units are needed, {} are left",
            grouped(needed),
            grouped(remaining)
        ),
        Lack::Memory { needed, remaining } => format!(
            "{} MiB are needed, {} are left",
            grouped(needed),
            grouped(remaining)
        ),
        Lack::Port { port, holder } => {
            let (number, protocol) = (port.port, port.protocol.name());
            match holder {
                Some(task) => {
                    format!(
                        "port {number}/{protocol} is held by {}",
                        facts.tasks(&[task])
                    )
                }
                None => format!("port {number}/{protocol} is the agent's"),
            }
        }
        Lack::StaticPorts { needed, remaining } => {
            format!("{needed} ports are needed, {remaining} of 100 may still be reserved")
        }
        Lack::DynamicPorts { needed, remaining } => {
            format!("{needed} dynamic ports are needed, {remaining} are free")
        }
        Lack::Eni { total } => format!("all {total} network interfaces for tasks are taken"),
        Lack::Gpus { needed, remaining } => {
            format!("{needed} GPUs are needed, {remaining} are free")
        }
        Lack::DistinctInstance => {
            String::from("a task of this group is there, and distinctInstance forbids a second")
        }
        Lack::MemberOf(index) => format!("it does not match {}", facts.constraint(index)),
    }
}

pub(super) fn failed_part(part: &FailedPart) -> String {
    match part.seen.as_deref() {
        None => format!("{}: it has none", part.text),
        Some("") => format!("{}: it has no value", part.text),
        Some(seen) => format!("{}: it has {seen}", part.text),
    }
}

pub(super) fn change(facts: Facts<'_>, change: &Change) -> String {
    match change {
        Change::TaskSize {
            cpu_units,
            memory_mib,
        } => {
            let cpu = cpu_units.map(|units| format!("{} CPU units", grouped(units)));
            let memory = memory_mib.map(|mib| format!("{} MiB", grouped(mib)));
            let size: Vec<String> = [cpu, memory].into_iter().flatten().collect();
            format!("Let the task ask for at most {}", size.join(" and "))
        }
        Change::AddInstance {
            instance_type,
            zone,
            awsvpc_trunking,
            attributes,
        } => {
            let mut text = format!("Add a {instance_type} in {}", facts.zone(*zone));
            if *awsvpc_trunking {
                text.push_str(" with awsvpcTrunking on");
            }
            if !attributes.is_empty() {
                let list: Vec<String> = attributes.iter().map(shown).collect();
                text.push_str(" with ");
                text.push_str(&list.join(", "));
            }
            text
        }
        Change::StopTasks { instance, tasks } => format!(
            "Stop {} on {}, to free the port",
            facts.tasks(tasks),
            facts.instance(*instance)
        ),
        Change::DynamicHostPorts => String::from("Use hostPort 0, a dynamic host port"),
        Change::DropConstraints(constraints) => {
            let list: Vec<String> = constraints
                .iter()
                .map(|index| facts.constraint(*index))
                .collect();
            format!("Drop the constraint {}", list.join(" and "))
        }
        Change::PutAttribute {
            instance,
            attribute,
        } => format!(
            "Give {} the attribute {}",
            facts.instance(*instance),
            shown(attribute)
        ),
        Change::AddSubnet(zone) => format!("Add a subnet in {}", facts.zone(*zone)),
        Change::Activate(instance) => format!("Set {} ACTIVE again", facts.instance(*instance)),
        Change::ReconnectAgent(instance) => {
            format!("Connect the agent of {} again", facts.instance(*instance))
        }
    }
}

pub(super) fn summary(facts: Facts<'_>) -> String {
    let explanation = facts.explanation;
    let fit_count = explanation
        .candidates
        .iter()
        .filter(|candidate| candidate.verdict.fits())
        .count();
    match explanation.place {
        None => String::from("No instance can take the task."),
        Some(place) => match place.instance {
            None => format!("On Fargate in {}.", facts.zone(place.zone)),
            Some(instance) => format!(
                "On {} in {}, one of {fit_count} that could take it.",
                facts.instance(instance),
                facts.zone(place.zone)
            ),
        },
    }
}
