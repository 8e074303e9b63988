//! The headline in Korean.

use sim::{Activity, Failing, Loss, TaskId, TaskStatus, Time, Wait};

use super::opening::korean as opening;
use super::opening::korean::healthy;
use super::{Facts, stages};
use crate::particle::{Particle, with};
use crate::{Language, stage};

pub(super) fn title(facts: &Facts<'_>) -> String {
    let name = &facts.service.name;
    let desired = facts.outlook.desired_count;
    match facts.activity() {
        Activity::Idle => format!("{name} 서비스에 필요한 태스크가 없습니다"),
        Activity::Steady if facts.rolled_back().is_some() => {
            let to = with(&facts.primary(), Particle::Towards);
            format!("{name} 서비스가 {to} 롤백되었습니다")
        }
        Activity::Steady | Activity::Starting(_) => facts.opening_title().unwrap_or_default(),
        Activity::Replacing { from, to } if from == to => {
            let definition = with(&to.to_string(), Particle::Object);
            format!("{definition} 다시 배포하고 있습니다")
        }
        Activity::Replacing { from, to } => {
            let from = with(&from.to_string(), Particle::Object);
            let to = with(&to.to_string(), Particle::Towards);
            format!("{from} {to} 교체하고 있습니다")
        }
        Activity::RollingBack { from, to, .. } => {
            let towards = with(&to.to_string(), Particle::Towards);
            if from == to {
                format!("{towards} 롤백하고 있습니다")
            } else {
                format!("{from}에서 {towards} 롤백하고 있습니다")
            }
        }
        Activity::Failed(definition, _) => format!("{definition} 배포가 실패했습니다"),
        Activity::ScalingOut => format!("{name} 서비스를 {desired}개로 늘리고 있습니다"),
        Activity::ScalingIn => format!("{name} 서비스를 {desired}개로 줄이고 있습니다"),
        Activity::MovingOff(_) => {
            format!("{name} 서비스를 드레이닝 중인 인스턴스에서 옮기고 있습니다")
        }
        Activity::Recovering(loss) => {
            let what = match loss {
                Some(Loss::Unhealthy(_) | Loss::Replaced(_)) => "비정상 ",
                Some(Loss::Ended(_)) => "실패한 ",
                Some(Loss::Uprooted(_)) => "유실된 ",
                Some(Loss::Stopped(_)) => "중지된 ",
                None => "",
            };
            format!("{name} 서비스의 {what}태스크를 교체하고 있습니다")
        }
        Activity::WithoutTaskSet => format!("{name} 서비스에 태스크 세트가 없습니다"),
        Activity::Deleting => format!("{name} 서비스를 삭제하고 있습니다"),
        Activity::Gone => format!("{name} 서비스가 삭제되었습니다"),
    }
}

pub(super) fn sentence(facts: &Facts<'_>) -> String {
    let progress = progress(facts) + &frozen(facts);
    match facts.wait() {
        Some(wait) if facts.is_up_to_a_person() => format!("{} {progress}", waiting(facts, wait)),
        Some(wait) => format!("{progress} {}", waiting(facts, wait)),
        None => progress,
    }
}

/// What is not known while agents are silent.
fn frozen(facts: &Facts<'_>) -> String {
    match facts.outlook.cut_off_count {
        0 => String::new(),
        count => {
            format!(" 태스크 {count}개는 에이전트의 연락이 끊겨 상태가 그대로 멈춰 있습니다.")
        }
    }
}

