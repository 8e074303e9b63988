//! What a service is doing and what it waits for, in two sentences.

use sim::{Service, World};

use crate::Language;

/// The title of the picture, and the sentence under it that says what is happening and what it waits for.
pub fn headline(language: Language, world: &World, service: &Service) -> (String, String) {
    let _ = (language, world.outlook(service));
    (service.name.clone(), String::new())
}
