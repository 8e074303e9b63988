//! Settings with other values: what they would save, and what they would lift.

use sim::{Saving, Setting, SettingChange, SettingValue};

use crate::Language;
use crate::bill::exactly;
use crate::panel::messages;

messages! {
    /// What is said of a setting.
    SettingText {
        Savings "What would have saved most (the same commands, played on a copy):" "가장 많이 줄일 수 있었던 설정(사본에서 같은 명령으로 확인함):";
        NoSavings "None of the settings that were tried would have made it shorter." "시도한 설정 가운데 배포를 더 짧게 하는 것은 없었습니다.";
        Saved { setting: String, present: String, tried: String, seconds: String } "{setting}: {tried} instead of {present} saves {seconds} s" "{setting}: {present} 대신 {tried}이면 {seconds}초 단축";
        Trying "Other settings are being tried on a copy…" "사본에서 다른 설정을 시도하는 중…";
        Lifts "Each of these settings would lift what it waits for:" "다음 설정 가운데 하나만 바꾸어도 더 기다리지 않습니다:";
        Lift { setting: String, present: String, tried: String } "{setting}: {tried} instead of {present}" "{setting}: {present} 대신 {tried}";
        Seconds { seconds: u64 } "{seconds} s" "{seconds}초";
        Percent { percent: u32 } "{percent}%" "{percent}%";
        Checks { seconds: u64, count: u32 } "{seconds} s, {count} times" "{seconds}초, {count}번";
    }
}

/// What settings would have saved: a title, then each; or that none would.
pub fn saving_lines(language: Language, savings: &[Saving]) -> Vec<String> {
    if savings.is_empty() {
        return vec![SettingText::NoSavings.say(language)];
    }
    let lines = savings.iter().map(|saving| {
        let change = saving.change;
        let text = SettingText::Saved {
            setting: name(change.setting).to_owned(),
            present: value(language, change.present),
            tried: value(language, change.tried),
            seconds: exactly(saving.saved.as_millis()),
        };
        format!("  {}", text.say(language))
    });
    std::iter::once(SettingText::Savings.say(language))
        .chain(lines)
        .collect()
}

/// What settings would lift: a title, then each; nothing if none would.
pub fn lift_lines(language: Language, lifts: &[SettingChange]) -> Vec<String> {
    let lines = lifts.iter().map(|change| {
        let text = SettingText::Lift {
            setting: name(change.setting).to_owned(),
            present: value(language, change.present),
            tried: value(language, change.tried),
        };
        format!("  {}", text.say(language))
    });
    let title = (!lifts.is_empty()).then(|| SettingText::Lifts.say(language));
    title.into_iter().chain(lines).collect()
}

/// AWS's name.
const fn name(setting: Setting) -> &'static str {
    match setting {
        Setting::DeregistrationDelay => "deregistration_delay.timeout_seconds",
        Setting::TargetHealthCheck => "HealthCheckIntervalSeconds, HealthyThresholdCount",
        Setting::MaximumPercent => "maximumPercent",
        Setting::MinimumHealthyPercent => "minimumHealthyPercent",
        Setting::StopTimeout => "stopTimeout",
        Setting::HealthCheckGracePeriod => "healthCheckGracePeriodSeconds",
        Setting::CapacityProvider => "capacityProvider",
    }
}

fn value(language: Language, value: SettingValue) -> String {
    let text = match value {
        SettingValue::Seconds(seconds) => SettingText::Seconds { seconds },
        SettingValue::Percent(percent) => SettingText::Percent { percent },
        SettingValue::Checks {
            interval_seconds: seconds,
            healthy_threshold: count,
        } => SettingText::Checks { seconds, count },
        SettingValue::Provider(provider) => return provider.name().to_owned(),
    };
    text.say(language)
}
