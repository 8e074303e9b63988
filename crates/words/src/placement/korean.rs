//! Placement in Korean.

use sim::{Change, FailedPart, FunnelLevel, FunnelStep, Lack, Strategy};

use super::{Facts, shown};
use crate::particle::{Particle, with};
use crate::stage::grouped;

pub(super) const fn step(step: FunnelStep) -> &'static str {
    match step {
        FunnelStep::Cluster => "인스턴스",
        FunnelStep::Able => "ACTIVE",
        FunnelStep::Attributes => "속성",
        FunnelStep::Resources => "여유",
        FunnelStep::Constraints => "제약 조건",
        FunnelStep::Strategy(_) => "전략",
        FunnelStep::Tie => "추첨",
    }
}

pub(super) fn level(facts: Facts<'_>, level: &FunnelLevel) -> String {
    let best = level.best.unwrap_or(0);
    match level.step {
        FunnelStep::Cluster => String::from("클러스터 전체"),
        FunnelStep::Able => String::from("ACTIVE이고 에이전트 연결됨"),
        FunnelStep::Attributes => String::from("속성이 있고 서브넷의 가용 영역에 있음"),
        FunnelStep::Resources => String::from("자리가 있음"),
        FunnelStep::Constraints => String::from("제약 조건을 지킴"),
        FunnelStep::Tie if facts.explanation.tied_count() > 1 => {
            format!("{}개 중 추첨", facts.explanation.tied_count())
        }
        FunnelStep::Tie => String::from("추첨할 것 없음"),
        FunnelStep::Strategy(index) => match facts.strategy(index) {
            Some(strategy @ (Strategy::SpreadInstance | Strategy::SpreadAttribute(_))) => {
                match facts.winning_bucket(strategy).as_str() {
                    "" => format!("그룹의 태스크가 가장 적음: {best}개"),
                    bucket => format!("{bucket}에 가장 적음: {best}개"),
                }
            }
            Some(Strategy::BinpackCpu) => {
                format!("남은 CPU가 가장 적음: {} units", grouped_u64(best))
            }
            Some(Strategy::BinpackMemory) => {
                format!("남은 메모리가 가장 적음: {} MiB", grouped_u64(best))
            }
            _ => String::from("무작위"),
        },
    }
}

fn grouped_u64(number: u64) -> String {
    grouped(u32::try_from(number).unwrap_or(u32::MAX))
}

pub(super) fn lack(facts: Facts<'_>, lack: Lack) -> String {
    match lack {
        Lack::NotActive => String::from("DRAINING 상태입니다"),
        Lack::AgentDisconnected => String::from("에이전트가 연결되어 있지 않습니다"),
        Lack::Attribute(index) => format!("속성이 없습니다: {}", facts.attribute(index)),
        Lack::Zone => String::from("서브넷의 가용 영역에 있지 않습니다"),
        Lack::Cpu { needed, remaining } => format!(
            "CPU {} units가 필요한데 {} units가 남았습니다",
            grouped(needed),
            grouped(remaining)
        ),
        Lack::Memory { needed, remaining } => format!(
            "메모리 {} MiB가 필요한데 {} MiB가 남았습니다",
            grouped(needed),
            grouped(remaining)
        ),
        Lack::Port { port, holder } => {
            let (number, protocol) = (port.port, port.protocol.name());
            match holder {
                Some(task) => {
                    let holder = with(&facts.tasks(&[task]), Particle::Subject);
                    format!("포트 {number}/{protocol}: {holder} 쓰고 있습니다")
                }
                None => format!("포트 {number}/{protocol}: 에이전트가 쓰고 있습니다"),
            }
        }
        Lack::StaticPorts { needed, remaining } => {
            format!("포트 {needed}개가 필요한데 예약할 수 있는 100개 중 {remaining}개가 남았습니다")
        }
        Lack::DynamicPorts { needed, remaining } => {
            format!("동적 포트 {needed}개가 필요한데 {remaining}개가 비어 있습니다")
        }
        Lack::Eni { total } => {
            format!("태스크용 네트워크 인터페이스 {total}개를 모두 쓰고 있습니다")
        }
        Lack::Gpus { needed, remaining } => {
            format!("GPU {needed}개가 필요한데 {remaining}개가 비어 있습니다")
        }
        Lack::DistinctInstance => {
            String::from("이 그룹의 태스크가 이미 있어 distinctInstance를 어기게 됩니다")
        }
        Lack::MemberOf(index) => {
            format!("표현식에 맞지 않습니다: {}", facts.constraint(index))
        }
    }
}

pub(super) fn failed_part(part: &FailedPart) -> String {
    match part.seen.as_deref() {
        None => format!("{}: 없습니다", part.text),
        Some("") => format!("{}: 값이 없습니다", part.text),
        Some(seen) => format!("{}: 실제 값은 {seen}입니다", part.text),
    }
}

pub(super) fn change(facts: Facts<'_>, change: &Change) -> String {
    match change {
        Change::TaskSize {
            cpu_units,
            memory_mib,
        } => {
            let cpu = cpu_units.map(|units| format!("CPU {} units", grouped(units)));
            let memory = memory_mib.map(|mib| format!("메모리 {} MiB", grouped(mib)));
            let size: Vec<String> = [cpu, memory].into_iter().flatten().collect();
            format!("태스크 크기를 {} 이하로 줄이기", size.join(", "))
        }
        Change::AddInstance {
            instance_type,
            zone,
            awsvpc_trunking,
            attributes,
        } => {
            let mut text = format!("{}에 {instance_type} 추가", facts.zone(*zone));
            if *awsvpc_trunking {
                text.push_str(", awsvpcTrunking 켜기");
            }
            if !attributes.is_empty() {
                let list: Vec<String> = attributes.iter().map(shown).collect();
                text.push_str(", 속성 ");
                text.push_str(&list.join(", "));
            }
            text
        }
        Change::StopTasks { instance, tasks } => format!(
            "{}의 {} 중지하여 포트 비우기",
            facts.instance(*instance),
            with(&facts.tasks(tasks), Particle::Object)
        ),
        Change::DynamicHostPorts => String::from("hostPort 0(동적 호스트 포트) 쓰기"),
        Change::DropConstraints(constraints) => {
            let list: Vec<String> = constraints
                .iter()
                .map(|index| facts.constraint(*index))
                .collect();
            format!("제약 조건 없애기: {}", list.join(", "))
        }
        Change::PutAttribute {
            instance,
            attribute,
        } => format!(
            "{}에 속성 {} 주기",
            facts.instance(*instance),
            shown(attribute)
        ),
        Change::AddSubnet(zone) => format!("{}의 서브넷 추가", facts.zone(*zone)),
        Change::Activate(instance) => {
            format!("{} 다시 ACTIVE로 바꾸기", facts.instance(*instance))
        }
        Change::ReconnectAgent(instance) => {
            format!("{}의 에이전트 다시 연결하기", facts.instance(*instance))
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
        None => String::from("이 태스크를 받을 수 있는 인스턴스가 없습니다."),
        Some(place) => match place.instance {
            None => format!("{}의 Fargate에서 실행됩니다.", facts.zone(place.zone)),
            Some(instance) => format!(
                "받을 수 있는 {fit_count}개 중 {}의 {}에서 실행됩니다.",
                facts.zone(place.zone),
                facts.instance(instance)
            ),
        },
    }
}
