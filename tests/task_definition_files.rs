//! Real task definitions, kept outside the repository: every one is accepted or refused as it should be.

use std::fs;
use std::path::PathBuf;

use document::{Reading, read_task_definition, write_task_definition};
use sim::{Compatibility, compatibilities, requires_attributes};

/// Rows that the behaviour specification shows to be wrong, and why.
const OVERRULED: &[(&str, bool, &str)] = &[(
    "068.json",
    false,
    "1.7 M: on Fargate, startTimeout is 2 to 120 seconds, and this one has 600",
)];

struct Row {
    file: String,
    is_valid: bool,
    why: String,
    text: String,
}

/// The rows of the index with their files, or none where the folder is absent.
fn rows() -> Vec<Row> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/task-definitions");
    let Ok(index) = fs::read_to_string(folder.join("index.tsv")) else {
        eprintln!("no folder of real task definitions: nothing to try");
        return Vec::new();
    };
    index
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let file = cells[0].to_owned();
            let overruled = OVERRULED.iter().find(|(name, ..)| *name == file);
            Row {
                is_valid: overruled.map_or(cells[7] == "yes", |(_, is_valid, _)| *is_valid),
                why: cells[6].to_owned(),
                text: fs::read_to_string(folder.join(&file)).expect("the index names files"),
                file,
            }
        })
        .collect()
}

fn describe(row: &Row, reading: &Reading) -> String {
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    format!("{} ({})\n  {}", row.file, row.why, problems.join("\n  "))
}

#[test]
fn every_real_definition_is_accepted_or_refused_as_the_index_says() {
    let mut wrong = Vec::new();
    for row in rows() {
        let reading = read_task_definition(&row.text);
        let is_consistent = reading.definition.is_some() == reading.problems.is_empty();
        if reading.problems.is_empty() != row.is_valid || !is_consistent {
            wrong.push(describe(&row, &reading));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_written_definition_reads_as_the_same_value() {
    for row in rows().iter().filter(|row| row.is_valid) {
        let first = read_task_definition(&row.text).definition;
        let definition = first.expect("another test tells why a valid file is refused");
        let written = write_task_definition(&definition);
        let second = read_task_definition(&written);
        assert_eq!(second.problems, [], "{}: {written}", row.file);
        assert_eq!(second.definition, Some(definition), "{}", row.file);
    }
}

/// The strings of the first array of this name in a text, if there is one that is not empty.
fn strings_of<'text>(text: &'text str, name: &str) -> Vec<&'text str> {
    let Some((_, after)) = text.split_once(&format!("\"{name}\": [")) else {
        return Vec::new();
    };
    let inside = after.split(']').next().unwrap_or("");
    inside.split('"').skip(1).step_by(2).collect()
}

#[test]
fn definitions_run_where_aws_said_they_do() {
    for row in rows().iter().filter(|row| row.is_valid) {
        let said = strings_of(&row.text, "compatibilities");
        if said.is_empty() {
            continue;
        }
        let definition = read_task_definition(&row.text).definition;
        let definition = definition.expect("another test tells why a valid file is refused");
        let places: Vec<&str> = compatibilities(&definition)
            .into_iter()
            .map(Compatibility::name)
            .collect();
        for place in ["EC2", "FARGATE"] {
            assert_eq!(
                places.contains(&place),
                said.contains(&place),
                "{}",
                row.file
            );
        }
    }
}

#[test]
fn definitions_require_no_attribute_that_aws_did_not_name() {
    for row in rows().iter().filter(|row| row.is_valid) {
        let said = strings_of(&row.text, "requiresAttributes");
        if said.is_empty() {
            continue;
        }
        let definition = read_task_definition(&row.text).definition;
        let definition = definition.expect("another test tells why a valid file is refused");
        for attribute in requires_attributes(&definition) {
            assert!(
                said.contains(&attribute.as_str()),
                "{}: {attribute}",
                row.file
            );
        }
    }
}
