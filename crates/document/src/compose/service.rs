//! One service as a container: what each of its keys becomes, or why it does not carry over.

use std::ops::Range;
use std::rc::Rc;

use sim::{ContainerDefinition, CpuArchitecture, IpcMode, LinuxParameters, NetworkMode, PidMode};

use super::dependencies::{self, Wait};
use super::reader::Reader;
use super::yaml::{Node, shown};
use super::{container, health, linux, networking, ports, resources, volumes};

/// A service that is becoming a container, and what it asks of the whole task.
#[derive(Default)]
pub(super) struct Service {
    /// Its name in the compose file.
    pub(super) name: String,
    pub(super) name_span: Range<usize>,
    /// Its place among the containers.
    pub(super) place: usize,
    pub(super) container: ContainerDefinition,
    /// Another name under which others may look for it.
    pub(super) alias: Option<String>,
    /// The services that it waits for.
    pub(super) waits: Vec<Wait>,
    pub(super) network_mode: Option<NetworkMode>,
    pub(super) pid_mode: Option<PidMode>,
    pub(super) ipc_mode: Option<IpcMode>,
    pub(super) architecture: Option<CpuArchitecture>,
    /// What its containers mount.
    pub(super) mounts: Vec<volumes::Mount>,
    /// Memory and swap together, in MiB.
    pub(super) memory_and_swap_mib: Option<u32>,
}

impl Service {
    /// Remembers that a field of the container comes from the place that is being read.
    pub(super) fn origin(&self, field: &str, span: &Range<usize>, reader: &mut Reader) {
        let place = self.place;
        reader.origin(format!("containerDefinitions[{place}].{field}"), span);
    }

    pub(super) fn linux(&mut self) -> &mut LinuxParameters {
        self.container.linux_parameters.get_or_insert_default()
    }
}

