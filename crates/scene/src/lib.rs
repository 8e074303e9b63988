//! The picture of an Amazon ECS world, without a browser.
