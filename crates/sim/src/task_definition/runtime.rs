//! The surroundings of a whole task: operating system, processor, disk, and what it shares with others.

use alloc::string::String;

/// `runtimePlatform`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuntimePlatform {
    /// The processor; absent is `X86_64`.
    pub cpu_architecture: Option<CpuArchitecture>,
    /// The operating system; absent is `LINUX`.
    pub operating_system_family: Option<OsFamily>,
}

wire_names! {
    /// `cpuArchitecture`.
    CpuArchitecture {
        X86_64 "X86_64",
        Arm64 "ARM64",
    }
}

wire_names! {
    /// `operatingSystemFamily`.
    OsFamily {
        WindowsServer2019Full "WINDOWS_SERVER_2019_FULL",
        WindowsServer2019Core "WINDOWS_SERVER_2019_CORE",
        WindowsServer2016Full "WINDOWS_SERVER_2016_FULL",
        WindowsServer2004Core "WINDOWS_SERVER_2004_CORE",
        WindowsServer2022Core "WINDOWS_SERVER_2022_CORE",
        WindowsServer2022Full "WINDOWS_SERVER_2022_FULL",
        WindowsServer2025Core "WINDOWS_SERVER_2025_CORE",
        WindowsServer2025Full "WINDOWS_SERVER_2025_FULL",
        WindowsServer20H2Core "WINDOWS_SERVER_20H2_CORE",
        Linux "LINUX",
    }
}

wire_names! {
    /// `pidMode`.
    PidMode {
        /// Containers see the processes of the instance.
        Host "host",
        /// Containers see the processes of their task.
        Task "task",
    }
}

wire_names! {
    /// `ipcMode`.
    IpcMode {
        /// Shared with the instance.
        Host "host",
        /// Shared within the task.
        Task "task",
        /// Private to each container.
        None "none",
    }
}

/// `ephemeralStorage` of a task on Fargate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EphemeralStorage {
    /// 21 to 200 GiB.
    pub size_gib: u32,
}

/// `trustedExecutionConfiguration` (Managed Instances).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedExecutionConfiguration {
    /// How far the task is kept from other tasks.
    pub isolation_mode: IsolationMode,
    /// Which containers may run, signed.
    pub attestation_policy: Option<String>,
}

wire_names! {
    /// `isolationMode`.
    IsolationMode {
        Shared "SHARED",
        IsolatedSandbox "ISOLATED_SANDBOX",
        ConfidentialSandbox "CONFIDENTIAL_SANDBOX",
    }
}

impl OsFamily {
    /// Whether it is any Windows.
    pub const fn is_windows(self) -> bool {
        !matches!(self, Self::Linux)
    }
}
