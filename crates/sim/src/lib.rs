//! The core of ECS Playground: Amazon ECS as a deterministic state machine.
