//! Every sentence that ECS Playground shows to people about Amazon ECS, in each language.
