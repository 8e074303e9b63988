//! What a container may ask of the Linux kernel.

use alloc::string::String;
use alloc::vec::Vec;

/// `linuxParameters` of a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinuxParameters {
    /// Capabilities added to and dropped from Docker's own.
    pub capabilities: Option<KernelCapabilities>,
    /// Devices of the instance that the container sees.
    pub devices: Vec<Device>,
    /// Whether PID 1 forwards signals and reaps processes; absent is false.
    pub init_process_enabled: Option<bool>,
    /// Size of `/dev/shm` in MiB.
    pub shared_memory_size_mib: Option<u32>,
    /// File systems in memory.
    pub tmpfs: Vec<Tmpfs>,
    /// Swap that it may use, in MiB.
    pub max_swap_mib: Option<u32>,
    /// How readily it swaps: 0 to 100.
    pub swappiness: Option<u32>,
}

/// `capabilities`, named as the kernel does, without `CAP_`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KernelCapabilities {
    /// Added to Docker's own.
    pub add: Vec<String>,
    /// Dropped from Docker's own.
    pub drop: Vec<String>,
}

/// One of `devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Its path on the instance.
    pub host_path: String,
    /// Its path in the container; absent is the same.
    pub container_path: Option<String>,
    /// What the container may do with it; empty is all.
    pub permissions: Vec<DeviceCgroupPermission>,
}

wire_names! {
    /// One of a device's `permissions`.
    DeviceCgroupPermission {
        /// Read from it.
        Read "read",
        /// Write to it.
        Write "write",
        /// Create its node.
        Mknod "mknod",
    }
}

/// One of `tmpfs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tmpfs {
    /// Where it is mounted.
    pub container_path: String,
    /// Its largest size in MiB.
    pub size_mib: u32,
    /// Options of the mount.
    pub mount_options: Vec<String>,
}

/// One of `ulimits`; -1 means unlimited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ulimit {
    /// What is limited.
    pub name: UlimitName,
    /// The limit in force.
    pub soft_limit: i64,
    /// The limit to which the container may raise it.
    pub hard_limit: i64,
}

wire_names! {
    /// `name` of a ulimit, as in Linux.
    UlimitName {
        Core "core",
        Cpu "cpu",
        Data "data",
        Fsize "fsize",
        Locks "locks",
        Memlock "memlock",
        Msgqueue "msgqueue",
        Nice "nice",
        Nofile "nofile",
        Nproc "nproc",
        Rss "rss",
        Rtprio "rtprio",
        Rttime "rttime",
        Sigpending "sigpending",
        Stack "stack",
    }
}

/// One of `systemControls`: a kernel parameter of the container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemControl {
    /// Its name, such as `net.core.somaxconn`.
    pub namespace: Option<String>,
    /// Its value.
    pub value: Option<String>,
}