fn progress(facts: &Facts<'_>) -> String {
    let outlook = facts.outlook;
    let desired = outlook.desired_count;
    let leaving = outlook.leaving_count;
    match facts.activity() {
        Activity::Idle if facts.service.has_task_sets() => {
            String::from("태스크 세트에 필요한 태스크가 없어 기다릴 것도 없습니다.")
        }
        Activity::WithoutTaskSet => String::from(
            "무엇을 실행할지 정하는 태스크 세트가 생길 때까지 아무것도 실행하지 않습니다.",
        ),
        Activity::Idle => String::from("desiredCount가 0이라 실행할 것도 기다릴 것도 없습니다."),
        Activity::Steady => {
            let (before, healthy) = (returned(facts), opening::all_healthy(facts));
            format!("{before}{healthy} {}", doubt(facts))
        }
        Activity::Starting(_) | Activity::ScalingOut => healthy(facts),
        Activity::Recovering(loss) => match loss.filter(|loss| !is_waited_for(facts, *loss)) {
            Some(loss) => format!("{} {}", healthy(facts), lost(facts, loss)),
            None => healthy(facts),
        },
        Activity::RollingBack { from, failing, .. } => {
            let reason = failure(facts, *failing);
            let new = outlook.new_healthy_count;
            format!(
                "{} 실패했습니다: {reason}. 태스크 {desired}개 중 {new}개가 정상입니다.",
                with(&from.to_string(), Particle::Subject)
            )
        }
        Activity::Failed(_, failing) => {
            let reason = failure(facts, *failing);
            format!(
                "더 이상 태스크를 시작하지 않습니다: {reason}. {}",
                healthy(facts)
            )
        }
        Activity::MovingOff(count) => {
            let new = outlook.new_healthy_count;
            format!(
                "태스크 {desired}개 중 {new}개가 다른 곳에서 정상이고, {count}개가 아직 드레이닝 중인 인스턴스에 있습니다."
            )
        }
        Activity::Replacing { .. } => {
            let new = outlook.new_healthy_count;
            format!("새 태스크 {desired}개 중 {new}개가 정상입니다.")
        }
        Activity::ScalingIn | Activity::Deleting if leaving == 0 => {
            format!("원하는 태스크 수는 {desired}개입니다.")
        }
        Activity::ScalingIn | Activity::Deleting => {
            format!("원하는 태스크 수는 {desired}개이고, {leaving}개가 아직 종료되는 중입니다.")
        }
        Activity::Gone => String::from("태스크가 모두 멈췄고 대상 등록도 취소되었습니다."),
    }
}

/// What a service has returned from, if it has; else nothing.
fn returned(facts: &Facts<'_>) -> String {
    facts
        .rolled_back()
        .map_or_else(String::new, |(from, failing)| {
            let from = with(&from.to_string(), Particle::Subject);
            format!("{from} 실패했습니다: {}. ", failure(facts, failing))
        })
}

/// Why a deployment failed.
fn failure(facts: &Facts<'_>, failing: Failing) -> String {
    match failing {
        Failing::CircuitBreaker => {
            let (count, threshold) = facts.breaker();
            format!("배포 회로 차단기 작동({threshold}번 중 {count}번 실패)")
        }
        Failing::Alarm => String::from("경보가 ALARM 상태가 됨"),
        Failing::Stopped => String::from("사용자가 중지함"),
        Failing::Hook => String::from("수명 주기 후크 실패"),
        Failing::Network => String::from("리스너 규칙이 두 대상 그룹 모두로 이어지지 않음"),
        Failing::TimedOut => String::from("단계가 너무 오래 걸림"),
    }
}

/// Of a service that is steady: which task is about to be unhealthy.
fn doubt(facts: &Facts<'_>) -> String {
    match facts.outlook.doubt {
        Some(doubt) => format!(
            "{} 상태 확인에 실패하고 있습니다(연속 {}번 중 {}번). {}번 실패하면 비정상이 되어 교체됩니다.",
            with(&facts.short(doubt.task), Particle::Subject),
            doubt.needed,
            doubt.failed,
            doubt.needed
        ),
        None => String::from(opening::NOTHING_TO_WAIT_FOR),
    }
}

/// Whether the sentence about what is waited for tells of this task.
fn is_waited_for(facts: &Facts<'_>, loss: Loss) -> bool {
    matches!((facts.wait(), loss), (Some(Wait::Unhealthy { task, .. }), Loss::Unhealthy(lost)) if task == lost)
}

/// What has become of a task that is replaced.
fn lost(facts: &Facts<'_>, loss: Loss) -> String {
    let subject = |task: TaskId| with(&facts.short(task), Particle::Subject);
    match loss {
        Loss::Unhealthy(task) => format!("{} 상태 확인에 실패합니다.", subject(task)),
        Loss::Replaced(task) => format!("{} 상태 확인에 실패했습니다.", subject(task)),
        Loss::Ended(task) => match (facts.outcome(task), facts.exit_code(task)) {
            (Some(outcome), _) => format!("{} 끝났습니다({outcome}).", subject(task)),
            (None, Some(code)) => {
                let code = with(&code.to_string(), Particle::Towards);
                format!("{} 종료 코드 {code} 끝났습니다.", subject(task))
            }
            (None, None) => format!("{} 끝났습니다.", subject(task)),
        },
        Loss::Uprooted(task) => match facts.outcome(task) {
            Some(outcome) => format!("{} 사라졌습니다({outcome}).", subject(task)),
            None => format!("{} 사라졌습니다.", subject(task)),
        },
        Loss::Stopped(task) => format!("{} StopTask로 중지되었습니다.", subject(task)),
    }
}

