//! Tests of ECS Playground (a simulator of Amazon ECS), as one binary.
mod task_definition;
mod task_definition_container_rules;
mod task_definition_defaults;
mod task_definition_files;
mod task_definition_forms;
mod task_definition_network_rules;
mod task_definition_rules;
mod task_definition_syntax;

mod support;
mod transcripts;
mod determinism;
mod swarm;
