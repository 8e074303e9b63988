//! What the panels beside the picture say.

mod editor;
mod field;
mod inspector;
mod state;

pub use editor::EditorText;
pub use field::FieldText;
pub use inspector::InspectorText;
pub use state::{StateText, StopText};

/// Makes an enum of messages with one match per language: a sentence that misses a language does not compile.
macro_rules! messages {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($variant:ident $({ $($field:ident: $type:ty),+ })? $english:literal $korean:literal;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = $english]
                $variant $({ $(#[doc = concat!("`", stringify!($field), "` in the sentence.")] $field: $type),+ })?,
            )+
        }

        impl $name {
            /// The message in a language.
            pub fn say(&self, language: $crate::Language) -> String {
                match language {
                    $crate::Language::English => match self {
                        $(Self::$variant $({ $($field),+ })? => format!($english),)+
                    },
                    $crate::Language::Korean => match self {
                        $(Self::$variant $({ $($field),+ })? => format!($korean),)+
                    },
                }
            }
        }
    };
}

pub(crate) use messages;
