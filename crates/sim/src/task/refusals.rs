//! Why a registry does not give an image, in AWS's words.

use alloc::format;
use alloc::string::{String, ToString};

use crate::account::INSTANCE_ROLE;
use crate::task_definition::is_private_ecr_image;
use crate::{
    CpuArchitecture, Image, LaunchType, Permission, PullOutcome, Rule, StartError, Task, World,
};

/// Why an image is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NotFound,
    RateLimited,
    Unreachable,
    WrongPlatform,
    /// The instance may not sign in to Amazon ECR.
    NotPermitted,
}

impl Refusal {
    pub(super) const fn rule(self) -> Rule {
        match self {
            Self::NotFound | Self::RateLimited => Rule::PullRefused,
            Self::Unreachable => Rule::UnreachableRegistry,
            Self::WrongPlatform => Rule::ImagePlatform,
            Self::NotPermitted => Rule::EcrPermission,
        }
    }
}

impl World {
    /// Why the registry would not give this image to this task now.
    pub(super) fn pull_refusal(&self, task: &Task, name: &str, image: &Image) -> Option<Refusal> {
        let wrong = |built_for: CpuArchitecture| built_for != self.architecture(task);
        match image.pull {
            PullOutcome::Unreachable => return Some(Refusal::Unreachable),
            PullOutcome::RateLimited => return Some(Refusal::RateLimited),
            PullOutcome::Succeeds | PullOutcome::NotFound => {}
        }
        let is_signed_in = task.launch_type == LaunchType::Fargate
            || !is_private_ecr_image(name)
            || self
                .account
                .allows(Some(INSTANCE_ROLE), Permission::PullImages);
        match image.pull {
            _ if !is_signed_in => Some(Refusal::NotPermitted),
            PullOutcome::NotFound => Some(Refusal::NotFound),
            _ if image.architecture.is_some_and(wrong) => Some(Refusal::WrongPlatform),
            _ => None,
        }
    }

    /// The processor that a task runs on.
    fn architecture(&self, task: &Task) -> CpuArchitecture {
        let platform = task.definition.definition.runtime_platform;
        match task.instance {
            Some(instance) => self.instances[&instance].instance_type.cpu_architecture,
            None => platform
                .and_then(|platform| platform.cpu_architecture)
                .unwrap_or(CpuArchitecture::X86_64),
        }
    }

    /// AWS's words for a refusal.
    pub(super) fn refusal_text(
        &self,
        task: &Task,
        name: &str,
        refusal: Refusal,
    ) -> (StartError, String) {
        let reference = full_reference(name);
        let detail = match refusal {
            Refusal::NotFound => format!(
                "pull image manifest has been retried 1 time(s): failed to resolve ref {reference}: {reference}: not found"
            ),
            Refusal::RateLimited => "ERROR: toomanyrequests: Too Many Requests.".to_string(),
            Refusal::Unreachable => {
                let url = manifest_url(&reference);
                format!(
                    "pull image manifest has been retried 5 time(s): failed to resolve ref {reference}: failed to do request: Head \"{url}\": dial tcp 203.0.113.10:443: i/o timeout"
                )
            }
            Refusal::WrongPlatform => {
                let processor = match self.architecture(task) {
                    CpuArchitecture::X86_64 => "amd64",
                    CpuArchitecture::Arm64 => "arm64",
                };
                format!(
                    "image Manifest does not contain descriptor matching platform 'linux/{processor}'"
                )
            }
            Refusal::NotPermitted => {
                let instance = task.instance.map(|instance| instance.ec2().to_string());
                let session = instance.unwrap_or_default();
                let text = self.denied(
                    Some(INSTANCE_ROLE),
                    &session,
                    "ecr:GetAuthorizationToken",
                    "*",
                );
                return (StartError::CannotPullEcrContainer, text);
            }
        };
        (StartError::CannotPullContainer, detail)
    }
}

/// Where a registry client asks for the manifest of an image.
fn manifest_url(reference: &str) -> String {
    let (host, path) = reference.split_once('/').unwrap_or(("", reference));
    let host = match host {
        "docker.io" => "registry-1.docker.io",
        host => host,
    };
    let (repository, tag) = path.rsplit_once(':').unwrap_or((path, "latest"));
    format!("https://{host}/v2/{repository}/manifests/{tag}")
}

/// The reference that a registry client makes of a short image name.
fn full_reference(name: &str) -> String {
    let tagged = match name.rsplit('/').next() {
        Some(last) if last.contains(':') => String::from(name),
        _ => format!("{name}:latest"),
    };
    match tagged.split_once('/') {
        Some((host, _)) if host.contains('.') || host.contains(':') => tagged,
        Some(_) => format!("docker.io/{tagged}"),
        None => format!("docker.io/library/{tagged}"),
    }
}
