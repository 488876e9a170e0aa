//! Records: operations as lines of JSON, and back.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::operation::{Change, Operation, Stamp, VERSION};

/// What every record says first; the fields of its change stand beside these.
#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(rename = "v")]
    version: u64,
    #[serde(rename = "op")]
    id: String,
    #[serde(rename = "hlc")]
    stamp: Stamp,
    #[serde(default, rename = "at", skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    #[serde(rename = "dev")]
    device: String,
    #[serde(rename = "k")]
    kind: String,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

/// The names of what every record says.
const HEAD: [&str; 6] = ["v", "op", "hlc", "at", "dev", "k"];

/// Why a line is no operation.
#[derive(Debug)]
pub enum RecordError {
    /// A newer version of the program wrote it.
    Newer,
    /// It has not the form of one.
    Malformed(serde_json::Error),
}

impl From<serde_json::Error> for RecordError {
    fn from(error: serde_json::Error) -> Self {
        RecordError::Malformed(error)
    }
}

impl Operation {
    /// The operation as one line of JSON, without a line feed.
    ///
    /// # Errors
    /// None for operations that this program makes: all their parts have a form in JSON.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(&Record {
            version: VERSION,
            id: self.id.clone(),
            stamp: self.stamp.clone(),
            clock: self.clock.clone(),
            device: self.device.clone(),
            kind: self.change.kind().to_owned(),
            fields: self.change.fields()?,
        })
    }

    /// Reads what [`to_json`](Self::to_json) wrote, or a later version of it.
    ///
    /// # Errors
    /// The line is no JSON, a field that every operation has is missing, or it has a form that came after [`VERSION`].
    pub fn from_json(line: &str) -> Result<Self, RecordError> {
        // Nearly all records are as this program writes them. What is not takes the long way, which knows all forms.
        match serde_json::from_str(line) {
            Ok(Written(operation)) => Ok(operation),
            Err(_) => of_any_form(line),
        }
    }
}

fn of_any_form(line: &str) -> Result<Operation, RecordError> {
    let value: Value = serde_json::from_str(line)?;
    if value.get("v").and_then(Value::as_u64).is_some_and(|version| version > VERSION) {
        return Err(RecordError::Newer);
    }
    let Record { id, stamp, clock, device, kind, fields, .. } = serde_json::from_value(value)?;
    Ok(Operation { id, stamp, clock, device, change: Change::from_fields(&kind, fields)? })
}

/// An operation whose record says first what every record says, and then what this kind of change says, so that it is read
/// from the text at once.
struct Written(Operation);

#[derive(Deserialize)]
#[serde(field_identifier)]
enum Key {
    #[serde(rename = "v")]
    Version,
    #[serde(rename = "op")]
    Id,
    #[serde(rename = "hlc")]
    Stamp,
    #[serde(rename = "at")]
    Clock,
    #[serde(rename = "dev")]
    Device,
    #[serde(rename = "k")]
    Kind,
}

#[derive(Deserialize)]
enum Kind {
    #[serde(rename = "add")]
    Add,
    #[serde(rename = "set")]
    Set,
    #[serde(rename = "del")]
    Delete,
    #[serde(rename = "undel")]
    Undelete,
    #[serde(rename = "doc")]
    Doc,
    #[serde(rename = "alias")]
    Alias,
    #[serde(rename = "correct")]
    Correct,
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        let (mut version, mut id, mut stamp, mut clock, mut device) = (None, None, None, None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Version => version = Some(map.next_value::<u64>()?),
                Key::Id => id = Some(map.next_value()?),
                Key::Stamp => stamp = Some(map.next_value()?),
                Key::Clock => clock = map.next_value()?,
                Key::Device => device = Some(map.next_value()?),
                Key::Kind => {
                    let kind = map.next_value()?;
                    let (Some(VERSION), Some(id), Some(stamp), Some(device)) = (version, id, stamp, device) else {
                        return Err(Error::custom("another order or version"));
                    };
                    let change = change(&kind, MapAccessDeserializer::new(map))?;
                    let extra = change.extra();
                    if extra.is_empty() || !HEAD.iter().any(|name| extra.contains_key(*name)) {
                        return Ok(Written(Operation { id, stamp, clock, device, change }));
                    }
                    return Err(Error::custom("another order"));
                }
            }
        }
        Err(Error::custom("no kind"))
    }
}

