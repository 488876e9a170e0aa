//! `wenda find`: passages in a folder of talks, with who says them, and how many there are.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use wenda::layout::width::{WidthPolicy, text_width};

use super::{command, text};

/// Talks by name: a word about the harbour is in the questions and the answers of each.
const TALKS: &[(&str, &str)] = &[
    (
        "2019/spring.md",
        "# 港口开放日答记者问\n\n2019年4月2日\n\n**《潮汐报》记者：**港口去年花了多少钱？码头修好了吗？\n\n**林港长：**港口花了三百万元。港口的码头修好\
         了，灯塔还没有。\n\n**海风广播记者：**灯塔什么时候修？\n\n**林港长：**灯塔明年修，港口的人都盼着。\n",
    ),
    (
        "2021/autumn.md",
        "# 港口扩建说明会\n\n2021年10月9日\n\n**《潮汐报》记者：**扩建以后船会多吗？\n\n**林港长：**会的，港口能停四十条船。\n\n**《潮汐报》记者：**码头的价钱\
         会涨吗？\n\n**林港长：**不会涨，这是港口的承诺。\n",
    ),
    ("2021/ignored.log", "港口 港口 港口\n"),
    (
        "undated.txt",
        "Ann Lee: Did the harbour pay for the new pier?\n\nBo Hart: The harbour paid half of it. Is that naïve? No.\n\nAnn Lee: And \
         the rest?\n\nBo Hart: The county paid.\n",
    ),
];

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in TALKS {
            let path = folder.path().join("talks").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::write(folder.path().join("talks/.ignore"), "*.log\n").unwrap();
        fs::write(folder.path().join("talks/picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
        Folder(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// What `wenda --lang zh find ARGUMENTS` prints, says and ends with, run above the folder `talks`.
    fn find(&self, arguments: &[&str]) -> (String, String, Option<i32>) {
        let all = [&["--lang", "zh", "find"], arguments].concat();
        let output = command(&self.0, &all).current_dir(self.path()).stdin(Stdio::null()).output().unwrap();
        (text(&output.stdout), text(&output.stderr), output.status.code())
    }

    /// What it prints where it has nothing to say.
    #[track_caller]
    fn found(&self, arguments: &[&str]) -> String {
        let (printed, said, code) = self.find(arguments);
        assert_eq!((said.as_str(), code), ("", Some(0)), "{arguments:?}: {printed}");
        printed
    }

    /// The objects that it prints.
    #[track_caller]
    fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        self.found(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn hits_stand_under_their_document_with_who_says_them() {
    let printed = Folder::new().found(&["港口", "talks"]);
    let rows: Vec<&str> = printed.lines().collect();
    assert_eq!(rows[0], "港口开放日答记者问 · 2019-04-02 · talks/2019/spring.md", "{printed}");
    assert!(rows[1].starts_with("  S1¶1") || rows[1].trim_start().starts_with('¶'), "the title: {printed}");
    assert!(printed.contains("\n港口扩建说明会 · 2021-10-09 · talks/2021/autumn.md\n"), "{printed}");
    assert!(!printed.contains("ignored") && !printed.contains("picture"), "{printed}");
    let said: Vec<&&str> = rows.iter().filter(|row| row.contains("林港长 ")).collect();
    assert_eq!(said.len(), 5, "{printed}");
}

#[test]
fn what_was_found_begins_at_the_same_cell_of_every_row() {
    let folder = Folder::new();
    for (query, found) in [("港口", "港口"), ("harbour", "harbour"), ("码头", "码头")] {
        let printed = folder.found(&[query, "talks"]);
        let cells = |text: &str| text_width(text, WidthPolicy::NARROW);
        let hits = printed.lines().filter(|row| row.starts_with("  "));
        let at: Vec<usize> = hits
            .clone()
            .map(|row| {
                // the hit is the one that stands there: there may be others in the row
                let places = row.match_indices(found).map(|(at, _)| cells(&row[..at]));
                places.min_by_key(|at| at.abs_diff(2 + 7 + 1 + 16 + 1 + 21)).unwrap()
            })
            .collect();
        assert!(at.iter().all(|cell| *cell == at[0]) && at.len() > 1, "{at:?}\n{printed}");
        assert!(hits.clone().all(|row| cells(row) <= 80), "{printed}");
    }
}

#[test]
fn hits_are_limited_to_kinds_speakers_outlets_and_days() {
    let folder = Folder::new();
    let n = |arguments: &[&str]| folder.objects(&[&["港口", "--json", "talks"], arguments].concat()).len();
    assert_eq!(n(&["--kind", "question"]), 1);
    assert_eq!(n(&["--kind", "answer"]), 5);
    assert_eq!(n(&["--speaker", "林港"]), 5);
    assert_eq!(n(&["--outlet", "潮汐"]), 1);
    assert_eq!(n(&["--since", "2020", "--kind", "answer"]), 2);
    assert_eq!(n(&["--until", "2019-04", "--kind", "answer"]), 3);
    assert_eq!(n(&["--since", "2019-04-02", "--until", "2019-04-02", "--kind", "question"]), 1);
    let (_, said, code) = folder.find(&["港口", "--since", "2022", "talks"]);
    assert_eq!((said.trim_end(), code), ("wenda: 这些文字里都没有“港口”", Some(1)));
}

#[test]
fn words_are_found_as_on_the_screen() {
    let folder = Folder::new();
    let found = |query: &str| -> Vec<String> {
        let objects = folder.objects(&[query, "--json", "talks"]);
        objects.iter().map(|hit| hit["found"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found("gangkou").len(), found("港口").len());
    assert_eq!(found("naive"), ["naïve"]);
    assert_eq!(found("港口 承诺"), ["港口", "承诺"]);
    assert_eq!(found("/[三四]十条/r"), ["四十条"]);
    let (_, said, code) = folder.find(&["/(港口/r", "talks"]);
    assert_eq!((said.trim_end(), code), ("wenda: “/(港口/r”不是完整的正则表达式", Some(2)));
    assert_eq!(folder.find(&[" ", "talks"]).2, Some(2));
}

#[test]
fn each_hit_is_an_object_for_programs() {
    let folder = Folder::new();
    let hits = folder.objects(&["港口", "--json", "--kind", "question", "-C", "1", "talks"]);
    let [hit] = &hits[..] else { panic!("{hits:?}") };
    let paragraph = "《潮汐报》记者：港口去年花了多少钱？码头修好了吗？";
    assert_eq!(hit["schema"], "wenda.hit/1");
    assert_eq!(hit["path"], "talks/2019/spring.md");
    assert_eq!((&hit["title"], &hit["date"]), (&"港口开放日答记者问".into(), &"2019-04-02".into()));
    assert_eq!((&hit["kind"], &hit["reference"], &hit["question"]), (&"question".into(), &"Q1¶1".into(), &1.into()));
    assert_eq!((&hit["speaker"], &hit["outlet"]), (&"《潮汐报》记者".into(), &"《潮汐报》".into()));
    assert_eq!((&hit["found"], &hit["paragraph"]), (&"港口".into(), &paragraph.into()));
    let (start, end) = (hit["start"].as_u64().unwrap() as usize, hit["end"].as_u64().unwrap() as usize);
    assert_eq!(paragraph.chars().skip(start).take(end - start).collect::<String>(), "港口");
    let around: Vec<&str> = hit["around"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(around.len(), 3, "{around:?}");
    assert_eq!(around[1], paragraph);
}

#[test]
fn paragraphs_around_are_printed_on_request() {
    let printed = Folder::new().found(&["承诺", "-C", "1", "talks"]);
    let around: Vec<&str> = printed.lines().filter_map(|row| row.strip_prefix("    ")).collect();
    assert_eq!(around, ["《潮汐报》记者：码头的价钱会涨吗？", "林港长：不会涨，这是港口的承诺。"], "{printed}");
}

#[test]
fn hits_are_counted() {
    let folder = Folder::new();
    assert_eq!(folder.found(&["灯塔", "--count", "talks"]), "3\ttalks/2019/spring.md\n");
    // every one that stands in the texts, as `grep -o` counts them
    let dated = TALKS.iter().filter(|(name, _)| name.ends_with(".md"));
    let n = |year: &str| -> usize {
        dated.clone().filter(|(name, _)| name.starts_with(year)).map(|(_, text)| text.matches("港口").count()).sum()
    };
    let rows = folder.objects(&["港口", "--by", "year", "--json", "talks"]);
    let of = |group: &str, what: &str| {
        let row = rows.iter().find(|row| row["group"] == group).unwrap_or_else(|| panic!("{group}: {rows:?}"));
        row[what].as_u64().unwrap() as usize
    };
    for year in ["2019", "2021"] {
        assert_eq!(of(year, "hits"), n(year), "{rows:?}");
    }
    assert_eq!((of("2019", "in_questions"), of("2019", "in_answers"), of("2019", "documents")), (1, 3, 1));
    assert_eq!((of("2021", "in_questions"), of("2021", "in_answers"), of("2021", "documents")), (0, 2, 1));
    let share = rows[0]["per_10000_characters"].as_f64().unwrap();
    let expected = rows[0]["hits"].as_f64().unwrap() * 10_000.0 / rows[0]["characters"].as_f64().unwrap();
    assert!((share - expected).abs() < 0.01, "{rows:?}");
}

#[test]
fn counts_are_a_table_of_columns_or_csv() {
    let folder = Folder::new();
    let printed = folder.found(&["港口", "--by", "speaker", "talks"]);
    let rows: Vec<Vec<&str>> = printed.lines().map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["说话的人", "处数", "提问里", "回答里", "篇数", "每万字"]);
    assert_eq!(rows[1][..5], ["林港长", "5", "0", "5", "2"], "{printed}");
    let widths: Vec<usize> = printed.lines().map(|row| text_width(row, WidthPolicy::NARROW)).collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{printed}");
    let csv = folder.found(&["港口", "--by", "outlet", "--csv", "talks"]);
    assert!(csv.starts_with("\"机构\",\"处数\","), "{csv}");
    assert!(csv.contains("\r\n\"《潮汐报》\",\"1\",\"1\",\"0\",\"1\","), "{csv}");
}

#[test]
fn a_file_that_cant_be_read_is_told_and_the_others_are_searched() {
    let folder = Folder::new();
    let (printed, said, code) = folder.find(&["承诺", "missing.md", "talks/picture.png", "talks"]);
    assert!(printed.contains("承诺") && code == Some(1), "{printed}{said}");
    assert!(said.contains("missing.md") && said.contains("picture.png"), "{said}");
}

#[test]
fn standard_input_and_the_current_folder_are_searched() {
    let folder = Folder::new();
    let here = command(&folder.0, &["find", "harbour", "--count"]);
    let mut here = here;
    let output = here.current_dir(folder.path().join("talks")).stdin(Stdio::null()).output().unwrap();
    assert_eq!(text(&output.stdout), "2\tundated.txt\n");
    let input = fs::File::open(folder.path().join("talks/undated.txt")).unwrap();
    let output = command(&folder.0, &["find", "harbour", "-", "--count"]).stdin(input).output().unwrap();
    assert_eq!(text(&output.stdout), "2\t-\n");
}