/// What becomes of a key.
enum Fate {
    /// It is read into the container.
    Read(fn(&mut Service, &Rc<Node>, &mut Reader)),
    /// It has no counterpart, and the reason is told.
    NotCarried(&'static str),
    /// It means nothing where the service runs.
    Nothing,
}

use Fate::{NotCarried, Nothing, Read};

const BUILT_HERE: &str = "Amazon ECS builds no images: build and push it first.";
const OF_THE_MACHINE: &str = "A container definition has no such setting of the machine.";
const OF_THE_SERVICE: &str =
    "This belongs to the service that runs the task, not to the task definition.";
const NO_FILES: &str = "Amazon ECS has no files from beside a compose file: keep them in AWS Secrets Manager or in the image.";

/// Every key of a service.
const KEYS: &[(&str, Fate)] = &[
    ("annotations", NotCarried("Amazon ECS has no annotations.")),
    ("attach", Nothing),
    ("blkio_config", NotCarried(OF_THE_MACHINE)),
    ("build", Read(container::read_build)),
    ("cap_add", Read(linux::read_capabilities_added)),
    ("cap_drop", Read(linux::read_capabilities_dropped)),
    ("cgroup", NotCarried(OF_THE_MACHINE)),
    ("cgroup_parent", NotCarried(OF_THE_MACHINE)),
    ("command", Read(container::read_command)),
    ("configs", NotCarried(NO_FILES)),
    ("container_name", Read(networking::read_container_name)),
    ("cpu_count", NotCarried(OF_THE_MACHINE)),
    ("cpu_percent", NotCarried(OF_THE_MACHINE)),
    ("cpu_period", NotCarried(OF_THE_MACHINE)),
    (
        "cpu_quota",
        NotCarried("A container definition has shares of CPU, not a quota: write `cpus`."),
    ),
    ("cpu_rt_period", NotCarried(OF_THE_MACHINE)),
    ("cpu_rt_runtime", NotCarried(OF_THE_MACHINE)),
    ("cpu_shares", Read(resources::read_cpu_shares)),
    ("cpus", Read(resources::read_cpus)),
    ("cpuset", NotCarried(OF_THE_MACHINE)),
    ("credential_spec", NotCarried(NO_FILES)),
    ("depends_on", Read(dependencies::read)),
    ("deploy", Read(resources::read_deploy)),
    ("develop", Nothing),
    ("device_cgroup_rules", NotCarried(OF_THE_MACHINE)),
    ("devices", Read(linux::read_devices)),
    ("dns", Read(networking::read_dns)),
    (
        "dns_opt",
        NotCarried(
            "A container definition has name servers and search domains, and no other options.",
        ),
    ),
    ("dns_search", Read(networking::read_dns_search)),
    (
        "domainname",
        NotCarried("A container definition has a host name, and no domain name."),
    ),
    ("driver_opts", NotCarried(OF_THE_MACHINE)),
    ("entrypoint", Read(container::read_entrypoint)),
    (
        "env_file",
        NotCarried(
            "Amazon ECS reads environment files from Amazon S3: put it there and name it in `environmentFiles`.",
        ),
    ),
    ("environment", Read(container::read_environment)),
    (
        "expose",
        NotCarried("Containers that link to each other reach every port of each other."),
    ),
    (
        "external_links",
        NotCarried("A link names a container of the same task."),
    ),
    ("extra_hosts", Read(networking::read_extra_hosts)),
    ("gpus", Read(resources::read_gpus)),
    ("group_add", NotCarried(OF_THE_MACHINE)),
    ("healthcheck", Read(health::read)),
    ("hostname", Read(networking::read_hostname)),
    ("image", Read(container::read_image)),
    ("init", Read(linux::read_init)),
    ("ipc", Read(networking::read_ipc)),
    ("isolation", NotCarried(OF_THE_MACHINE)),
    ("label_file", NotCarried(NO_FILES)),
    ("labels", Read(container::read_labels)),
    ("links", Read(networking::read_links)),
    ("logging", Read(container::read_logging)),
    ("mac_address", NotCarried(OF_THE_MACHINE)),
    ("mem_limit", Read(resources::read_memory_limit)),
    ("mem_reservation", Read(resources::read_memory_reservation)),
    ("mem_swappiness", Read(linux::read_swappiness)),
    ("memswap_limit", Read(resources::read_memory_and_swap)),
    ("models", NotCarried("Amazon ECS runs no models.")),
    ("network_mode", Read(networking::read_network_mode)),
    (
        "networks",
        NotCarried("All containers of a task are in one network."),
    ),
    ("oom_kill_disable", NotCarried(OF_THE_MACHINE)),
    ("oom_score_adj", NotCarried(OF_THE_MACHINE)),
    ("pid", Read(networking::read_pid)),
    ("pids_limit", NotCarried(OF_THE_MACHINE)),
    ("platform", Read(networking::read_platform)),
    ("ports", Read(ports::read)),
    (
        "post_start",
        NotCarried("A container definition has no hooks."),
    ),
    (
        "pre_stop",
        NotCarried("A container definition has no hooks."),
    ),
    ("privileged", Read(linux::read_privileged)),
    ("profiles", Nothing),
    ("provider", NotCarried("Amazon ECS has no providers.")),
    (
        "pull_policy",
        NotCarried("The agent of the instance decides when to pull."),
    ),
    ("read_only", Read(linux::read_read_only)),
    ("restart", Read(container::read_restart)),
    ("runtime", NotCarried(OF_THE_MACHINE)),
    ("scale", NotCarried(OF_THE_SERVICE)),
    ("secrets", NotCarried(NO_FILES)),
    ("security_opt", Read(linux::read_security_options)),
    ("shm_size", Read(linux::read_shared_memory)),
    ("stdin_open", Read(container::read_stdin_open)),
    ("stop_grace_period", Read(container::read_stop_grace_period)),
    ("stop_signal", Read(container::read_stop_signal)),
    ("storage_opt", NotCarried(OF_THE_MACHINE)),
    ("sysctls", Read(linux::read_sysctls)),
    ("tmpfs", Read(linux::read_tmpfs)),
    ("tty", Read(container::read_tty)),
    ("ulimits", Read(linux::read_ulimits)),
    ("use_api_socket", NotCarried(OF_THE_MACHINE)),
    ("user", Read(container::read_user)),
    ("userns_mode", NotCarried(OF_THE_MACHINE)),
    ("uts", NotCarried(OF_THE_MACHINE)),
    ("volumes", Read(volumes::read)),
    ("volumes_from", Read(volumes::read_volumes_from)),
    ("working_dir", Read(container::read_working_directory)),
];

/// Why what a service says about how many of it run, and where, does not carry over.
pub(super) const ABOUT_THE_SERVICE: &str = OF_THE_SERVICE;
/// Why what a build says does not carry over.
pub(super) const ABOUT_BUILDING: &str = BUILT_HERE;

/// Reads a service, which stands at the place that is being read.
pub(super) fn read(
    name: &str,
    name_span: &Range<usize>,
    place: usize,
    node: &Rc<Node>,
    reader: &mut Reader,
) -> Service {
    let mut service = Service {
        name: name.to_owned(),
        name_span: name_span.clone(),
        place,
        ..Service::default()
    };
    reader.origin(format!("containerDefinitions[{place}]"), name_span);
    service.container.name = container_name(name);
    if service.container.name != name {
        let reason = format!(
            "Container names are letters, digits, hyphens and underscores: it is named `{}`.",
            shown(&service.container.name)
        );
        reader.not_carried_at(name_span.clone(), reason);
    }
    reader.entries(node, |reader, key, key_span, node| {
        read_key(&mut service, key, key_span, node, reader);
    });
    container::finish(&mut service, node, reader);
    resources::finish(&mut service, reader);
    service
}

fn read_key(
    service: &mut Service,
    key: &str,
    key_span: &Range<usize>,
    node: &Rc<Node>,
    reader: &mut Reader,
) {
    if node.is_null() || key.starts_with("x-") {
        return;
    }
    let fate = KEYS.iter().find(|(known, _)| *known == key);
    match fate.map(|(_, fate)| fate) {
        Some(Read(read)) => read(service, node, reader),
        Some(NotCarried(reason)) => reader.not_carried(node, *reason),
        Some(Nothing) => {}
        None if key == "extends" || reader.is_full() => {}
        None => {
            let names = KEYS.iter().map(|(known, _)| *known);
            let hint = crate::suggestion::nearest(key, names)
                .map(|meant| format!(" Did you mean `{meant}`?"))
                .unwrap_or_default();
            let key = shown(key);
            reader.problem_at(key_span.clone(), format!("A service has no `{key}`.{hint}"));
        }
    }
}

/// The name of a service as a container may have it.
pub(super) fn container_name(name: &str) -> String {
    let allowed = |letter: char| {
        if letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-') {
            letter
        } else {
            '-'
        }
    };
    name.chars().map(allowed).collect()
}
