//! What each service writes, as short as can be, and what is read of it.

use crate::reading::budget::Budget;
use crate::reading::draft::Draft;
use crate::reading::formats::json;
use crate::reading::lexicon::Lexicon;

/// The paragraphs as `time who: what`, `data` where it is no talk.
#[track_caller]
fn check(text: &str, expected: &str) {
    let page = json::blocks(text, &Lexicon::default_words(), &mut Budget::default());
    let told = |draft: &Draft| {
        let lines: Vec<&str> = draft.lines.iter().map(|line| line.text()).collect();
        let time = draft.lines.first().and_then(|line| line.time()).map(|time| format!("{time} ")).unwrap_or_default();
        time + &lines.join(": ")
    };
    let found = match page.stated.data {
        Some(_) => "data".to_owned(),
        None => page.drafts.iter().map(told).collect::<Vec<_>>().join(" | "),
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn words_become_sentences() {
    // Rev.ai: spaces are elements.
    check(
        r#"{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Who","ts":0.5,"end_ts":0.7},{"type":"punct","value":" "},
        {"type":"text","value":"rows","ts":0.8,"end_ts":1.0},{"type":"punct","value":"?"}]},{"speaker":1,"elements":[
        {"type":"text","value":"I","ts":1.5,"end_ts":1.7},{"type":"punct","value":" "},{"type":"text","value":"do","ts":1.8,"end_ts":1.9},{"type":"punct","value":"."}]}]}"#,
        "500 Speaker 0: Who rows? | 1500 Speaker 1: I do.",
    );
    // Rev.com: the names stand in a list.
    check(
        r#"{"speakers":[{"id":0,"name":"Ann"},{"id":1,"name":"Bo"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Who"},
        {"type":"punct","value":" "},{"type":"text","value":"rows"},{"type":"punct","value":"?"}]},{"speaker":1,"elements":[{"type":"text","value":"I."}]}]}"#,
        "Ann: Who rows? | Bo: I.",
    );
    // Podcast namespace, a word at a time.
    check(
        r#"{"version":"1.0.0","segments":[{"speaker":"Ann","startTime":0.5,"endTime":0.7,"body":"Who"},{"speaker":"Ann","startTime":0.8,"endTime":0.9,"body":"rows?"},
        {"speaker":"Bo","startTime":1.5,"endTime":1.7,"body":"I"},{"speaker":"Bo","startTime":1.8,"endTime":1.9,"body":"do."}]}"#,
        "500 Ann: Who rows? | 1500 Bo: I do.",
    );
    // Tingwu: ideographs stand without spaces, and times are milliseconds.
    check(
        r#"{"Transcription":{"Paragraphs":[{"SpeakerId":"1","Words":[{"Start":500000,"End":500700,"Text":"谁"},{"Start":500800,"End":501000,"Text":"划船？"}]},
        {"SpeakerId":"2","Words":[{"Start":502000,"End":502500,"Text":"我"},{"Start":502600,"End":502700,"Text":"划。"}]}]}}"#,
        "500000 Speaker 1: 谁划船？ | 502000 Speaker 2: 我划。",
    );
    // Speechmatics: the speaker stands with each reading, marks are words of their own.
    check(
        r#"{"results":[{"type":"word","start_time":0.5,"end_time":0.7,"alternatives":[{"content":"Who","speaker":"S1"},{"content":"Hoo","speaker":"S1"}]},
        {"type":"punctuation","start_time":0.7,"end_time":0.7,"alternatives":[{"content":"?","speaker":"S1"}]},
        {"type":"word","start_time":1.5,"end_time":1.7,"alternatives":[{"content":"Me","speaker":"S2"}]}]}"#,
        "500 S1: Who? | 1500 S2: Me",
    );
}

