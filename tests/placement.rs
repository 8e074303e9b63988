//! Placement: tables worked out by hand, and what holds in every world.

mod changes;
mod closest;
mod constraints;
mod resources;
mod strategies;
mod worlds;
mod yard;
