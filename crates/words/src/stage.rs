//! The short words in the picture: captions of tiles, counts, names of things. Names of states stay as AWS prints them.

mod countdowns;
mod outcomes;
mod strip;

pub use countdowns::*;
pub use outcomes::*;
use sim::{FailureReason, LaunchType, PlacementShortfall, ProbeFailure};
pub use strip::*;

use crate::Language;

/// Two letters for a task of another service: the first of its family, and the one that its last syllable begins with.
pub fn abbreviation(family: &str) -> String {
    let letters: Vec<char> = family.chars().filter(char::is_ascii_alphanumeric).collect();
    if letters.len() <= 3 {
        return letters.into_iter().collect();
    }
    let is_vowel = |letter: &char| "aeiouy".contains(letter.to_ascii_lowercase());
    let syllable = (1..letters.len() - 1)
        .rev()
        .find(|&index| !is_vowel(&letters[index]) && is_vowel(&letters[index + 1]));
    let second = syllable.map_or(letters[1], |index| letters[index]);
    [letters[0], second].into_iter().collect()
}

/// Under a task in PROVISIONING or DEPROVISIONING, for so many seconds.
pub fn network_interface(language: Language, launch_type: LaunchType, seconds: u64) -> String {
    match (launch_type, language) {
        (LaunchType::Ec2, Language::English) => format!("ENI {seconds}s"),
        (LaunchType::Ec2, Language::Korean) => format!("ENI {seconds}초"),
        (LaunchType::Fargate, Language::English) => format!("VM {seconds}s"),
        (LaunchType::Fargate, Language::Korean) => format!("VM {seconds}초"),
    }
}

/// Under a task whose agent has not begun.
pub const fn agent(language: Language) -> &'static str {
    match language {
        Language::English => "to agent",
        Language::Korean => "에이전트",
    }
}

/// Under a task whose images are there and whose containers are being created.
pub const fn creating(language: Language) -> &'static str {
    match language {
        Language::English => "starting",
        Language::Korean => "시작 중",
    }
}

/// Under a task one of whose containers waits for another one: in full, and briefly.
pub fn waiting(language: Language, container: &str, condition: &str) -> (String, String) {
    match language {
        Language::English => (
            format!("waits for {container} {condition}"),
            format!("for {container}"),
        ),
        Language::Korean => (
            format!("{container} {condition} 대기"),
            format!("{container} 대기"),
        ),
    }
}

/// Under a task that pulls: the share of its images that is there.
pub fn pull(language: Language, share: f32) -> String {
    let percent = (share * 100.0).clamp(0.0, 99.0) as u32;
    match language {
        Language::English => format!("pull {percent}%"),
        Language::Korean => format!("풀 {percent}%"),
    }
}

/// Under a task in ACTIVATING, with and without the name of its target group.
pub fn joining(language: Language, target_group: &str) -> (String, &'static str) {
    match language {
        Language::English => (format!("joining {target_group}"), "joining"),
        Language::Korean => (format!("{target_group} 등록"), "등록 중"),
    }
}

/// Under a task whose health checks have not all passed.
pub fn checks(language: Language, passed: u32, needed: u32) -> (String, String) {
    let short = format!("{passed}/{needed}");
    match language {
        Language::English if needed == 1 => (format!("{short} check"), short),
        Language::English => (format!("{short} checks"), short),
        Language::Korean => (format!("검사 {short}"), short),
    }
}

/// Under a task that counts as healthy still though its latest checks have failed.
pub fn failed_checks(language: Language, failed: u32, needed: u32) -> (String, String) {
    let short = format!("{failed}/{needed}");
    match language {
        Language::English => (format!("{short} failed"), short),
        Language::Korean => (format!("실패 {short}"), short),
    }
}

