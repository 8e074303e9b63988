//! The images that the playground brings along: each shows one thing.

use alloc::vec::Vec;

use super::{EntryPoint, HealthAnswer, Image, MemoryUse, OnSigterm, OwnExit, PullOutcome};
use crate::timings::Span;
use crate::{CpuArchitecture, Duration};

/// The images that the playground brings along, by name.
pub fn ready_made() -> Vec<(&'static str, Image)> {
    let ordinary = Image::default();
    [
        ("playground/web:1.0", ordinary.clone()),
        (
            "playground/web:1.1",
            Image {
                size_mib: 96,
                ..ordinary.clone()
            },
        ),
        (
            "playground/slow-boot:1.0",
            Image {
                size_mib: 420,
                boot: Duration::from_secs(90),
                ..ordinary.clone()
            },
        ),
        (
            "playground/slow-requests:1.0",
            Image {
                request: Span::secs(8, 20),
                ..ordinary.clone()
            },
        ),
        (
            "playground/ignores-sigterm:1.0",
            Image {
                on_sigterm: OnSigterm::Ignores,
                ..ordinary.clone()
            },
        ),
        (
            "playground/failing-health:1.0",
            Image {
                health: HealthAnswer::Status(503),
                ..ordinary.clone()
            },
        ),
        ("playground/crash:1.0", ends(8, 1)),
        ("playground/segfault:1.0", ends(20, 139)),
        ("playground/crash-in-6-minutes:1.0", ends(360, 1)),
        ("playground/migrate:1.0", ends(12, 0)),
        ("playground/migrate-fails:1.0", ends(5, 1)),
        (
            "playground/memory-leak:1.0",
            Image {
                memory: MemoryUse::Grows {
                    base_mib: 80,
                    mib_per_minute: 120,
                },
                ..ordinary.clone()
            },
        ),
        (
            "playground/shell-entrypoint:1.0",
            Image {
                entry_point: EntryPoint::Shell,
                ..ordinary.clone()
            },
        ),
        (
            "playground/calls-aws:1.0",
            Image {
                calls_aws: true,
                ..ordinary.clone()
            },
        ),
        (
            "playground/arm64-only:1.0",
            Image {
                architecture: Some(CpuArchitecture::Arm64),
                ..ordinary
            },
        ),
        ("playground/missing:1.0", refused(PullOutcome::NotFound)),
        (
            "playground/rate-limited:1.0",
            refused(PullOutcome::RateLimited),
        ),
        (
            "playground/unreachable:1.0",
            refused(PullOutcome::Unreachable),
        ),
    ]
    .into()
}

fn ends(seconds: u64, code: u8) -> Image {
    Image {
        exit: OwnExit::After {
            running: Duration::from_secs(seconds),
            code,
        },
        ..Image::default()
    }
}

fn refused(pull: PullOutcome) -> Image {
    Image {
        pull,
        ..Image::default()
    }
}
