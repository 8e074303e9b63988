//! Texts that nobody meant to write: no reader panics, hangs or tells too much, whatever the bytes.
//!
//! A few thousand texts are tried each time. By hand, `READINGS=10000000 cargo test -p tests -- no_text_breaks --nocapture`
//! tries as many as it says, from a seed in `SEED`, and prints how long the slowest took.

use std::time::{Duration, Instant};

use document::{read_compose_bytes, read_task_definition_bytes, write_task_definition};

use crate::task_definition::{FARGATE, INSTANCES};

const READINGS: u64 = 3_000;
const PROBLEMS_MAX: usize = 100;
const NOTES_MAX: usize = 1_000;
/// Bytes of a text that mutations make, at most.
const LENGTH_MAX: usize = 16_384;

const COMPOSE: &str = r#"name: shop
x-common: &common
  restart: unless-stopped
  logging: { driver: json-file, options: { max-size: 10m } }
services:
  web:
    <<: *common
    build: .
    image: "nginx:${TAG:-1.27}"
    ports: ["8080:80", "127.0.0.1:53:53/udp", { target: 90, published: "81-82", protocol: tcp }]
    environment: [A=1, B]
    depends_on: { db: { condition: service_healthy } }
    extends: { service: base }
    deploy: { replicas: 2, resources: { limits: { cpus: "0.5", memory: 512M } } }
    healthcheck: { test: [CMD-SHELL, "curl -f 'http://localhost/'"], interval: 1m30s, retries: 3 }
    volumes: ["data:/data:ro", /srv:/srv, { type: tmpfs, target: /t, tmpfs: { size: 1g } }]
  base: { image: base, ulimits: { nofile: { soft: 1, hard: 2 } } }
  tool: { image: tool, profiles: [debug] }
  db:
    image: postgres
    healthcheck: { test: pg_isready, interval: 10s }
    command: >
      postgres -c 'max_connections=100'
    tmpfs: /run:size=64m
    sysctls: { net.core.somaxconn: 1024 }
volumes: { data: { driver: local } }
"#;

/// Pieces that mean something to a reader.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\t",
    " ",
    "- ",
    "? ",
    "| ",
    ">-\n",
    "---\n",
    "...\n",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "!reset ",
    "#",
    "//",
    "/*",
    "${",
    "${A:-",
    "$$",
    "}}",
    "{{",
    "null",
    "true",
    "~",
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x7f",
    ".5",
    "\u{0}",
    "\u{feff}",
    "\u{2028}",
    "한",
    "\u{1f600}",
    "\\ud83d",
    "\\u0000",
    "services:\n",
    "image: ",
    "ports:\n",
    "\"containerDefinitions\": [",
    "\"family\": ",
    "%YAML 1.2\n",
    "1-65535:1-65535",
];

/// Xorshift: the same texts from the same seed, everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).expect("a length is a u64");
        usize::try_from(self.next() % bound).expect("it is less than a length")
    }
}

/// Changes a text a little, in ways in which texts break.
fn mutate(text: &mut Vec<u8>, chance: &mut Chance) {
    let place = chance.below(text.len() + 1);
    let end = (place + chance.below(40)).min(text.len());
    match chance.below(8) {
        0 => {
            text.drain(place..end);
        }
        1 => {
            let piece = text[place..end].to_vec();
            let other = chance.below(text.len() + 1);
            text.splice(other..other, piece);
        }
        2 => {
            if let Some(byte) = text.get_mut(place) {
                *byte = u8::try_from(chance.below(256)).expect("it is a byte");
            }
        }
        3 => text.truncate(place),
        4 => {
            let piece = PIECES[chance.below(PIECES.len())].repeat(1 + chance.below(200));
            text.splice(place..place, piece.into_bytes());
        }
        _ => {
            let piece = PIECES[chance.below(PIECES.len())];
            text.splice(place..end.min(place + 1), piece.bytes());
        }
    }
    text.truncate(LENGTH_MAX);
}

/// Reads bytes in every way, and looks whether what comes out is sound.
fn read(bytes: &[u8]) {
    if let Ok(text) = str::from_utf8(bytes) {
        let script = document::read_script(text);
        assert_eq!(script.script.is_some(), script.problems.is_empty());
        document::kind_of(text);
        document::looks_like_compose(text);
    }
    let reading = read_task_definition_bytes(bytes);
    assert_eq!(reading.definition.is_some(), reading.problems.is_empty());
    assert!(reading.problems.len() <= PROBLEMS_MAX && reading.not_simulated.len() <= NOTES_MAX);
    for problem in &reading.problems {
        assert!(problem.span.start <= problem.span.end && problem.line > 0 && problem.column > 0);
        assert!(problem.text.len() < 4_096, "{}", problem.text);
    }
    if let Some(definition) = &reading.definition {
        let again = read_task_definition_bytes(write_task_definition(definition).as_bytes());
        assert_eq!(
            again.definition.as_ref(),
            Some(definition),
            "what is written reads the same"
        );
        assert_eq!(document::differences(definition, definition), []);
    }
    let reading = read_compose_bytes(bytes);
    assert_eq!(reading.definition.is_some(), reading.problems.is_empty());
    assert!(reading.problems.len() <= PROBLEMS_MAX && reading.not_carried.len() <= NOTES_MAX);
    for problem in &reading.problems {
        assert!(problem.span.start <= bytes.len() && problem.line > 0 && problem.column > 0);
        assert!(problem.text.len() < 4_096, "{}", problem.text);
    }
    if let Some(definition) = &reading.definition {
        let again = read_task_definition_bytes(write_task_definition(definition).as_bytes());
        assert_eq!(
            again.definition.as_ref(),
            Some(definition),
            "what compose becomes can be registered"
        );
    }
}

