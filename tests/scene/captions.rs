//! What stands below the tiles of tasks whose containers wait, or ended badly.

use scene::ShapeKind;
use sim::{ContainerCondition, Image, MemoryUse, PullOutcome};
use words::Language;

use super::player::Player;
use crate::behaviours_of_dependencies::{after, alone, checked, container, helper, of};
use crate::support::{Setup, bridge};

/// Whether the picture says this somewhere.
fn says(player: &Player, wanted: &str) -> bool {
    player
        .frame()
        .shapes
        .iter()
        .any(|shape| matches!(&shape.kind, ShapeKind::Text(text) if text.content.contains(wanted)))
}

fn played(setup: Setup, seconds: u64) -> Player {
    let definition = sim::TaskDefinition {
        container_definitions: setup.definition.container_definitions.clone(),
        ..bridge("shop/web:1")
    };
    let setup = Setup {
        definition,
        ..setup
    };
    let stage = setup.on_instances(&["m5.xlarge"]).build();
    let mut player = Player::new(stage.timeline, stage.service, 1_200.0, 800.0);
    player.play(seconds, 10.0);
    player.rest();
    player
}

#[test]
fn a_task_that_waits_for_a_container_names_it_in_both_languages() {
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        checked(helper("db")),
    ];
    let sick = Image {
        health: sim::HealthAnswer::Status(503),
        ..Image::default()
    };
    let mut player = played(alone(parts, vec![("shop/db:1", sick)]), 60);
    assert!(says(&player, "for db"));
    player.speak(Language::Korean);
    player.rest();
    assert!(says(&player, "db"));
    assert!(says(&player, "대기"));
}

#[test]
fn a_task_whose_container_ran_out_of_memory_says_so() {
    let hungry = Image {
        memory: MemoryUse::Grows {
            base_mib: 600,
            mib_per_minute: 0,
        },
        ..Image::default()
    };
    let setup = Setup {
        definition: of(vec![container("app")]),
        ..alone(vec![], vec![("shop/app:1", hungry)])
    };
    assert!(says(&played(setup, 26), "out of memory"));
}

#[test]
fn a_task_whose_image_the_registry_refused_says_so() {
    let limited = Image {
        pull: PullOutcome::RateLimited,
        ..Image::default()
    };
    let setup = Setup {
        definition: of(vec![container("app")]),
        ..alone(vec![], vec![("shop/app:1", limited)])
    };
    assert!(says(&played(setup, 16), "image not pulled"));
}
