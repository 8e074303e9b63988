//! What an instance lacks, in a sentence with the numbers.

use sim::{Explanation, FailedPart, Lack};
use words::Language;
use words::panel::PlacementText;

/// Everything that it lacks.
pub(super) fn sentences(
    explanation: &Explanation,
    lacks: &[Lack],
    failed: &[FailedPart],
    language: Language,
) -> String {
    let texts: Vec<String> = lacks
        .iter()
        .flat_map(|lack| texts(explanation, *lack, failed, language))
        .map(|text| text.say(language))
        .collect();
    texts.join("; ")
}

fn texts(
    explanation: &Explanation,
    lack: Lack,
    failed: &[FailedPart],
    language: Language,
) -> Vec<PlacementText> {
    let text = match lack {
        Lack::NotActive => PlacementText::NotActive,
        Lack::AgentDisconnected => PlacementText::Agent,
        Lack::Attribute(index) => {
            let attribute = explanation.attributes.get(index);
            let name = attribute.map(|attribute| attribute.name.clone());
            PlacementText::Attribute {
                name: name.unwrap_or_default(),
            }
        }
        Lack::Zone => PlacementText::Zone,
        Lack::Cpu { needed, remaining } => PlacementText::Cpu { needed, remaining },
        Lack::Memory { needed, remaining } => PlacementText::Memory { needed, remaining },
        Lack::Port { port, holder } => PlacementText::Port {
            port: port.port,
            holder: holder.map_or_else(
                || PlacementText::TheAgent.say(language),
                |task| task.to_string().chars().take(4).collect(),
            ),
        },
        Lack::StaticPorts { needed, remaining } | Lack::DynamicPorts { needed, remaining } => {
            PlacementText::Ports { needed, remaining }
        }
        Lack::Eni { total } => PlacementText::Eni { total },
        Lack::Gpus { needed, remaining } => PlacementText::Gpu { needed, remaining },
        Lack::DistinctInstance => PlacementText::DistinctInstance,
        Lack::MemberOf(constraint) => {
            let parts: Vec<PlacementText> = failed
                .iter()
                .filter(|part| part.constraint == constraint)
                .map(|part| PlacementText::MemberOf {
                    text: part.text.clone(),
                    seen: part
                        .seen
                        .clone()
                        .unwrap_or_else(|| PlacementText::Nothing.say(language)),
                })
                .collect();
            return if parts.is_empty() {
                vec![PlacementText::MemberOfWhole]
            } else {
                parts
            };
        }
    };
    vec![text]
}
