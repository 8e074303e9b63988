//! What the playground does for its person, one sentence a test.

use playground::{AnewCommands, NotStaged, scenarios, stage, start_anew};
use sim::{
    Command, Duration, EventSequence, Handlers, InitialTargetNeeds, LaunchType, ServiceStatus,
    Switches, TaskDefinition, TaskStatus, Time,
};

use crate::support::definition;

#[test]
fn the_ready_made_worlds_are_steady_and_under_traffic() {
    for opening in [playground::opening(), playground::fleet(50, 200)] {
        let world = opening.timeline.world();
        sim::check_invariants(world);
        assert!(
            world
                .service(opening.service)
                .expect("it exists")
                .steady_since
                .is_some()
        );
        let totals = &world.load_balancers().next().expect("there is one").totals;
        assert!(totals.answered > 0);
        assert_eq!(totals.failed_count(), 0, "all is well at first");
        let reading = document::read_task_definition(&opening.definition_text());
        assert!(
            reading.problems.is_empty(),
            "the text in the editor can be deployed"
        );
    }
}

#[test]
fn deploying_a_definition_for_other_capacity_puts_a_new_service_in_its_place() {
    let mut opening = playground::opening();
    let fargate = TaskDefinition {
        family: "shop".to_owned(),
        requires_compatibilities: vec![sim::Compatibility::Fargate],
        ..definition("shop/web:1")
    };
    let service =
        playground::deploy(&mut opening.timeline, opening.service, fargate).expect("it is valid");
    assert_ne!(service, opening.service);
    let until = opening.timeline.now() + Duration::from_secs(900);
    opening.timeline.seek(until);
    let world = opening.timeline.world();
    let new = world.service(service).expect("it exists");
    assert_eq!(
        (new.name.as_str(), new.launch_type),
        ("shop", LaunchType::Fargate)
    );
    assert!(new.steady_since.is_some());
    assert_eq!(
        world.service(opening.service).expect("it exists").status,
        ServiceStatus::Inactive
    );
}

#[test]
fn a_refused_deploy_leaves_the_world_as_it_was() {
    let mut opening = playground::opening();
    let before = opening.timeline.world().event_count();
    let broken = TaskDefinition {
        container_definitions: vec![],
        ..definition("shop/web:1")
    };
    let refused = playground::deploy(&mut opening.timeline, opening.service, broken)
        .expect_err("it has no container");
    assert_eq!(refused.message, "Container list cannot be empty.");
    assert_eq!(opening.timeline.world().event_count(), before);
}

/// The opening, in the middle of its first deployment, after a process was killed.
fn busy_opening() -> playground::Opening {
    let mut opening = playground::opening();
    let next = opening.definition.clone();
    playground::deploy(&mut opening.timeline, opening.service, next).expect("it is valid");
    let until = opening.timeline.now() + Duration::from_secs(70);
    opening.timeline.seek(until);
    let world = opening.timeline.world();
    let running = world
        .tasks()
        .find(|task| task.last_status == TaskStatus::Running);
    let command = Command::KillContainer {
        task: running.expect("some run").id,
        container: 0,
        exit_code: 139,
    };
    opening.timeline.submit(command).expect("its process runs");
    let until = opening.timeline.now() + Duration::from_secs(30);
    opening.timeline.seek(until);
    opening
}

#[test]
fn a_world_that_begins_anew_under_the_same_assumptions_has_the_same_history() {
    let opening = busy_opening();
    let switches = opening.timeline.world().start().switches.clone();
    let anew = start_anew(&opening.timeline, opening.service, switches);
    let count = opening.timeline.branch().count();
    assert_eq!(
        anew.commands,
        AnewCommands::Again {
            taken: count,
            refused: 0
        }
    );
    let events = |timeline: &sim::Timeline| timeline.events_since(EventSequence(0)).to_vec();
    assert_eq!(events(&anew.timeline), events(&opening.timeline));
    assert_eq!(anew.timeline.now(), opening.timeline.now());
}

#[test]
fn a_world_that_begins_anew_under_another_assumption_gets_the_same_commands_and_keeps_its_service()
{
    let opening = busy_opening();
    let switches = Switches {
        initial_target_needs: InitialTargetNeeds::HealthyThreshold,
        ..Switches::default()
    };
    let anew = start_anew(&opening.timeline, opening.service, switches.clone());
    let world = anew.timeline.world();
    assert_eq!(world.start().switches, switches);
    assert_eq!(anew.service, opening.service);
    let AnewCommands::Again { taken, refused } = anew.commands else {
        panic!("the commands are possible");
    };
    assert_eq!(taken + refused, opening.timeline.branch().count());
    assert!(taken > refused);
    assert_ne!(
        anew.timeline.events_since(EventSequence(0)),
        opening.timeline.events_since(EventSequence(0)),
        "targets need more checks"
    );
    sim::check_invariants(world);
}