/// Why a target is unhealthy, in one or two words.
pub fn probe_failure(language: Language, failure: ProbeFailure) -> String {
    match (failure, language) {
        (ProbeFailure::Status(status), _) => status.to_string(),
        (ProbeFailure::TimedOut, Language::English) => String::from("timeout"),
        (ProbeFailure::TimedOut, Language::Korean) => String::from("시간 초과"),
        (ProbeFailure::Refused, Language::English) => String::from("refused"),
        (ProbeFailure::Refused, Language::Korean) => String::from("연결 거부"),
        (ProbeFailure::Stopped, Language::English) => String::from("stopped"),
        (ProbeFailure::Stopped, Language::Korean) => String::from("중지됨"),
    }
}

/// The mark of a container that its restart policy started again.
pub const fn restarted(language: Language) -> &'static str {
    match language {
        Language::English => "restarted",
        Language::Korean => "재시작",
    }
}

/// Those who send requests.
pub const fn clients(language: Language) -> &'static str {
    match language {
        Language::English => "Clients",
        Language::Korean => "클라이언트",
    }
}

/// Requests in a second, as a unit.
pub const fn requests_per_second(language: Language) -> &'static str {
    match language {
        Language::English => "req/s",
        Language::Korean => "요청/초",
    }
}

/// The same unit where there is little room.
pub const fn per_second(language: Language) -> &'static str {
    match language {
        Language::English => "/s",
        Language::Korean => "/초",
    }
}

/// The kind of load balancer.
pub const fn load_balancer_kind(_language: Language) -> &'static str {
    "Application Load Balancer"
}

/// The listener of a load balancer.
pub fn listener(language: Language, port: u16) -> String {
    match language {
        Language::English => format!("listener HTTP :{port}"),
        Language::Korean => format!("리스너 HTTP :{port}"),
    }
}

/// How the targets of a target group are probed.
pub fn probe(language: Language, port: Option<u16>, path: &str, interval_seconds: u64) -> String {
    let port = port.map_or_else(String::new, |port| format!(" :{port}"));
    match language {
        Language::English => format!("HTTP{port} · GET {path} every {interval_seconds} s"),
        Language::Korean => format!("HTTP{port} · GET {path} {interval_seconds}초마다"),
    }
}

/// The part of the requests that a target group gets.
pub fn share_of_requests(language: Language, tenths: u32) -> String {
    let percent = percent(tenths);
    match language {
        Language::English => format!("{percent} of requests"),
        Language::Korean => format!("요청의 {percent}"),
    }
}

/// Tenths of a percent, as a percentage.
pub fn percent(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}

/// How many targets of all are healthy, where there is little room.
pub fn healthy_of_all(language: Language, healthy: usize, all: usize) -> String {
    match language {
        Language::English => format!("{healthy} of {all} healthy"),
        Language::Korean => format!("{all}개 중 {healthy}개 healthy"),
    }
}

/// The same where there is still less.
pub fn healthy_of_all_briefly(healthy: usize, all: usize) -> String {
    format!("{healthy} / {all} ok")
}

/// A target group without targets.
pub const fn no_targets(language: Language) -> &'static str {
    match language {
        Language::English => "No target is registered: clients get 503.",
        Language::Korean => "등록된 대상이 없어 클라이언트는 503을 받습니다.",
    }
}

/// The word before a cluster's name.
pub const fn cluster(language: Language) -> &'static str {
    match language {
        Language::English => "Cluster",
        Language::Korean => "클러스터",
    }
}

/// How many tasks of a service are in a zone.
pub fn zone_tasks(language: Language, service: &str, count: usize) -> String {
    match language {
        Language::English if count == 1 => format!("1 {service} task"),
        Language::English => format!("{count} {service} tasks"),
        Language::Korean => format!("{service} 태스크 {count}개"),
    }
}

/// The name of a zone where there is little room.
pub fn zone_briefly(language: Language, zone: &str) -> String {
    let short = zone.rsplit('-').next().unwrap_or(zone);
    match language {
        Language::English => format!("zone {short}"),
        Language::Korean => format!("{short} 영역"),
    }
}

