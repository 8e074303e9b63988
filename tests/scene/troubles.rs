//! What the picture and its words say when something goes wrong, and when it has.

use scene::{Frame, Hue, ShapeKind, Target, next_revision_hue, revision_hue};
use sim::{
    ArrivalPattern, Command, DeploymentConfiguration, DeploymentStrategy, Duration, Fault,
    ProcessFaults, Service, ServiceId, TaskId, TaskStatus, TrafficShape,
};
use words::{Language, headline};

use super::player::Player;
use super::worlds::{MAP, deploy_image, opening_with_worker};
use crate::played::Played;
use crate::support::accept;

fn player(timeline: sim::Timeline) -> Player {
    let service = timeline.world().services().next();
    let service: ServiceId = service.expect("the script makes a service").id;
    let mut player = Player::new(timeline, service, MAP.0, MAP.1);
    player.rest();
    player
}

fn opening() -> Player {
    let mut player = player(playground::opening().timeline);
    player.play(60, 60.0);
    player
}

fn service(player: &Player) -> &Service {
    let service = player.timeline.world().service(player.service);
    service.expect("the player follows a service")
}

fn says(player: &Player, language: Language) -> (String, String) {
    headline(language, player.timeline.world(), service(player))
}

fn texts(frame: &Frame) -> Vec<&str> {
    let texts = frame.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Text(text) => Some(text.content.as_str()),
        _ => None,
    });
    texts.collect()
}

fn in_picture(player: &Player, wanted: &str) -> bool {
    let frame = player.frame();
    texts(&frame).iter().any(|text| text.contains(wanted))
}

fn in_strip(player: &Player, wanted: &str) -> bool {
    let frame = player.strip(1_100.0, 143.0).frame();
    texts(&frame).iter().any(|text| text.contains(wanted))
}

/// The first task of the service that runs.
fn running(player: &Player) -> TaskId {
    let tasks = player.timeline.world().tasks();
    let mut own = tasks.filter(|task| task.service() == Some(player.service));
    own.find(|task| task.last_status == TaskStatus::Running)
        .expect("a task of it runs")
        .id
}

/// Plays until the headline says this, second by second.
fn until_it_says(player: &mut Player, seconds: u64, wanted: &str) -> (String, String) {
    let mut said = Vec::new();
    for _ in 0..seconds {
        player.play(1, 1.0);
        let now = says(player, Language::English);
        if format!("{} {}", now.0, now.1).contains(wanted) {
            player.rest();
            return now;
        }
        said.push(now);
    }
    panic!("it never says {wanted}: {said:#?}");
}

#[test]
fn a_pause_says_first_what_to_do_and_on_which_day_it_ends() {
    let player = player(Played::until("canary_with_pause", "5m10s").into_timeline());
    let (_, english) = says(&player, Language::English);
    assert!(
        english.starts_with("Call ContinueServiceDeployment to go on"),
        "{english}"
    );
    assert!(english.contains(" tomorrow, then "), "{english}");
    let (_, korean) = says(&player, Language::Korean);
    assert!(korean.starts_with("ContinueServiceDeployment"), "{korean}");
    assert!(korean.contains("내일 "), "{korean}");
}

#[test]
fn a_deployment_that_cannot_move_says_first_what_would_move_it() {
    let player = player(Played::until("stuck", "5m").into_timeline());
    let (_, sentence) = says(&player, Language::English);
    assert!(
        sentence.starts_with("Stuck until minimumHealthyPercent or maximumPercent changes"),
        "{sentence}"
    );
}

#[test]
fn a_rollback_is_told_while_it_goes_on_and_after_it() {
    let mut player = player(Played::until("misconception_18_rolled_back", "2m10s").into_timeline());
    let (title, sentence) = until_it_says(&mut player, 240, "Rolling back");
    assert_eq!(title, "Rolling back from web:2 to web:1");
    assert!(
        sentence.starts_with("web:2 failed: its circuit breaker tripped"),
        "{sentence}"
    );
    assert!(says(&player, Language::Korean).0.contains("롤백"));
    let (title, sentence) = until_it_says(&mut player, 240, "was rolled back");
    assert_eq!(title, "web was rolled back to web:1");
    assert!(sentence.contains("(3 of 3 failures)"), "{sentence}");
    let (title, sentence) = says(&player, Language::Korean);
    assert!(title.contains("web:1로 롤백되었습니다"), "{title}");
    assert!(sentence.contains("배포 회로 차단기"), "{sentence}");
}