#[test]
fn a_world_whose_service_cannot_be_had_anew_is_the_opening() {
    let empty = sim::Timeline::new(sim::Start::default());
    let service = playground::opening().service;
    let anew = start_anew(&empty, service, Switches::default());
    assert_eq!(anew.commands, AnewCommands::Opening);
    assert!(anew.timeline.world().service(anew.service).is_some());
}

/// Digests of a world at several instants of its life, the last of which is the end of what a page may play without the
/// rest of the core.
fn digests(mut opening: playground::Opening) -> Vec<(u64, String)> {
    let timeline = &mut opening.timeline;
    let mut digests = Vec::new();
    for _ in 0..4 {
        let at = Time::from_millis(
            (timeline.now().as_millis() + playground::OPENING_UNTIL.as_millis()) / 2,
        );
        timeline.advance_to(at, usize::MAX);
        let world = timeline.world();
        let state = format!(
            "{:?}",
            (
                world.tasks().collect::<Vec<_>>(),
                world.services().collect::<Vec<_>>(),
                world.instances().collect::<Vec<_>>(),
                world.target_groups().collect::<Vec<_>>(),
                world.load_balancers().collect::<Vec<_>>(),
            )
        );
        digests.push((world.event_count().0, state));
    }
    timeline.seek(playground::OPENING_UNTIL);
    digests.push((timeline.world().event_count().0, String::new()));
    // The way back replays what was played.
    timeline.seek(Time::from_secs(30));
    digests.push((timeline.world().event_count().0, String::new()));
    digests
}

#[test]
fn the_opening_worlds_live_the_same_with_the_table_of_the_opening_as_with_all_of_the_core() {
    assert_eq!(
        digests(playground::opening_with(Handlers::OPENING)),
        digests(playground::opening_with(Handlers::ALL)),
    );
    assert_eq!(
        digests(playground::fleet_with(Handlers::OPENING, 10, 5)),
        digests(playground::fleet_with(Handlers::ALL, 10, 5)),
    );
}

#[test]
fn a_world_that_gets_the_rest_of_the_core_later_goes_on_as_if_it_had_had_it() {
    let lives = [Handlers::OPENING, Handlers::ALL].map(|handlers| {
        let mut opening = playground::opening_with(handlers);
        opening.timeline.set_handlers(Handlers::ALL);
        let definition = opening.definition.clone();
        playground::deploy(&mut opening.timeline, opening.service, definition).unwrap();
        let until = opening.timeline.now() + Duration::from_secs(300);
        opening.timeline.advance_to(until, usize::MAX);
        opening.timeline.seek(Time::from_secs(60));
        opening.timeline.seek(until);
        let events = opening.timeline.events_since(EventSequence(0));
        format!("{events:?}")
    });
    assert!(lives[0].contains("TaskStatusChanged"));
    assert_eq!(lives[0], lives[1]);
}

#[test]
fn every_story_is_staged_shortly_before_its_first_act() {
    let all = scenarios();
    let scenarios = all.scenarios.iter().map(|row| (row.id, row.script));
    let beliefs = all.misconceptions.iter().map(|row| (row.id, row.script));
    for (id, script) in scenarios.chain(beliefs) {
        let staged = stage(script).unwrap_or_else(|reason| panic!("{id}: {reason}"));
        let world = staged.timeline.world();
        sim::check_invariants(world);
        let service = world.service(staged.service);
        let service = service.unwrap_or_else(|| panic!("{id} shows its service from the first"));
        let known = staged.timeline.known_until();
        assert!(known > world.now(), "{id} has something to play");
        let acts = staged
            .timeline
            .branch()
            .filter(|node| node.at > world.now());
        let mut acts = acts.filter(|node| !matches!(node.command, Command::SetTraffic { .. }));
        let next = acts.next();
        if let Some(next) = next {
            assert!(
                next.at.since(world.now()) <= Duration::from_secs(5)
                    || service.created_at == world.now(),
                "{id}"
            );
        }
    }
}

#[test]
fn what_is_no_script_or_has_no_service_is_not_staged() {
    assert!(matches!(stage("{"), Err(NotStaged::Invalid(_))));
    let empty = r#"{"until": "1m", "calls": [{"at": 0, "call": "CreateCluster", "input": {"clusterName": "demo"}}]}"#;
    assert_eq!(stage(empty).err(), Some(NotStaged::NoService));
}