/// How many machines and tasks are in a zone that is too full to show them.
pub fn crowd(language: Language, instances: usize, tasks: usize) -> String {
    match language {
        Language::English => format!("{instances} instances · {tasks} tasks"),
        Language::Korean => format!("인스턴스 {instances}개 · 태스크 {tasks}개"),
    }
}

/// Tasks of the service that an instance could still take.
pub fn room(language: Language, count: u32) -> String {
    match (count, language) {
        (0, Language::English) => String::from("full"),
        (0, Language::Korean) => String::from("자리 없음"),
        (count, Language::English) => format!("room for {count}"),
        (count, Language::Korean) => format!("{count}개 더 가능"),
    }
}

/// The same where there is little room.
pub fn room_briefly(language: Language, count: u32) -> String {
    match (count, language) {
        (0, _) => room(language, 0),
        (count, _) => format!("+{count}"),
    }
}

/// On an instance that takes no new tasks.
pub const fn no_new_tasks(language: Language) -> &'static str {
    match language {
        Language::English => "No new tasks land here.",
        Language::Korean => "새 태스크를 받지 않습니다.",
    }
}

/// On an instance whose agent is not connected.
pub const fn no_agent(language: Language) -> &'static str {
    match language {
        Language::English => "no agent",
        Language::Korean => "에이전트 없음",
    }
}

/// How many tasks an instance that takes no new ones still has.
pub fn tasks_left(language: Language, count: usize) -> String {
    match (count, language) {
        (0, Language::English) => String::from("0 tasks left, safe to terminate"),
        (1, Language::English) => String::from("1 task left"),
        (count, Language::English) => format!("{count} tasks left"),
        (0, Language::Korean) => String::from("남은 태스크가 없어 종료해도 됩니다"),
        (count, Language::Korean) => format!("태스크 {count}개 남음"),
    }
}

/// How long stopped tasks are kept.
pub const fn kept(language: Language) -> &'static str {
    match language {
        Language::English => "kept 1 h",
        Language::Korean => "1시간 보관",
    }
}

/// A tray without stopped tasks.
pub const fn none_stopped(language: Language) -> &'static str {
    match language {
        Language::English => "Tasks that stop land here with their exit code.",
        Language::Korean => "멈춘 태스크가 종료 코드와 함께 여기에 놓입니다.",
    }
}

/// A cluster in which nothing was ever asked for.
pub const fn no_service(language: Language) -> &'static str {
    match language {
        Language::English => "Create a service to start tasks",
        Language::Korean => "서비스를 만들면 태스크가 시작됩니다",
    }
}

/// A service that wants no task.
pub const fn no_task_wanted(language: Language) -> &'static str {
    match language {
        Language::English => "desiredCount is 0: no task is wanted",
        Language::Korean => "desiredCount가 0이라 필요한 태스크가 없습니다",
    }
}

/// A cluster without machines, for a service that needs them.
pub const fn no_instances(language: Language) -> &'static str {
    match language {
        Language::English => "This cluster has no container instance yet",
        Language::Korean => "이 클러스터에는 아직 컨테이너 인스턴스가 없습니다",
    }
}