#[test]
fn a_circuit_breaker_that_tripped_keeps_the_count_that_tripped_it() {
    let played = Played::whole("bad_image");
    let breaker = played.service().service_deployment().circuit_breaker;
    assert_eq!((breaker.failure_count, breaker.threshold), (3, 3));
}

#[test]
fn the_strip_marks_a_rollback_and_what_led_to_it() {
    let player = player(Played::until("bad_image", "5m").into_timeline());
    assert!(
        in_strip(&player, "Rollback to web:1 · circuit breaker"),
        "{:?}",
        texts(&player.strip(1_100.0, 143.0).frame())
    );
    let frame = player.strip(1_100.0, 143.0).frame();
    let deployed = texts(&frame);
    let count = deployed
        .iter()
        .filter(|text| **text == "Deploy web:1")
        .count();
    assert_eq!(
        count, 1,
        "only the first is a deployment of a person: {deployed:?}"
    );
}

#[test]
fn the_tray_shows_every_stopped_task_that_fits_and_counts_the_others() {
    let missing = player(Played::until("bad_image", "5m").into_timeline());
    let frame = missing.frame();
    let count = texts(&frame)
        .iter()
        .filter(|text| **text == "image not pulled")
        .count();
    assert_eq!(count, 3, "{:?}", texts(&frame));
    let mut many = opening();
    deploy_image(&mut many, "playground/web:1.1");
    many.play(150, 60.0);
    many.rest();
    let world = many.timeline.world();
    let stopped = world
        .tasks()
        .filter(|task| task.last_status == TaskStatus::Stopped)
        .count();
    let listed = many
        .scene
        .targets()
        .iter()
        .filter(|(target, _)| match target {
            Target::Task(task) => world.task(*task).unwrap().last_status == TaskStatus::Stopped,
            _ => false,
        });
    assert_eq!(listed.count(), stopped, "the list has all of them");
    let shown = texts(&many.frame())
        .iter()
        .filter(|text| **text == "exit 0")
        .count();
    assert!(shown >= 6 && shown < stopped, "{shown} of {stopped}");
    assert!(in_picture(&many, &format!("+{}", stopped - shown)));
}

#[test]
fn a_stopped_task_says_what_ended_it() {
    let mut killed = opening();
    let task = running(&killed);
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 137,
    };
    accept(&mut killed.timeline, kill);
    killed.play(30, 10.0);
    killed.rest();
    assert!(in_picture(&killed, "killed") && !in_picture(&killed, "SIGKILL"));

    let mut stubborn = opening();
    let task = running(&stubborn);
    let faults = ProcessFaults {
        ignores_sigterm: true,
        ..ProcessFaults::default()
    };
    let fault = Fault::Process {
        task,
        container: 0,
        faults,
    };
    accept(&mut stubborn.timeline, Command::Fault(fault));
    deploy_image(&mut stubborn, "playground/web:1.1");
    stubborn.play(180, 60.0);
    stubborn.rest();
    assert!(
        in_picture(&stubborn, "SIGKILL after 30 s"),
        "{:?}",
        texts(&stubborn.frame())
    );

    let mut lost = opening();
    let task = running(&lost);
    let instance = lost.timeline.world().task(task).unwrap().instance.unwrap();
    accept(&mut lost.timeline, Command::TerminateInstance { instance });
    lost.play(5, 1.0);
    lost.rest();
    assert!(in_picture(&lost, "host gone"));
}

