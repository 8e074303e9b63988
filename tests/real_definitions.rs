//! Task definitions of real projects, where their folder is present: each valid one pastes, deploys and comes to run.

use std::path::PathBuf;

use sim::{Duration, EventKind, ServiceMessage};

fn folder() -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "..",
        "..",
        "shared",
        "task-definitions",
    ]
    .iter()
    .collect()
}

/// The names of the files that can be registered: those of the index less the ones that our reading refuses.
fn valid_files() -> Vec<String> {
    let Ok(index) = std::fs::read_to_string(folder().join("index.tsv")) else {
        println!("the folder of real task definitions is not here: nothing to read");
        return vec![];
    };
    index
        .lines()
        .filter(|line| line.ends_with("\tyes"))
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_valid_file_deploys_and_its_service_becomes_steady_or_says_why_not() {
    let mut deployed_count = 0;
    for file in valid_files() {
        let text = std::fs::read_to_string(folder().join(&file))
            .expect("the index names files that exist");
        let Some(definition) = document::read_task_definition(&text).definition else {
            continue; // Listed with its reason in the test of the readings.
        };
        let mut opening = playground::opening();
        let service = playground::deploy(&mut opening.timeline, opening.service, definition)
            .unwrap_or_else(|rejection| panic!("{file}: {rejection}"));
        let until = opening.timeline.now() + Duration::from_secs(1_800);
        while opening.timeline.now() < until {
            opening.timeline.step_forward(until);
            sim::check_invariants(opening.timeline.world());
        }
        let world = opening.timeline.world();
        let state = world.service(service).expect("it was created");
        let unplaceable = state
            .events
            .iter()
            .any(|event| matches!(event.message, ServiceMessage::Unplaceable(_)));
        let outlook = world.outlook(state);
        assert!(
            state.steady_since.is_some() || unplaceable,
            "{file} is steady after half an hour, or its service says why not: {outlook:?}"
        );
        deployed_count += 1;
    }
    assert!(
        deployed_count > 30 || valid_files().is_empty(),
        "most valid files were read"
    );
}

#[test]
fn deploying_the_same_file_again_is_a_rolling_update_of_the_same_service() {
    for file in valid_files().iter().take(6) {
        let text =
            std::fs::read_to_string(folder().join(file)).expect("the index names files that exist");
        let Some(definition) = document::read_task_definition(&text).definition else {
            continue;
        };
        let mut opening = playground::opening();
        let first = playground::deploy(&mut opening.timeline, opening.service, definition.clone())
            .expect("it is valid");
        let until = opening.timeline.now() + Duration::from_secs(1_800);
        opening.timeline.seek(until);
        let second = playground::deploy(&mut opening.timeline, first, definition)
            .expect("it is valid again");
        assert_eq!(
            first, second,
            "{file}: the service takes its own definition"
        );
        let began = opening
            .timeline
            .events_since(sim::EventSequence(0))
            .iter()
            .filter(|event| matches!(event.kind, EventKind::DeploymentChanged { service, .. } if service == second))
            .count();
        assert!(began >= 2, "{file}: a deployment began");
    }
}
