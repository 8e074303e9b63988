//! The family, the containers, and how they are named.

use alloc::format;
use alloc::string::String;

use super::super::{ContainerDefinition, TaskDefinition};
use super::names::Names;
use super::report::Report;
use super::text::{has_placeholder, is_name, shown};
use crate::Rule;

const CONTAINERS_MAX: usize = 10;
const IMAGE_LENGTH_MAX: usize = 255;
const TAGS_MAX: usize = 50;
const TAG_KEY_LENGTH_MAX: usize = 128;
const TAG_VALUE_LENGTH_MAX: usize = 256;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    check_family(definition, report);
    check_container_count(definition, report);
    report.each_container(definition, |container, report| {
        check_name(container, report);
        check_image(container, report);
    });
    check_names_are_unique(definition, report);
    check_essential(definition, report);
    check_tags(definition, report);
}

fn check_family(definition: &TaskDefinition, report: &mut Report) {
    let family = definition.family.as_str();
    if family.is_empty() {
        let message = "Family should not be null or empty.";
        report.refuse("family", Rule::DefinitionNeedsFamily, message);
    } else if !is_name(family) {
        let message = bad_name("Family", family, "my-task");
        report.refuse("family", Rule::FamilyName, message);
    }
}

fn bad_name(field: &str, name: &str, example: &str) -> String {
    let hint = if has_placeholder(name) {
        format!("is a placeholder: write a name, such as {example}.")
    } else {
        String::from("is not 1 to 255 letters, digits, hyphens and underscores.")
    };
    bad_characters(field, name, &hint)
}

/// AWS's sentence, and after it what is wrong.
fn bad_characters(field: &str, text: &str, hint: &str) -> String {
    let text = shown(text);
    format!("{field} contains invalid characters. `{text}` {hint}")
}

fn check_container_count(definition: &TaskDefinition, report: &mut Report) {
    let count = definition.container_definitions.len();
    if count == 0 {
        let message = "Container list cannot be empty.";
        report.refuse(
            "containerDefinitions",
            Rule::DefinitionNeedsContainers,
            message,
        );
    } else if count > CONTAINERS_MAX {
        let message = format!("Too many containers in the task definition (max {CONTAINERS_MAX}).");
        report.refuse("containerDefinitions", Rule::ContainersMax, message);
    }
}

fn check_name(container: &ContainerDefinition, report: &mut Report) {
    let name = container.name.as_str();
    if name.is_empty() {
        let message = "Container.name should not be null or empty.";
        report.refuse("name", Rule::ContainerNeedsName, message);
    } else if !is_name(name) {
        let message = bad_name("Container.name", name, "web");
        report.refuse("name", Rule::ContainerName, message);
    }
}

fn check_image(container: &ContainerDefinition, report: &mut Report) {
    let image = container.image.as_str();
    if image.is_empty() {
        let message = "Container.image should not be null or empty.";
        report.refuse("image", Rule::ContainerNeedsImage, message);
    } else if let Some(message) = image_problem(image) {
        report.refuse("image", Rule::ImageReference, message);
    }
}

/// Why this is not `name`, `name:tag` or `name@sha256:digest`, with or without a registry before it.
fn image_problem(image: &str) -> Option<String> {
    let is_image_byte = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'/' | b'#')
    };
    let (name, digest) = match image.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (image, None),
    };
    let hint = if !name.bytes().all(is_image_byte) {
        if has_placeholder(name) {
            "is a placeholder: write an image, such as nginx:1.27."
        } else {
            "is not letters, digits and - _ . / : # only."
        }
    } else if name.len() > IMAGE_LENGTH_MAX {
        let length = name.len();
        return Some(format!(
            "An image name is at most {IMAGE_LENGTH_MAX} characters, this one has {length}."
        ));
    } else if name.is_empty()
        || name.starts_with([':', '/', '.', '-'])
        || name.ends_with([':', '/'])
    {
        "is not registry/name:tag, such as nginx:1.27."
    } else if !digest.is_none_or(is_sha256) {
        "has no sha256: and 64 hexadecimal digits after its `@`."
    } else {
        return None;
    };
    Some(bad_characters("Container.image", image, hint))
}

fn is_sha256(digest: &str) -> bool {
    digest
        .strip_prefix("sha256:")
        .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn check_names_are_unique(definition: &TaskDefinition, report: &mut Report) {
    let mut names = Names::default();
    report.each_container(definition, |container, report| {
        let name = container.name.as_str();
        if !name.is_empty() && !names.take(name) {
            let message = "Container names must be unique within a Task Definition.";
            report.refuse("name", Rule::ContainerNameOnce, message);
        }
    });
}

fn check_essential(definition: &TaskDefinition, report: &mut Report) {
    let containers = &definition.container_definitions;
    if !containers.is_empty() && !containers.iter().any(ContainerDefinition::is_essential) {
        let message = "Task definition does not have any essential container.";
        report.refuse("containerDefinitions", Rule::EssentialContainer, message);
    }
}

fn check_tags(definition: &TaskDefinition, report: &mut Report) {
    let count = definition.tags.len();
    if count > TAGS_MAX {
        let message = format!("A task definition has at most {TAGS_MAX} tags, this one {count}.");
        report.refuse("tags", Rule::Tags, message);
    }
    let mut keys = Names::default();
    report.each("tags", &definition.tags, |tag, report| {
        let key = shown(&tag.key);
        let key_length = tag.key.chars().count();
        if !(1..=TAG_KEY_LENGTH_MAX).contains(&key_length) {
            let message = format!("A tag's key has 1 to {TAG_KEY_LENGTH_MAX} characters.");
            report.refuse("key", Rule::Tags, message);
        } else if !keys.take(&tag.key) {
            let message = format!("More than one tag has the key `{key}`: keys are unique.");
            report.refuse("key", Rule::Tags, message);
        }
        if tag.value.chars().count() > TAG_VALUE_LENGTH_MAX {
            let message = format!("A tag's value has at most {TAG_VALUE_LENGTH_MAX} characters.");
            report.refuse("value", Rule::Tags, message);
        }
        for (field, text) in [("key", &tag.key), ("value", &tag.value)] {
            if !text.chars().all(is_tag_letter) {
                let message = "A tag has letters, digits, spaces and _ . : / = + - @ only.";
                report.refuse(field, Rule::Tags, message);
            }
        }
    });
}

fn is_tag_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == ' ' || "_.:/=+-@".contains(letter)
}
