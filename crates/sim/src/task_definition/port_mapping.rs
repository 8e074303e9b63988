//! Ports that a container listens on.

use alloc::string::String;

/// One of `portMappings`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortMapping {
    /// The port inside the container; 0 where `container_port_range` stands instead.
    pub container_port: u16,
    /// The port on the instance; 0 or absent in bridge mode means a dynamic one.
    pub host_port: Option<u16>,
    /// `tcp` unless said otherwise.
    pub protocol: TransportProtocol,
    /// How Service Connect names it.
    pub name: Option<String>,
    /// What is spoken on it, for Service Connect.
    pub app_protocol: Option<ApplicationProtocol>,
    /// Many ports at once, instead of `container_port`.
    pub container_port_range: Option<PortRange>,
}

/// `protocol` of a port mapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransportProtocol {
    /// `tcp`.
    #[default]
    Tcp,
    /// `udp`.
    Udp,
}

impl TransportProtocol {
    /// Every value, in AWS's order.
    pub const ALL: &[Self] = &[Self::Tcp, Self::Udp];

    /// Their names on the wire.
    pub const NAMES: &[&'static str] = &["tcp", "udp"];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

wire_names! {
    /// `appProtocol` of a port mapping.
    ApplicationProtocol {
        Http "http",
        Http2 "http2",
        Grpc "grpc",
    }
}

/// `containerPortRange`: both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PortRange {
    /// The lowest port.
    pub first: u16,
    /// The highest port.
    pub last: u16,
}

impl PortRange {
    /// Reads AWS's form, `first-last`.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once('-')?;
        // A number of Rust may have a sign, a port may not.
        let port = |text: &str| {
            let digits = text.trim();
            let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| digits.parse().ok()).flatten()
        };
        Some(Self {
            first: port(first)?,
            last: port(last)?,
        })
    }

    /// How many ports it holds; 0 if its ends are the wrong way round.
    pub const fn port_count(self) -> u32 {
        (self.last as u32 + 1).saturating_sub(self.first as u32)
    }
}