#[test]
fn one_layer_of_the_data_is_read() {
    // WhisperX: segments, their words, and all words once more.
    check(
        r#"{"segments":[{"start":0.5,"end":1.0,"text":" Who rows?","speaker":"SPEAKER_00","words":[{"word":"Who","start":0.5,"speaker":"SPEAKER_00"},{"word":"rows?"}]},
        {"start":1.1,"end":1.4,"text":" And when?","words":[{"word":"And"},{"word":"when?"}]},{"start":1.5,"end":1.9,"text":" I do.","speaker":"SPEAKER_01","words":[]}],
        "word_segments":[{"word":"Who","start":0.5,"speaker":"SPEAKER_00"},{"word":"rows?"}],"language":"en"}"#,
        "500 SPEAKER_00: Who rows? And when? | 1500 SPEAKER_01: I do.",
    );
    // AWS: who speaks is told beside the words, and marks have no time.
    check(
        r#"{"results":{"transcripts":[{"transcript":"Who? Me."}],"speaker_labels":{"segments":[{"start_time":"0.5","end_time":"1.0","speaker_label":"spk_0","items":[{"start_time":"0.5","end_time":"1.0","speaker_label":"spk_0"}]},
        {"start_time":"1.2","end_time":"1.3","speaker_label":"","items":[]},{"start_time":"1.5","end_time":"1.9","speaker_label":"spk_1","items":[{"start_time":"1.5","end_time":"1.9","speaker_label":"spk_1"}]}]},
        "items":[{"start_time":"0.5","end_time":"1.0","alternatives":[{"content":"Who"}],"type":"pronunciation"},{"alternatives":[{"content":"?"}],"type":"punctuation"},
        {"start_time":"1.5","end_time":"1.9","alternatives":[{"content":"Me"}],"type":"pronunciation"},{"alternatives":[{"content":"."}],"type":"punctuation"}]}}"#,
        "500 spk_0: Who? | 1500 spk_1: Me.",
    );
    // Google: the last result repeats all words.
    check(
        r#"{"results":[{"alternatives":[{"transcript":"Who rows it?","words":[{"startTime":"0.5s","word":"Who"},{"startTime":"0.8s","word":"rows"},{"startTime":"0.9s","word":"it?"}]}]},
        {"alternatives":[{"transcript":" I do.","words":[{"startTime":"1.5s","word":"I"},{"startTime":"1.8s","word":"do."}]}]},
        {"alternatives":[{"words":[{"startTime":"0.5s","word":"Who","speakerTag":1},{"startTime":"0.8s","word":"rows","speakerTag":1},{"startTime":"0.9s","word":"it?","speakerTag":1},{"startTime":"1.5s","word":"I","speakerTag":2},{"startTime":"1.8s","word":"do.","speakerTag":2}]}]}]}"#,
        "500 Speaker 1: Who rows it? | 1500 Speaker 2: I do.",
    );
    // Deepgram: words with and without their marks.
    check(
        r#"{"results":{"channels":[{"alternatives":[{"transcript":"Who rows? I do.","words":[{"word":"who","start":0.5,"end":0.7,"speaker":0,"punctuated_word":"Who"},{"word":"rows","start":0.8,"end":0.9,"speaker":0,"punctuated_word":"rows?"},
        {"word":"i","start":1.5,"end":1.7,"speaker":1,"punctuated_word":"I"},{"word":"do","start":1.8,"end":1.9,"speaker":1,"punctuated_word":"do."}]}]}]}}"#,
        "500 Speaker 0: Who rows? | 1500 Speaker 1: I do.",
    );
}

#[test]
fn words_in_lists_have_their_times_beside_them() {
    // Watson: who speaks is told by times apart from the words.
    check(
        r#"{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"who rows it ","confidence":0.9,"timestamps":[["who",0.5,0.7],["rows",0.8,0.9],["it",1,1.2]]}]},
        {"final":true,"alternatives":[{"transcript":"i do ","timestamps":[["i",1.5,1.7],["do",1.8,2.0]]}]}],
        "speaker_labels":[{"from":0.5,"to":0.7,"speaker":0,"confidence":0.6,"final":false},{"from":0.8,"to":0.9,"speaker":0,"final":false},{"from":1,"to":1.2,"speaker":0,"final":false},
        {"from":1.5,"to":1.7,"speaker":2,"final":false},{"from":1.8,"to":2.0,"speaker":2,"final":true}]}"#,
        "500 Speaker 0: who rows it | 1500 Speaker 2: i do",
    );
    // Without them nobody is named.
    check(
        r#"{"results":[{"alternatives":[{"transcript":"who rows it ","timestamps":[["who",0.5,0.7],["rows",0.8,0.9],["it",1,1.2]]}]}]}"#,
        "500 who rows it",
    );
    // Rows of numbers under another key are data.
    check(r#"{"rows":[["Ann",0.5,0.7],["Bo",0.8,0.9],["Cy",1,1.2]]}"#, "data");
}

