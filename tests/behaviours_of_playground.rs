//! What the playground does for its person, one sentence a test.

use sim::{Duration, LaunchType, ServiceStatus, TaskDefinition};

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
