//! The picture of a world: what it shows, that it holds together, and that it depends on nothing but the world.

mod captions;
mod headlines;
mod holds_together;
mod light;
mod motion;
mod palette;
mod player;
mod same;
mod shared;
mod snapshot;
mod states;
mod troubles;
mod worlds;