#[test]
fn a_channel_is_a_voice_where_no_other_is_told() {
    // Deepgram: each channel has all that was heard on it; short words of the other do not break a sentence.
    check(
        r#"{"results":{"channels":[{"alternatives":[{"transcript":"Who rows it today?","words":[{"word":"who","start":0.5,"end":0.7,"punctuated_word":"Who"},{"word":"rows","start":0.8,"end":0.9,"punctuated_word":"rows"},
        {"word":"it","start":1.1,"end":1.2,"punctuated_word":"it"},{"word":"today","start":1.3,"end":1.6,"punctuated_word":"today?"}]}]},
        {"alternatives":[{"transcript":"Well. I do.","words":[{"word":"well","start":1.0,"end":1.1,"punctuated_word":"Well."},{"word":"i","start":2.5,"end":2.7,"punctuated_word":"I"},{"word":"do","start":2.8,"end":2.9,"punctuated_word":"do."}]}]}]}}"#,
        "500 Speaker 0: Who rows it today? | 1000 Speaker 1: Well. I do.",
    );
    // Azure and Google number them beside the words; a speaker who is told counts more.
    check(
        r#"{"recognizedPhrases":[{"channel":0,"offset":"PT0.5S","nBest":[{"display":"Who rows it?"}]},{"channel":1,"offset":"PT1.5S","nBest":[{"display":"I do."}]},{"channel":0,"offset":"PT2.5S","nBest":[{"display":"And who else?"}]}]}"#,
        "500 Speaker 0: Who rows it? | 1500 Speaker 1: I do. | 2500 Speaker 0: And who else?",
    );
    check(
        r#"{"recognizedPhrases":[{"channel":0,"speaker":3,"offset":"PT0.5S","nBest":[{"display":"Who rows it?"}]},{"channel":1,"speaker":4,"offset":"PT1.5S","nBest":[{"display":"I do."}]}]}"#,
        "500 Speaker 3: Who rows it? | 1500 Speaker 4: I do.",
    );
    // One channel is no voice, and neither are those of broadcasters.
    check(
        r#"{"results":[{"channelTag":1,"alternatives":[{"transcript":"Who rows it?","resultEndTime":"0.5s","words":[{"startTime":"0.5s","word":"Who"},{"startTime":"0.8s","word":"rows"},{"startTime":"0.9s","word":"it?"}]}]}]}"#,
        "500 Who rows it?",
    );
    check(
        r#"[{"channel":7,"start":1.5,"text":"Who rows it?"},{"channel":12,"start":2.5,"text":"Nobody does."}]"#,
        "1500 Who rows it? Nobody does.",
    );
}

#[test]
fn chats_keep_their_parts_together() {
    check(
        r#"{"messages":[{"role":"user","content":[{"type":"text","text":"Who rows?"},{"type":"text","text":"And when?"}]},{"role":"assistant","content":"You do."}]}
        {"messages":[{"role":"assistant","content":"Hello again."}]}"#,
        "user: Who rows? | And when? | assistant: You do. |  | assistant: Hello again.",
    );
    // Telegram: a text in runs.
    check(
        r#"{"name":"Boats","messages":[{"from":"Ann Lee","text":["Who ",{"type":"bold","text":"rows"}," today?"]},{"from":"Bo","text":"I do, if it is dry."},{"from":"Ann Lee","text":"It is dry."},{"from":"Bo","text":"Then I do."}]}"#,
        "Ann Lee: Who rows today? | Bo: I do, if it is dry. | Ann Lee: It is dry. | Bo: Then I do.",
    );
}

#[test]
fn where_nobody_is_named_nobody_speaks() {
    check(
        r#"{"text":"Who rows? Nobody knows it. The boat is gone, and so is the oar."}"#,
        "Who rows? Nobody knows it. The boat is gone, and so is the oar.",
    );
    check(
        r#"{"text":"谁划船没人知道","segments":[{"id":0,"start":0.0,"end":1.3,"text":"谁划船"},{"id":1,"start":1.4,"end":2.0,"text":"没人知道"}],"language":"zh"}"#,
        "0 谁划船没人知道",
    );
    check(r#"{"name":"ferry","version":"1.0.0","author":"Ann","scripts":{"start":"row"}}"#, "data");
    check(
        r#"[{"time":1,"level":30,"name":"app","msg":"it rows"},{"time":2,"level":30,"name":"app","msg":"it rows"}]"#,
        "data",
    );
    check(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}"#,
        "data",
    );
    check("{\"a\": [1, 2", "data");
}
