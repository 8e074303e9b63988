//! Enums of AWS's with the names that their values have on the wire.

/// An enum of AWS's with the names that its values have on the wire.
macro_rules! wire_names {
    (
        $(#[$type_meta:meta])*
        $type:ident {
            $($(#[$meta:meta])* $variant:ident $name:literal,)+
        }
    ) => {
        $(#[$type_meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$meta])* #[doc = concat!("`", $name, "`.")] $variant,)+
        }

        impl $type {
            /// Every value, in AWS's order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Their names on the wire.
            pub const NAMES: &[&'static str] = &[$($name,)+];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }
    };
}