fn number(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).unwrap_or_default();
    text.parse().unwrap_or(default)
}

#[test]
fn no_text_breaks_a_reader() {
    let seeds = [FARGATE, INSTANCES, COMPOSE];
    let mut chance = Chance(number("SEED", 0x5eed_5eed_5eed_5eed));
    let mut slowest = (Duration::ZERO, Vec::new());
    let count = number("READINGS", READINGS);
    for _ in 0..count {
        let mut text = seeds[chance.below(seeds.len())].as_bytes().to_vec();
        for _ in 0..1 + chance.below(6) {
            mutate(&mut text, &mut chance);
        }
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(|| read(&text));
        assert!(
            outcome.is_ok(),
            "this text: {:?}",
            String::from_utf8_lossy(&text)
        );
        if start.elapsed() > slowest.0 {
            slowest = (start.elapsed(), text);
        }
    }
    println!(
        "{count} texts; the slowest took {:?} with {} bytes",
        slowest.0,
        slowest.1.len()
    );
}

#[test]
fn whole_seeds_are_read() {
    assert!(
        read_task_definition_bytes(FARGATE.as_bytes())
            .definition
            .is_some()
    );
    assert!(
        read_task_definition_bytes(INSTANCES.as_bytes())
            .definition
            .is_some()
    );
    assert!(read_compose_bytes(COMPOSE.as_bytes()).definition.is_some());
}

#[test]
fn deep_long_and_large_texts_end() {
    for piece in [
        "[", "{\"a\":", "- ", "? ", "a: &a ", "[*a,", "{", "\"", "'", "|\n", "<<: ", "\t", "${A:-",
        "\\", "#\n", "---\n", "!a ",
    ] {
        for count in [1_000, 60_000] {
            read(piece.repeat(count).as_bytes());
        }
    }
    let keys: String = (0..60_000).map(|key| format!("k{key}: {key}\n")).collect();
    read(
        format!(
            "services:\n{}",
            keys.replace("\nk", "\n k").replacen('k', " k", 1)
        )
        .as_bytes(),
    );
    read(keys.as_bytes());
    let service = |key: &str, line: &str, count: usize| {
        let lines: String = (0..count)
            .map(|number| format!("      - {}\n", line.replace('N', &number.to_string())))
            .collect();
        format!("services:\n  a:\n    image: x\n    {key}:\n{lines}")
    };
    read(service("volumes", "/N", 50_000).as_bytes());
    read(service("ports", "1-99:1-99", 50_000).as_bytes());
    read(service("environment", "A=$A${B}", 40_000).as_bytes());
    read(service("depends_on", "a", 50_000).as_bytes());
    read(format!("a: {}", "$A".repeat(400_000)).as_bytes());
    let anchors: String = (0..40_000)
        .map(|number| format!("- &a{number} x\n"))
        .collect();
    read(format!("{anchors}{}", "- *a0\n".repeat(40_000)).as_bytes());
    let left_out: String = (0..20_000)
        .map(|number| format!("  s{number}: {{ profiles: [p] }}\n"))
        .collect();
    read(format!("services:\n{left_out}").as_bytes());
    let long = "x".repeat(1_000_000);
    read(format!("a: &a {long}\nservices: {{ w: {{ image: *a, command: [*a, *a, *a, *a, *a, *a, *a, *a] }} }}").as_bytes());
    read(format!("{{\"family\": \"{long}\"}}").as_bytes());
    read(format!("{{\"containerDefinitions\": [{}1]}}", "1, ".repeat(300_000)).as_bytes());
}

#[test]
fn bytes_that_are_not_text_are_told_with_their_place() {
    let told = |bytes: &[u8]| read_task_definition_bytes(bytes).problems[0].to_string();
    assert_eq!(
        told(b"{\n  \"family\": \"caf\xe9\"}"),
        "line 2, column 17: The byte 0xe9 here is not UTF-8: save the text as UTF-8."
    );
    assert_eq!(
        told(b"\xff\xfe{\0}\0"),
        "line 1, column 1: This text is UTF-16: save it as UTF-8."
    );
    assert_eq!(read_compose_bytes(b"a: \xc3(").problems.len(), 1);
}