fn change<'de, D: Deserializer<'de>>(kind: &Kind, fields: D) -> Result<Change, D::Error> {
    Ok(match kind {
        Kind::Add => Change::Add(Deserialize::deserialize(fields)?),
        Kind::Set => Change::Set(Deserialize::deserialize(fields)?),
        Kind::Delete => Change::Delete(Deserialize::deserialize(fields)?),
        Kind::Undelete => Change::Undelete(Deserialize::deserialize(fields)?),
        Kind::Doc => Change::Doc(Deserialize::deserialize(fields)?),
        Kind::Alias => Change::Alias(Deserialize::deserialize(fields)?),
        Kind::Correct => Change::Correct(Deserialize::deserialize(fields)?),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HEAD: &str = r#""op":"1","hlc":"2026-11-22T13:00:00.123Z-0000","dev":"a""#;

    /// A record of each kind, with what only a newer version understands.
    fn records() -> Vec<String> {
        let anchor = r#""anchor":{"exact":"桥","prefix":"","suffix":"","start":0,"end":1,"text":"../x","new":{"v":9}}"#;
        let fields = [
            &format!(r#""k":"add",{anchor},"note":"一\n二","tags":["a"],"bm":"2","odd":1.50"#),
            r#""k":"set","bm":"2","note":"","tags+":["b"],"tags-":["a"],"base":["1"],"odd":[]"#,
            r#""k":"del","bm":"2","seen":["1"],"why":[1]"#,
            r#""k":"undel","bm":"2""#,
            r#""k":"doc","title":"桥","path":"/a","identity":"0","sketch":"","new":null"#,
            r#""k":"alias","identity":"..","same":false"#,
            &format!(r#""k":"correct",{anchor},"says":{{"speaker":"王"}}"#),
            r#""k":"paint","colour":"red","k2":1"#,
        ];
        fields.iter().map(|fields| format!(r#"{{"v":1,{HEAD},{fields}}}"#)).collect()
    }

    #[test]
    fn the_short_way_reads_what_the_long_way_reads() {
        for record in records() {
            let long = of_any_form(&record).unwrap();
            assert_eq!(Operation::from_json(&record).unwrap(), long, "{record}");
            assert_eq!(Operation::from_json(&long.to_json().unwrap()).unwrap(), long, "{record}");
            let is_short = serde_json::from_str::<Written>(&record).is_ok();
            assert_eq!(is_short, !record.contains("paint"), "{record}");
        }
    }

    #[test]
    fn a_record_in_another_order_is_read_as_well() {
        let turned = format!(r#"{{"bm":"2","seen":["1"],"k":"del",{HEAD},"v":1,"why":[1]}}"#);
        assert_eq!(Operation::from_json(&turned).unwrap(), Operation::from_json(&records()[2]).unwrap());
        let late = r#"{"v":1,"op":"1","hlc":"2026","dev":"a","k":"undel","bm":"2","at":"2025"}"#;
        assert_eq!(Operation::from_json(late).unwrap().clock.as_deref(), Some("2025"));
    }

    #[test]
    fn a_record_of_a_newer_version_is_known_wherever_it_says_so() {
        for record in records() {
            let last = record[..record.len() - 1].to_owned() + r#","v":2}"#;
            for newer in [record.replacen(r#""v":1"#, r#""v":2"#, 1), last] {
                assert!(matches!(Operation::from_json(&newer), Err(RecordError::Newer)), "{newer}");
            }
        }
    }
}
