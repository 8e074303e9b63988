//! Typed ids, derived from lineage (parent, purpose, ordinal), so that an edit never renames what it does not touch.

use core::fmt;

/// Why one thing gives birth to another: the middle part of a lineage.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Cluster = 1,
    Instance,
    Service,
    Deployment,
    Task,
    TargetGroup,
    LoadBalancer,
    Message,
    Ec2Resource,
    TaskGroup,
    Listener,
    ListenerRule,
    ServiceDeployment,
    Container,
    Attachment,
    Notification,
}

/// Mixes 128 bits so that near inputs give far outputs (two rounds of a 64-bit finaliser on each half).
pub(crate) const fn mix(value: u128) -> u128 {
    let low = mix64(value as u64 ^ 0x9e37_79b9_7f4a_7c15);
    let high = mix64((value >> 64) as u64 ^ low);
    let low = mix64(low ^ high.rotate_left(29));
    ((high as u128) << 64) | low as u128
}

/// The finaliser of SplitMix64: a bijection in which every input bit reaches every output bit.
pub(crate) const fn mix64(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The hash of a child: of its parent, what it is for, and which one of those it is.
pub(crate) const fn derive(parent: u128, purpose: Purpose, ordinal: u64) -> u128 {
    mix(mix(parent ^ ((purpose as u128) << 120)) ^ ordinal as u128)
}

/// The hash of a child that has a name instead of an ordinal.
pub(crate) fn derive_named(parent: u128, purpose: Purpose, name: &str) -> u128 {
    name.bytes()
        .fold(derive(parent, purpose, name.len() as u64), |hash, byte| {
            mix(hash ^ u128::from(byte))
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub(crate) u128);

            impl $name {
                /// An id that nothing has: what a name stands for that nothing bears.
                pub const UNKNOWN: Self = Self(0);

                /// The 128 bits behind the id, for keys of the caller's own.
                pub const fn bits(self) -> u128 {
                    self.0
                }
            }

            /// 32 lower-case hexadecimal digits.
            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(formatter, "{:032x}", self.0)
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(formatter, "{}({self})", stringify!($name))
                }
            }
        )*
    };
}

ids! {
    /// A cluster, by its name.
    ClusterId
    /// A container instance: its cluster and which one in it.
    InstanceId
    /// A service: its cluster, its name, and which of that name.
    ServiceId
    /// A task: its deployment, or its cluster and group, and which one of it.
    TaskId
    /// A target group, by its name.
    TargetGroupId
    /// A load balancer, by its name.
    LoadBalancerId
    /// A listener: its load balancer and which one of it.
    ListenerId
    /// A rule of a listener: its listener and which one of it.
    ListenerRuleId
}

impl TaskId {
    /// The first characters of the id, as pictures show it.
    pub const SHORT_LENGTH: usize = 4;
}

/// The EC2 id of a container instance: `i-0` and 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ec2InstanceId(u64);

impl InstanceId {
    /// The id of the virtual machine beneath.
    pub const fn ec2(self) -> Ec2InstanceId {
        Ec2InstanceId((self.0 >> 64) as u64)
    }
}

impl fmt::Display for Ec2InstanceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "i-0{:016x}", self.0)
    }
}

/// A deployment: `ecs-svc/` and 19 digits. It is also the `startedBy` of its tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeploymentId(u64);

impl DeploymentId {
    /// An id that nothing has.
    pub const UNKNOWN: Self = Self(0);

    /// The `ordinal`th deployment of a service.
    pub(crate) const fn of(service: ServiceId, ordinal: u64) -> Self {
        let hash = derive(service.0, Purpose::Deployment, ordinal) as u64;
        Self(1_000_000_000_000_000_000 + hash % 9_000_000_000_000_000_000)
    }

    /// The number behind `ecs-svc/`.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for DeploymentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ecs-svc/{}", self.0)
    }
}

/// A service revision, by the number of the deployment that first deployed it: 19 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceRevisionId(u64);

impl ServiceRevisionId {
    /// The revision that a deployment makes.
    pub(crate) const fn of(deployment: DeploymentId) -> Self {
        Self(deployment.0)
    }
}

impl fmt::Display for ServiceRevisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// A service deployment: 21 letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceDeploymentId(u128);

impl ServiceDeploymentId {
    /// An id that nothing has.
    pub const UNKNOWN: Self = Self(0);

    /// The one that the `ordinal`th deployment of a service begins.
    pub(crate) const fn of(service: ServiceId, ordinal: u64) -> Self {
        Self(derive(service.0, Purpose::ServiceDeployment, ordinal))
    }
}

impl fmt::Display for ServiceDeploymentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let mut rest = self.0;
        for _ in 0..21 {
            let digit = DIGITS[(rest % 62) as usize];
            write!(formatter, "{}", digit as char)?;
            rest /= 62;
        }
        Ok(())
    }
}

/// An Availability Zone of the world's Region, by its place: 0 is the one that ends in `a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(pub u8);

impl Zone {
    /// The letter that the zone's name ends in; `?` beyond `z`.
    pub const fn letter(self) -> char {
        if self.0 < 26 {
            (b'a' + self.0) as char
        } else {
            '?'
        }
    }
}

/// Which command, counted from 0 in the order of a world's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommandSequence(pub u64);

/// Which event, counted from 0 in the order of a world's history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventSequence(pub u64);
