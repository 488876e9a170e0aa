//! Marks as W3C Web Annotations (JSON-LD, w3.org/TR/annotation-model). What the vocabulary has no words for, who says the
//! passage and which question it answers, stands under names of our own, which other programs pass by.

use serde_json::{Value, json};

use super::{Collection, Excerpt};

/// All marks as one JSON-LD text.
///
/// # Errors
/// None: all that is written has a form in JSON.
pub fn annotations(collections: &[Collection]) -> serde_json::Result<String> {
    let items: Vec<Value> = collections
        .iter()
        .flat_map(|from| from.excerpts.iter().map(move |excerpt| annotation(from, excerpt)))
        .collect();
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "wenda": "urn:wenda:" }],
        "type": "AnnotationPage",
        "items": items,
    });
    serde_json::to_string_pretty(&page)
}

fn annotation(from: &Collection, excerpt: &Excerpt) -> Value {
    let bookmark = &excerpt.bookmark;
    let anchor = &bookmark.anchor;
    let note = bookmark.whole_note();
    let comment = (!note.is_empty())
        .then(|| json!({ "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": note }));
    let tags = bookmark.tags.iter().map(|tag| json!({ "type": "TextualBody", "purpose": "tagging", "value": tag }));
    let asked = anchor.asked.as_ref();
    let mut annotation = json!({
        "id": format!("urn:uuid:{}", bookmark.id),
        "type": "Annotation",
        "motivation": if comment.is_some() { "commenting" } else { "highlighting" },
        "created": bookmark.created,
        "modified": bookmark.modified,
        "body": comment.into_iter().chain(tags).collect::<Vec<_>>(),
        "target": {
            "source": source(from),
            "selector": [
                { "type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix },
                { "type": "TextPositionSelector", "start": anchor.start, "end": anchor.end },
            ],
        },
    });
    let own = [
        ("reference", Some(excerpt.reference.clone()).filter(|it| !it.is_empty())),
        ("title", Some(from.title.clone()).filter(|it| !it.is_empty())),
        ("speaker", anchor.speaker.as_deref().map(str::to_owned)),
        ("asker", asked.and_then(|it| it.speaker.clone())),
        ("question", asked.map(|it| it.words.clone())),
    ];
    for (name, value) in own {
        value.into_iter().for_each(|value| annotation[format!("wenda:{name}")] = value.into());
    }
    annotation
}

/// What the target's source is called: its file, else its identity, as an IRI.
fn source(from: &Collection) -> String {
    if from.path.is_empty() {
        return format!("urn:wenda:{}", from.identity);
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let percent = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    format!("file://{}", from.path.bytes().map(percent).collect::<String>())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::exchange::specimens::collection;

    #[test]
    fn a_mark_is_an_annotation_with_its_selectors() {
        let page: Value = serde_json::from_str(&annotations(&[collection()]).unwrap()).unwrap();
        let first = &page["items"][0];
        assert_eq!(first["target"]["source"], "file:///talks/seed.md");
        assert_eq!(first["target"]["selector"][0]["prefix"], "答：");
        assert_eq!(first["body"].as_array().map(Vec::len), Some(3));
        assert_eq!(page["items"][1]["motivation"], "highlighting");
    }
}