#[test]
fn a_task_that_fails_its_checks_is_told_before_it_is_replaced_and_after() {
    let mut player = opening();
    let task = running(&player);
    let id = player.timeline.world().task(task).unwrap().short_id();
    let faults = ProcessFaults {
        health_fails: true,
        ..ProcessFaults::default()
    };
    let fault = Fault::Process {
        task,
        container: 0,
        faults,
    };
    accept(&mut player.timeline, Command::Fault(fault));
    let (title, _) = until_it_says(
        &mut player,
        60,
        &format!("{id} fails its health checks (1 of 2 in a row)"),
    );
    assert_eq!(title, "web is steady");
    assert!(in_picture(&player, "1/2 failed"));
    let (title, sentence) = until_it_says(&mut player, 60, "Replacing");
    assert_eq!(title, "Replacing an unhealthy task of web");
    assert!(
        !sentence.contains(&format!("Waiting for {id} to pass")),
        "{sentence}"
    );
    for _ in 0..60 {
        player.play(2, 1.0);
        let (title, sentence) = says(&player, Language::English);
        assert!(!title.starts_with("Scaling"), "{title}");
        assert!(
            !sentence.contains(&format!("Waiting for {id} to pass")),
            "{sentence}"
        );
    }
    player.rest();
    assert!(in_picture(&player, "unhealthy"));
}

#[test]
fn a_task_that_ended_or_was_lost_is_replaced_and_not_an_addition() {
    let mut killed = opening();
    let task = running(&killed);
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 137,
    };
    accept(&mut killed.timeline, kill);
    let (title, sentence) = until_it_says(&mut killed, 20, "Replacing");
    assert_eq!(title, "Replacing a failed task of web");
    assert!(sentence.contains("ended (killed)"), "{sentence}");

    let mut lost = opening();
    let instance = lost
        .timeline
        .world()
        .task(running(&lost))
        .unwrap()
        .instance
        .unwrap();
    accept(&mut lost.timeline, Command::TerminateInstance { instance });
    let (title, sentence) = until_it_says(&mut lost, 20, "Replacing");
    assert_eq!(title, "Replacing a lost task of web");
    assert!(sentence.contains("was lost (host gone)"), "{sentence}");

    let mut more = opening();
    let mut update = sim::UpdateService::of(more.service);
    update.desired_count = Some(10);
    accept(&mut more.timeline, Command::UpdateService(Box::new(update)));
    let (title, _) = until_it_says(&mut more, 20, "Scaling");
    assert_eq!(title, "Scaling web out to 10 tasks");
}

#[test]
fn the_bounds_of_deployments_are_those_of_the_strategy_in_force() {
    let percents = DeploymentConfiguration {
        minimum_healthy_percent: 75,
        maximum_percent: 150,
        ..DeploymentConfiguration::default()
    };
    let whole_sets = DeploymentConfiguration {
        strategy: DeploymentStrategy::BlueGreen,
        ..percents.clone()
    };
    let of = |configuration: &DeploymentConfiguration| {
        let bounds = configuration.deployment_bounds(8);
        (bounds.lower, bounds.upper)
    };
    assert_eq!((of(&percents), of(&whole_sets)), ((6, 12), (8, 16)));
    let player = player(Played::until("canary_with_pause", "12m").into_timeline());
    assert!(in_strip(&player, "blue and green · 4"));
    assert!(!in_strip(&player, "maximumPercent"));
}

#[test]
fn the_strip_says_that_stopping_tasks_are_not_counted() {
    let mut player = opening();
    deploy_image(&mut player, "playground/web:1.1");
    player.play(40, 10.0);
    assert!(
        in_strip(&player, "stopping, not counted"),
        "{:?}",
        texts(&player.strip(1_100.0, 143.0).frame())
    );
}

#[test]
fn two_bounds_of_one_height_share_a_label() {
    let mut player = opening();
    let mut update = sim::UpdateService::of(player.service);
    update.minimum_healthy_percent = Some(100);
    update.maximum_percent = Some(100);
    accept(
        &mut player.timeline,
        Command::UpdateService(Box::new(update)),
    );
    player.play(2, 1.0);
    assert!(in_strip(&player, "maximumPercent 100% · 8"));
}

#[test]
fn clients_show_the_rate_that_the_pattern_has_now() {
    let mut player = opening();
    let load_balancer = player.timeline.world().load_balancers().next().unwrap().id;
    let pattern = ArrivalPattern::Spike {
        to: 100_000,
        after: Duration::from_secs(5),
        lasting: Duration::from_secs(20),
    };
    let shape = TrafficShape {
        pattern,
        ..TrafficShape::default()
    };
    accept(
        &mut player.timeline,
        Command::ShapeTraffic {
            load_balancer,
            shape,
        },
    );
    player.play(2, 1.0);
    assert!(in_picture(&player, "42"));
    player.play(10, 1.0);
    assert!(in_picture(&player, "100k"), "{:?}", texts(&player.frame()));
    assert!(in_strip(&player, "k/s"));
    player.speak(Language::Korean);
    player.rest();
    assert!(in_picture(&player, "10만"));
    player.play(20, 10.0);
    assert!(in_picture(&player, "42"));
}