/// Why no instance can take a task: what the closest one lacks, and how much of it a task needs.
pub fn shortfall(
    language: Language,
    shortfall: PlacementShortfall,
    cpu_units: u32,
    memory_mib: u32,
) -> String {
    let (cpu_units, memory_mib) = (grouped(cpu_units), grouped(memory_mib));
    match (language, shortfall) {
        (_, PlacementShortfall::NoInstances) => String::from(no_instances(language)),
        (Language::English, PlacementShortfall::NoSpotCapacity) => {
            String::from("Fargate Spot has no capacity: the task waits, and goes nowhere else")
        }
        (Language::Korean, PlacementShortfall::NoSpotCapacity) => String::from(
            "Fargate Spot에 용량이 없습니다. 태스크는 기다리며 다른 곳으로 가지 않습니다",
        ),
        (Language::English, PlacementShortfall::ProvisioningLimit) => String::from(
            "500 tasks of the cluster are in PROVISIONING: no more are taken until some have left it",
        ),
        (Language::Korean, PlacementShortfall::ProvisioningLimit) => String::from(
            "클러스터의 태스크 500개가 PROVISIONING 상태입니다. 일부가 벗어날 때까지 더 받지 않습니다",
        ),
        (Language::English, PlacementShortfall::Closest(_, reason)) => match reason {
            FailureReason::Cpu => format!("No instance has {cpu_units} CPU units free"),
            FailureReason::Memory => format!("No instance has {memory_mib} MiB free"),
            _ => String::from(english_shortfall(reason)),
        },
        (Language::Korean, PlacementShortfall::Closest(_, reason)) => match reason {
            FailureReason::Cpu => format!("CPU {cpu_units} units가 남은 인스턴스가 없습니다"),
            FailureReason::Memory => format!("메모리 {memory_mib} MiB가 남은 인스턴스가 없습니다"),
            _ => String::from(korean_shortfall(reason)),
        },
    }
}

const fn english_shortfall(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::NoActiveInstances => "No instance is ACTIVE",
        FailureReason::Agent => "No instance with room has its agent connected",
        FailureReason::Attribute => "No instance has the attributes that the task requires",
        FailureReason::Location => "No instance stands in a zone of the subnets",
        FailureReason::Cpu => "No instance has enough CPU units free",
        FailureReason::Memory => "No instance has enough memory free",
        FailureReason::Ports => "No instance has the host port free",
        FailureReason::Eni => "No instance has a network interface free",
        FailureReason::Gpu => "No instance has enough GPUs free",
        FailureReason::DistinctInstance => "Every instance already has a task of this group",
        FailureReason::MemberOf => "No instance matches the memberOf expression",
    }
}

const fn korean_shortfall(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::NoActiveInstances => "ACTIVE 상태인 인스턴스가 없습니다",
        FailureReason::Agent => "자리가 있는 인스턴스의 에이전트가 연결되어 있지 않습니다",
        FailureReason::Attribute => "태스크가 요구하는 속성을 갖춘 인스턴스가 없습니다",
        FailureReason::Location => "서브넷의 가용 영역에 있는 인스턴스가 없습니다",
        FailureReason::Cpu => "CPU가 충분히 남은 인스턴스가 없습니다",
        FailureReason::Memory => "메모리가 충분히 남은 인스턴스가 없습니다",
        FailureReason::Ports => "호스트 포트가 비어 있는 인스턴스가 없습니다",
        FailureReason::Eni => "네트워크 인터페이스가 남은 인스턴스가 없습니다",
        FailureReason::Gpu => "GPU가 충분히 남은 인스턴스가 없습니다",
        FailureReason::DistinctInstance => "모든 인스턴스에 이미 이 그룹의 태스크가 있습니다",
        FailureReason::MemberOf => "memberOf 표현식에 맞는 인스턴스가 없습니다",
    }
}

/// A number with a comma between thousands.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with at most three digits where it is large: `9,999`, `12.3k`, `100k`; in Korean by ten thousands.
pub fn compact(language: Language, number: u32) -> String {
    match (language, number) {
        (_, 0..=9_999) => grouped(number),
        (Language::English, 0..=99_999) => tenths(number / 100, "k"),
        (Language::English, _) => format!("{}k", grouped(number / 1_000)),
        (Language::Korean, _) => tenths(number / 1_000, "만"),
    }
}

/// The same where there is still less room: `3.2k`.
pub fn compact_briefly(language: Language, number: u32) -> String {
    match (language, number) {
        (Language::English, 1_000..=9_999) => tenths(number / 100, "k"),
        _ => compact(language, number),
    }
}

/// So many tenths of a unit.
fn tenths(tenths: u32, unit: &str) -> String {
    match (grouped(tenths / 10), tenths % 10) {
        (whole, 0) => format!("{whole}{unit}"),
        (whole, tenth) => format!("{whole}.{tenth}{unit}"),
    }
}
