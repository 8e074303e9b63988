//! Tests of ECS Playground (a simulator of Amazon ECS), as one binary.
mod task_definition_files;
