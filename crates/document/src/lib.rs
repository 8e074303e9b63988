//! Amazon ECS documents as text: JSON with positions, decoded into the types of the core.
