//! Above the picture: what is happening, and what it waits for.

use sim::{Duration, Start, Time};
use words::{Language, clock, headline, opening_headline};

use super::player::Player;
use super::worlds::{all, deploy_image, opening_with_worker};

fn headlines(player: &Player) -> Vec<(String, String)> {
    let world = player.timeline.world();
    let service = world.service(player.service);
    service.map_or_else(Vec::new, |service| {
        Language::ALL
            .iter()
            .map(|language| headline(*language, world, service))
            .collect()
    })
}

fn check(name: &str, player: &Player) {
    for (title, sentence) in headlines(player) {
        if std::env::var_os("SCENE_PICTURES").is_some() {
            println!("{name}: {title} | {sentence}");
        }
        assert!(!title.is_empty() && !title.ends_with('.'), "{title}");
        assert!(sentence.ends_with('.'), "{sentence}");
        assert!(
            !sentence.contains("  ") && !sentence.contains(".."),
            "{sentence}"
        );
    }
}

#[test]
fn every_world_has_a_headline() {
    for (name, player) in all() {
        check(name, &player);
    }
}

#[test]
fn an_update_says_at_every_moment_what_it_waits_for() {
    let mut player = opening_with_worker();
    let steady = headlines(&player);
    assert_eq!(steady[0].0, "web is steady");
    assert_eq!(steady[1].0, "web 서비스는 안정 상태입니다");
    deploy_image(&mut player, "playground/web:1.1");
    let mut sentences = std::collections::BTreeSet::new();
    for _ in 0..90 {
        player.play(1, 1.0);
        check("update", &player);
        let titles = headlines(&player);
        if titles[0].0 == "web is steady" {
            break;
        }
        assert_eq!(titles[0].0, "Replacing web:1 with web:2");
        assert_eq!(titles[1].0, "web:1을 web:2로 교체하고 있습니다");
        sentences.insert(titles[0].1.clone());
    }
    assert!(sentences.len() > 20, "the sentence goes on: {sentences:?}");
}

#[test]
fn until_somebody_acts_the_words_of_a_beginning_say_the_same_as_all_words() {
    let opening = playground::opening();
    let mut timeline = opening.timeline;
    let minutes = playground::OPENING_UNTIL.as_millis() / 60_000;
    let first = (0..120).map(Time::from_secs);
    let later = (3..minutes).map(|minute| Time::from_secs(minute * 60 + 7));
    for at in first.chain(later) {
        timeline.seek(at);
        let world = timeline.world();
        let Some(service) = world.service(opening.service) else {
            continue;
        };
        for language in Language::ALL {
            let said = opening_headline(*language, world, service);
            assert_eq!(said, Some(headline(*language, world, service)), "{at:?}");
        }
    }
}

#[test]
fn an_instant_of_another_day_says_which_day_that_is() {
    let start = Start::default();
    let now = Time::from_secs(60);
    let day = Duration::from_secs(86_400);
    let words = |at| {
        Language::ALL
            .iter()
            .map(move |language| clock(*language, &Start::default(), now, at))
    };
    assert_eq!(
        clock(Language::English, &start, now, now),
        scene::clock_text(&start, now)
    );
    let said: Vec<Vec<String>> = [now + day, now + day + day]
        .map(|at| words(at).collect())
        .into();
    for (said, wanted) in said
        .iter()
        .zip([["tomorrow", "내일"], ["in 2 days", "2일 뒤"]])
    {
        for (said, wanted) in said.iter().zip(wanted) {
            assert!(said.contains(wanted), "{said}");
        }
    }
    let before = clock(Language::English, &start, now + day, now);
    assert!(before.ends_with(" yesterday"), "{before}");
}
