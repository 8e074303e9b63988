//! The scenario of a service whose caller deploys by task sets.

use sim::{DeploymentStatus, Duration, StabilityStatus, TaskStatus};
use words::{Language, headline};

use crate::played::Played;

/// The task sets by their `externalId`: status, `computedDesiredCount`, `runningCount`.
fn sets(played: &Played) -> Vec<(&str, &'static str, u32, u32)> {
    let service = played.service();
    let all = service.task_sets();
    all.map(|(deployment, set)| {
        let counts = played.world().task_set_counts(service, deployment.id);
        (
            set.external_id.as_deref().unwrap_or_default(),
            deployment.status.name(),
            counts.computed_desired,
            counts.running,
        )
    })
    .collect()
}

#[test]
fn scenario_p_the_second_of_two_task_sets_becomes_the_primary_and_the_first_one_goes() {
    let mut played = Played::until("two_task_sets", "3m59s");
    assert_eq!(sets(&played), [("blue", "PRIMARY", 4, 4)]);

    played.go_to("6m59s");
    assert_eq!(
        sets(&played),
        [("blue", "PRIMARY", 4, 4), ("green", "ACTIVE", 1, 1)]
    );
    let requests = |played: &Played, group: &str| {
        let mut groups = played.world().target_groups();
        let group = groups.find(|found| found.name == group).expect("it exists");
        let metrics = played.world().target_group_metrics(group.id);
        metrics.map_or(0, |metrics| metrics.request_count)
    };
    assert_eq!(requests(&played, "web-two"), 0, "a scale moves no traffic");

    played.go_to("9m59s");
    let (one, two) = (requests(&played, "web-one"), requests(&played, "web-two"));
    assert!(two > 0 && one > 4 * two, "{one} and {two}");
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1, 1, 1, 2]);

    played.go_to("12m59s");
    assert_eq!(
        sets(&played),
        [("blue", "PRIMARY", 4, 4), ("green", "ACTIVE", 4, 4)]
    );
    played.go_to("13m1s");
    assert_eq!(
        sets(&played),
        [("green", "PRIMARY", 4, 4), ("blue", "ACTIVE", 4, 4)]
    );
    played.go_to("16m1s");
    let draining = played.service().task_sets().nth(1);
    let (draining, _) = draining.expect("its tasks are still there");
    assert_eq!(draining.status, DeploymentStatus::Draining);

    played.go_to("30m");
    assert_eq!(sets(&played), [("green", "PRIMARY", 4, 4)]);
    let (_, green) = played.service().primary_task_set().expect("green");
    assert_eq!(green.stability_status, StabilityStatus::SteadyState);
    assert_eq!(played.load_balancer().totals.failed_count(), 0);
    assert_eq!(played.refused, []);
}

#[test]
fn the_words_and_the_picture_have_something_to_say_at_every_moment_of_scenario_p() {
    let mut played = Played::begin("two_task_sets");
    for seconds in (1..=1_800).step_by(10) {
        played.go(sim::Time::ZERO + Duration::from_secs(seconds));
        for language in [Language::English, Language::Korean] {
            let (title, sentence) = headline(language, played.world(), played.service());
            assert!(!title.is_empty(), "{seconds} s");
            assert!(!sentence.is_empty(), "{seconds} s");
        }
    }
}
