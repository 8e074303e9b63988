//! What the panels beside the picture say.

mod assumption;
mod deployment;
mod editor;
mod fault;
mod fault_menu;
mod field;
mod form;
mod inspector;
mod ledger;
mod menu;
mod placement;
mod revision;
mod run;
mod state;
mod task_set;
mod traffic;

pub use assumption::AssumptionText;
pub use deployment::DeploymentText;
pub use editor::EditorText;
pub use fault::FaultText;
pub use fault_menu::FaultMenuText;
pub use field::FieldText;
pub use form::FormText;
pub use inspector::InspectorText;
pub use ledger::LedgerText;
pub use menu::MenuText;
pub use placement::{ClusterText, PlacementText};
pub use revision::RevisionText;
pub use run::{FailureText, RunText};
pub use state::{StateText, StopText};
pub use task_set::TaskSetText;
pub use traffic::TrafficText;

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
                self.text(language).into_owned()
            }

            fn text(&self, language: $crate::Language) -> std::borrow::Cow<'static, str> {
                match language {
                    $crate::Language::English => match self {
                        $(Self::$variant $({ $($field),+ })? => $crate::panel::text!($english $($($field)+)?),)+
                    },
                    $crate::Language::Korean => match self {
                        $(Self::$variant $({ $($field),+ })? => $crate::panel::text!($korean $($($field)+)?),)+
                    },
                }
            }
        }
    };
}

/// A sentence that is always the same is not built anew.
macro_rules! text {
    ($sentence:literal) => {
        std::borrow::Cow::Borrowed($sentence)
    };
    ($sentence:literal $($field:ident)+) => {
        std::borrow::Cow::Owned(format!($sentence))
    };
}

pub(crate) use {messages, text};
