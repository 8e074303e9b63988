//! A beginning in Korean.

use sim::{Activity, TaskId, TaskStatus, Wait};

use super::super::Facts;
use crate::particle::{Particle, with};

/// Of a service that is steady.
pub(in super::super) const NOTHING_TO_WAIT_FOR: &str = "기다릴 일이 없습니다.";

pub(super) fn title(facts: &Facts<'_>) -> Option<String> {
    match facts.activity() {
        Activity::Steady if facts.rolled_back().is_none() => {
            Some(format!("{} 서비스는 안정 상태입니다", facts.service.name))
        }
        Activity::Starting(definition) => {
            let definition = with(&definition.to_string(), Particle::Object);
            Some(format!("{definition} 시작하고 있습니다"))
        }
        _ => None,
    }
}

pub(super) fn progress(facts: &Facts<'_>) -> Option<String> {
    match facts.activity() {
        Activity::Steady if facts.is_plainly_steady() => {
            Some(format!("{} {NOTHING_TO_WAIT_FOR}", all_healthy(facts)))
        }
        Activity::Starting(_) => Some(healthy(facts)),
        _ => None,
    }
}

/// All tasks are healthy, and since when.
pub(in super::super) fn all_healthy(facts: &Facts<'_>) -> String {
    let since = facts.service.steady_since;
    let since = since.map_or_else(String::new, |since| format!("{}부터 ", facts.clock(since)));
    let desired = facts.outlook.desired_count;
    format!("{since}태스크 {desired}개가 모두 정상입니다.")
}

pub(super) fn waiting(facts: &Facts<'_>, wait: Wait) -> Option<String> {
    Some(match wait {
        Wait::Startup { task, status } => startup(facts, task, status),
        Wait::TargetHealth(task) => {
            let id = facts.short(task);
            match facts.checks(task) {
                Some((passed, needed)) => format!(
                    "{} 상태 확인을 통과하기를 기다립니다({needed}번 중 {passed}번).",
                    with(&id, Particle::Subject)
                ),
                None => format!("{} 정상이 되기를 기다립니다.", with(&id, Particle::Subject)),
            }
        }
        Wait::NextPass(at) => {
            let (left, clock) = (facts.seconds_until(at), facts.clock(at));
            let when = format!("{left}초 뒤({clock}) 스케줄러가");
            match facts.plan() {
                (0, 0) => format!("{when} 다시 살펴봅니다."),
                (starts, 0) => format!("{when} 태스크 {starts}개를 시작합니다."),
                (0, stops) => format!("{when} 태스크 {stops}개를 멈춥니다."),
                (starts, stops) => {
                    format!("{when} 태스크 {starts}개를 시작하고 {stops}개를 멈춥니다.")
                }
            }
        }
        _ => return None,
    })
}

fn startup(facts: &Facts<'_>, task: TaskId, status: TaskStatus) -> String {
    let id = facts.short(task);
    match status {
        TaskStatus::Provisioning => {
            format!("{id}의 네트워크 인터페이스가 준비되기를 기다립니다.")
        }
        TaskStatus::Pending => {
            let pulls = facts
                .task(task)
                .is_some_and(|task| task.pull_stopped_at.is_none());
            if pulls {
                format!("{id}의 이미지 풀이 끝나기를 기다립니다.")
            } else {
                format!("{id}의 컨테이너가 시작되기를 기다립니다.")
            }
        }
        _ => match facts.target_group(task) {
            Some(group) => format!(
                "{} 대상 그룹 {}에 등록되기를 기다립니다.",
                with(&id, Particle::Subject),
                group.name
            ),
            None => format!("{} 실행되기를 기다립니다.", with(&id, Particle::Subject)),
        },
    }
}

pub(in super::super) fn healthy(facts: &Facts<'_>) -> String {
    let (desired, healthy) = (facts.outlook.desired_count, facts.outlook.healthy_count);
    format!("태스크 {desired}개 중 {healthy}개가 정상입니다.")
}
