//! The scenarios that can be played and the misconceptions that they clear up, each in a headline and a sentence.

mod misconception;
mod scenario;

pub use misconception::MisconceptionText;
pub use scenario::ScenarioText;

/// Makes an enum of stories, each with a headline and a sentence and one match per language: a story that misses a
/// language does not compile.
macro_rules! stories {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($variant:ident {
                $headline:literal $korean_headline:literal;
                $sentence:literal $korean_sentence:literal;
            })+
        }
        #[doc = $headline_doc:literal]
        $headline_name:ident;
        #[doc = $sentence_doc:literal]
        $sentence_name:ident;
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = $headline]
                $variant,
            )+
        }

        impl $name {
            /// All of them, in the order of the specification.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[doc = $headline_doc]
            pub const fn $headline_name(self, language: $crate::Language) -> &'static str {
                match language {
                    $crate::Language::English => match self {
                        $(Self::$variant => $headline,)+
                    },
                    $crate::Language::Korean => match self {
                        $(Self::$variant => $korean_headline,)+
                    },
                }
            }

            #[doc = $sentence_doc]
            pub const fn $sentence_name(self, language: $crate::Language) -> &'static str {
                match language {
                    $crate::Language::English => match self {
                        $(Self::$variant => $sentence,)+
                    },
                    $crate::Language::Korean => match self {
                        $(Self::$variant => $korean_sentence,)+
                    },
                }
            }
        }
    };
}

use stories;