fn waiting(facts: &Facts<'_>, wait: Wait) -> String {
    match wait {
        Wait::Capacity(shortfall) => {
            let (cpu_units, memory_mib) = facts.needs();
            let lack = stage::shortfall(Language::Korean, shortfall, cpu_units, memory_mib);
            format!("{lack}. 자리가 나기를 기다립니다.")
        }
        Wait::Stuck => {
            let bounds = facts.service.bounds();
            format!(
                "minimumHealthyPercent나 maximumPercent를 바꿔야 진행됩니다. 최소 {}개가 정상이어야 하는데 최대 {}개만 실행할 수 있습니다.",
                bounds.lower, bounds.upper
            )
        }
        Wait::Protection { task, until } => format!(
            "{} {}까지 축소에서 보호됩니다.",
            with(&facts.short(task), Particle::Subject),
            facts.clock(until)
        ),
        Wait::Throttle(until) => format!(
            "시작에 거듭 실패해 다음 시도를 {}까지 미룹니다({}초 남음).",
            facts.clock(until),
            facts.seconds_until(until)
        ),
        Wait::Unhealthy { task, graced_until } => {
            let id = with(&facts.short(task), Particle::Subject);
            match graced_until {
                Some(until) => format!(
                    "{id} 상태 확인에 실패하지만 유예 기간이 끝날 때까지는 교체하지 않습니다({}초 남음).",
                    facts.seconds_until(until)
                ),
                None => format!("{id} 상태 확인에 실패해 교체될 차례입니다."),
            }
        }
        Wait::FortySeconds { task, until } => {
            let id = with(&facts.short(task), Particle::Subject);
            let left = facts.seconds_until(until);
            format!("{id} RUNNING 상태로 40초를 채우기를 기다립니다({left}초 남음).")
        }
        Wait::ContainerHealth(task) => {
            let id = facts.short(task);
            format!("{id}의 컨테이너 상태 확인을 기다립니다.")
        }
        Wait::Draining {
            task,
            until,
            blocks_start,
        } => leaving(facts, task, Some(until), blocks_start),
        Wait::Stopping { task, blocks_start } => leaving(facts, task, None, blocks_start),
        Wait::Agent { task } => format!(
            "{} 인스턴스의 에이전트가 다시 연결되기를 기다립니다.",
            facts.instance(task)
        ),
        Wait::Stage(stage, wait) => stages::korean(facts, stage, wait),
        Wait::Startup { .. } | Wait::TargetHealth(_) | Wait::NextPass(_) => {
            facts.opening_wait(wait).unwrap_or_default()
        }
    }
}

/// What is said of a task that leaves: it drains until an instant, or its processes end.
fn leaving(facts: &Facts<'_>, task: TaskId, until: Option<Time>, blocks_start: bool) -> String {
    if facts.is_full_of_rising(task, blocks_start) {
        return format!(
            "최대 {}개까지만 실행할 수 있어, 새 태스크가 정상이 되기를 기다립니다.",
            facts.upper()
        );
    }
    let holding = holding(facts, facts.is_in_the_way(task, blocks_start));
    match until {
        Some(until) => {
            let (id, left) = (facts.short(task), facts.seconds_until(until));
            format!("{holding}{id}의 드레이닝이 끝나기를 기다립니다({left}초 남음).")
        }
        None => format!("{holding}{}", ending(facts, task)),
    }
}

fn holding(facts: &Facts<'_>, at_maximum: bool) -> String {
    if at_maximum {
        format!("최대 {}개까지만 실행할 수 있어 ", facts.upper())
    } else {
        String::new()
    }
}

fn ending(facts: &Facts<'_>, task: TaskId) -> String {
    let id = facts.short(task);
    let status = facts.task(task).map(|task| task.last_status);
    match (facts.killed_at(task), status) {
        (Some(at), _) => format!(
            "SIGTERM을 받은 {} 끝나기를 기다립니다(늦어도 {}초 뒤 SIGKILL).",
            with(&id, Particle::Subject),
            facts.seconds_until(at)
        ),
        (None, Some(TaskStatus::Deprovisioning)) => {
            format!("{id}의 네트워크 인터페이스가 없어지기를 기다립니다.")
        }
        (None, _) => format!(
            "{} STOPPED 상태가 되기를 기다립니다.",
            with(&id, Particle::Subject)
        ),
    }
}
