//! Tests of ECS Playground (a simulator of Amazon ECS), as one binary.
mod task_definition;
mod task_definition_combinations;
mod task_definition_container_combinations;
mod task_definition_container_rules;
mod task_definition_defaults;
mod task_definition_files;
mod task_definition_forms;
mod task_definition_network_rules;
mod task_definition_rules;
mod task_definition_syntax;

mod behaviours_of_attributes;
mod behaviours_of_load_balancer;
mod behaviours_of_placement;
mod behaviours_of_playground;
mod behaviours_of_service;
mod behaviours_of_task;
mod command_line;
mod determinism;
mod real_definitions;
mod rolling;
mod scene;
mod scripts;
mod support;
mod swarm;
mod switches;
mod transcripts;