#[test]
fn a_rate_follows_its_pattern() {
    let second = Duration::from_secs(1);
    let ramp = ArrivalPattern::Ramp {
        to: 110,
        over: second.times(10),
    };
    let at = |pattern: ArrivalPattern, seconds: u64| pattern.rate_after(10, second.times(seconds));
    assert_eq!(
        [0, 5, 10, 99].map(|seconds| at(ramp, seconds)),
        [10, 60, 110, 110]
    );
    let spike = ArrivalPattern::Spike {
        to: 7,
        after: second.times(2),
        lasting: second.times(3),
    };
    assert_eq!(
        [1, 2, 4, 5].map(|seconds| at(spike, seconds)),
        [10, 7, 7, 10]
    );
    assert_eq!(at(ArrivalPattern::Steady, 4), 10);
    assert_eq!(at(ArrivalPattern::Daily, 20 * 3_600), 10);
}

#[test]
fn a_phone_shows_the_ids_of_tasks_where_there_is_room() {
    let mut player = player(Played::until("canary_with_pause", "12m").into_timeline());
    player.resize(390.0, 360.0);
    let world = player.timeline.world();
    let mut ids = world
        .tasks()
        .filter(|task| task.last_status == TaskStatus::Running);
    assert!(ids.all(|task| in_picture(&player, &task.short_id())));
    assert!(in_picture(&player, ":2"), "and their revisions");
}

#[test]
fn a_target_group_on_its_way_is_not_all_green_on_a_phone() {
    let mut player = opening_with_worker();
    player.resize(390.0, 420.0);
    let color = |player: &Player| {
        let frame = player.frame();
        let found = frame.shapes.iter().find_map(|shape| match &shape.kind {
            ShapeKind::Text(text) if text.content.ends_with(" ok") => {
                Some((text.content.clone(), text.color))
            }
            _ => None,
        });
        found.unwrap()
    };
    assert_eq!(color(&player), ("8 / 8 ok".to_owned(), scene::Color::Ok));
    deploy_image(&mut player, "playground/web:1.1");
    let mut mixed = 0;
    for _ in 0..40 {
        player.play(1, 1.0);
        let (text, color) = color(&player);
        let (healthy, all) = text.trim_end_matches(" ok").split_once(" / ").unwrap();
        assert_eq!(color == scene::Color::Ok, healthy == all, "{text}");
        mixed += usize::from(healthy != all);
    }
    assert!(mixed > 5);
}

#[test]
fn a_revision_keeps_its_colour_and_differs_from_those_beside_it() {
    let hues = |player: &Player| [1, 2, 3].map(|revision| revision_hue(service(player), revision));
    let returned = player(Played::whole("bad_image").into_timeline());
    assert_eq!(hues(&returned)[..2], [Hue::Blue, Hue::Amber]);
    let mut player = opening();
    assert_eq!(next_revision_hue(service(&player)), Hue::Amber);
    deploy_image(&mut player, "playground/web:1.1");
    assert_eq!(hues(&player), [Hue::Blue, Hue::Amber, Hue::Past]);
    deploy_image(&mut player, "playground/web:1.2");
    assert_eq!(hues(&player), [Hue::Blue, Hue::Amber, Hue::Teal]);
}

#[test]
fn a_task_that_gives_its_interface_back_has_a_line_in_the_legend() {
    let player = opening();
    let frame = player.frame();
    for (state, _) in scene::legend(Language::English) {
        let found = texts(&frame);
        let count = found.iter().filter(|text| **text == state).count();
        // The tray has its name as well.
        let wanted = if state == "STOPPED" { 2 } else { 1 };
        assert_eq!(count, wanted, "{state}: {found:?}");
    }
    let lines = scene::legend(Language::English);
    assert!(lines.iter().any(|(name, _)| *name == "DEPROVISIONING"));
}
