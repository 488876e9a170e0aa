//! Bookmarks, notes, tags and corrections as a person sees them.

use insta::assert_snapshot;
use wenda::app::Listing;
use wenda::app::lists::card::Card;
use wenda::app::lists::{Entry, Target};
use wenda::reading::{Lexicon, ReadOptions, read};

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM, NARROW, WIDE};

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

/// The list pane's title and what its entries say.
fn listed(reader: &Reader) -> (String, Vec<String>) {
    let title = wenda::ui::lists::title(&reader.app, &reader.look);
    (title, reader.app.lists.list.entries().iter().map(|entry| entry.sign.clone()).collect())
}

#[track_caller]
fn check_listed(keys: &str, title: &str, entries: &[&str]) {
    assert_eq!(listed(&reader(keys)), (title.to_owned(), entries.iter().map(|&entry| entry.to_owned()).collect()));
}

#[test]
fn the_chosen_bookmark_is_shown_whole_at_every_size() {
    for (size, word) in [(WIDE, "wide"), (MEDIUM, "medium"), (NARROW, "narrow")] {
        let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
        reader.press("] } a «要核对年份» esc t 1 B");
        assert_snapshot!(format!("chosen bookmark {word}"), reader.text());
    }
}

#[test]
fn bookmarks_are_filtered_by_text_tag_and_speaker() {
    const THREE: &str = "] m ] t 1 ] } t «key» space «figure» enter";
    check_listed(&format!("{THREE} B"), "书签 3", &["Q1¶1", "Q2¶1", "Q3¶2"]);
    check_listed(&format!("{THREE} & «#要点»"), "书签 1/3 筛选 “#要点”", &["Q2¶1"]);
    check_listed(&format!("{THREE} & «#figure»"), "书签 1/3 筛选 “#figure”", &["Q3¶2"]);
    check_listed(&format!("{THREE} & «@周伯» enter"), "书签 1/3 筛选 “@周伯”", &["Q3¶2"]);
    check_listed(&format!("{THREE} & «没有这句»"), "书签 0/3 筛选 “没有这句”", &[]);
    check_listed(&format!("{THREE} & «@周伯» esc"), "书签 3", &["Q1¶1", "Q2¶1", "Q3¶2"]);
}

#[test]
fn what_is_marked_at_a_label_is_noted_tagged_and_deleted_there() {
    let text = "谈话\n\n记者\n\n桥什么时候修好？\n\n镇长\n\n九月以前。\n\n记者\n\n灯呢？\n\n镇长\n\n也在九月。\n";
    let document = read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    let check = |keys: &str, title: &str, entries: &[&str]| {
        let mut reader = Reader::of_document(document.clone(), MEDIUM, "zh");
        reader.press(keys);
        assert_eq!(listed(&reader), (title.to_owned(), entries.iter().map(|&it| it.to_owned()).collect()), "{keys}");
    };
    check("] m a «要核对» esc", "书签 1", &["Q1¶1"]);
    check("] m t 1", "书签 1", &["Q1¶1"]);
    check("] a «要核对» esc t 1", "书签 1", &["Q1¶1"]);
    check("] m ] m x", "书签 1", &["Q1¶1"]);
}

#[test]
fn while_a_note_or_a_tag_is_typed_it_is_said_on_what() {
    for (size, words) in [(WIDE, "周爷爷，您守了一辈子灯"), (MEDIUM, "周爷爷，您守了一辈子"), ((61, 20), "周爷爷，您")]
    {
        for keys in ["3 ] t", "3 ] m t", "3 ] a", "3 ] m a"] {
            let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
            let shown = reader.press(keys).text();
            let row = shown.lines().find(|row| row.contains("标签 Q3¶1 “") || row.contains("注 Q3¶1 “"));
            assert!(row.is_some_and(|row| row.contains(words)), "{size:?} {keys}: {shown}");
        }
        // what is typed has room after it
        let status = Reader::open(LIGHTHOUSE, size, "zh").press("3 ] t «一个新的标签»").rows().pop().unwrap();
        assert!(status.contains("一个新的标签"), "{size:?}: {status}");
    }
}

/// The sign of the chosen row of the list.
fn chosen(keys: &str) -> String {
    reader(keys).app.lists.list.chosen().map(|entry| entry.sign.clone()).unwrap_or_default()
}

#[test]
fn the_chosen_row_follows_the_text_until_the_list_has_the_focus() {
    const THREE: &str = "] m ] } m ] m g";
    for (keys, sign) in
        [("", "Q1¶1"), ("]", "Q1¶1"), ("] ]", "Q1¶1"), ("] ] }", "Q2¶2"), ("3 ]", "Q3¶1"), ("G", "Q3¶1")]
    {
        assert_eq!(chosen(&format!("{THREE} {keys}")), sign, "{keys}");
        assert_eq!(chosen(&format!("{THREE} B s tab {keys}")), sign, "by time, {keys}");
    }
    assert_eq!(chosen(&format!("{THREE} 3 ] B k")), "Q2¶2", "in the list the choice is the person's");
    assert_eq!(chosen(&format!("{THREE} > > >")), "Q3¶1");
    assert_eq!(chosen(&format!("{THREE} 3 ] B k enter")), "Q2¶2");
    assert_eq!(chosen(&format!("{THREE} 3 ] x")), "Q2¶2", "what is gone gives way to the one before");
}

#[test]
fn tags_and_note_are_both_seen_in_the_row_of_a_mark() {
    for size in [WIDE, MEDIUM] {
        let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
        let shown = reader.press("] a «要核对年份» esc t 1 t «一个很长很长的标签» enter").text();
        let row = shown.lines().find(|row| row.contains("Q1¶1")).unwrap();
        assert!(row.contains("#一个") && row.contains("✎要核"), "{row}");
    }
}

#[test]
fn bookmarks_are_sorted_by_place_or_by_time() {
    check_listed("] ] m [ m B", "书签 2", &["Q1¶1", "Q2¶1"]);
    check_listed("] ] m [ m B s", "书签 2", &["Q1¶1", "Q2¶1"]);
    check_listed("] m ] m B s", "书签 2", &["Q2¶1", "Q1¶1"]);
}

#[test]
fn what_was_deleted_is_listed_and_comes_back() {
    let mut reader = reader("] m ] m B k x");
    assert!(reader.text().contains("按 U 恢复"), "{}", reader.text());
    reader.press("x X");
    assert_eq!(listed(&reader), ("已删书签 2".to_owned(), vec!["Q2¶1".to_owned(), "Q1¶1".to_owned()]));
    reader.press("j U");
    assert_eq!(listed(&reader), ("已删书签 1".to_owned(), vec!["Q2¶1".to_owned()]));
    assert!(reader.text().contains("Q1¶1 已恢复"), "{}", reader.text());
    reader.press("U B");
    assert_eq!(listed(&reader).0, "书签 2");
}

#[test]
fn marking_shows_the_bookmarks_whatever_was_listed() {
    for keys in ["] m X tab tab } m", "] m C tab tab } a «注» esc", "] m X tab tab } t 2", "] m / «灯» enter } m"]
    {
        let reader = reader(keys);
        assert_eq!(listed(&reader).0, "书签 2", "{keys}");
    }
}

#[test]
fn of_several_bookmarks_in_a_paragraph_the_one_gone_to_is_meant() {
    let left = |keys: &str| {
        let reader = reader(&format!("] v m v o w w w m {keys}"));
        let marks = reader.app.shelf.in_order().into_iter();
        marks.map(|(mark, _)| (mark.anchor.exact.clone(), mark.tags.len())).collect::<Vec<_>>()
    };
    let (whole, part) = ("如今的船都有卫星导航，灯塔已经没有船要看了。", "都有卫星导航，灯塔已经没有船要看了。");
    let named = |marks: &[(&str, usize)]| marks.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(left("g > t 2"), named(&[(whole, 1), (part, 0)]));
    assert_eq!(left("g > > t 2"), named(&[(whole, 0), (part, 1)]));
    assert_eq!(left("g > > x"), named(&[(whole, 0)]));
    assert_eq!(left("g > > < x"), named(&[(part, 0)]));
}

#[test]
fn a_note_is_kept_with_escape() {
    let mut reader = reader("] a «第一行» enter «第二行»");
    assert!(reader.text().contains("Esc 保存 · Ctrl-c 放弃"), "{}", reader.text());
    reader.app.paste("粘贴\r\n两行");
    reader.press("esc");
    let note = reader.app.shelf.in_order().first().map(|(mark, _)| mark.note.clone());
    assert_eq!(note.as_deref(), Some("第一行\n第二行粘贴\n两行"));
}

#[test]
fn an_abandoned_note_can_be_taken_up_again() {
    let mut reader = reader("] a «写了一半» ctrl-c");
    assert_eq!(reader.app.shelf.n_live(), 0);
    assert!(reader.text().contains("没有保存"), "{}", reader.text());
    reader.press("] a");
    assert!(!reader.text().contains("写了一半"), "another passage has another note");
    reader.press("ctrl-c [ a");
    assert!(reader.text().contains("写了一半"), "{}", reader.text());
    reader.press("«，写完了» esc");
    assert_eq!(reader.app.shelf.in_order()[0].0.note, "写了一半，写完了");
}

#[test]
fn a_note_being_written_is_kept_when_the_program_has_to_end() {
    let written = |keys: &str| reader(keys).app.being_written().map(|change| format!("{change:?}"));
    let holds = |keys: &str, word: &str| written(keys).is_some_and(|change| change.contains(word));
    assert!(holds("] a «还没写完»", "还没写完"));
    assert!(holds("] t «重要的»", "重要的"), "a tag");
    assert!(holds("] } : «发言人是» enter «老周»", "老周"), "who speaks");
    for keys in ["]", "] a", "] a «不要» ctrl-c", "] a «写完了» esc", "] t", "] / «灯»", ": «灯»"] {
        assert_eq!(written(keys), None, "{keys}");
    }
}

#[test]
fn a_tag_is_a_digit_or_a_name_even_one_with_a_space() {
    let mut reader = reader("] t 2 t «key» space «figure» enter t 2");
    assert!(reader.text().contains("已去掉标签 #数字"), "{}", reader.text());
    let tags: Vec<String> = reader.app.shelf.in_order()[0].0.tags.iter().cloned().collect();
    assert_eq!(tags, ["key figure"]);
}

#[test]
fn a_bookmark_of_a_text_without_a_file_says_so_and_opens_nothing() {
    let mut reader = reader("]");
    reader.app.no_file("");
    assert!(reader.text().contains("没有文件可以打开"), "{}", reader.text());
    reader.app.no_file("/gone.md");
    assert!(reader.text().contains("没有 /gone.md 这个文件"), "{}", reader.text());
}

/// The margin's two cells beside the row that says `words`, while another row is read.
fn margin(keys: &str, words: &str) -> String {
    let mut reader = reader(keys);
    let rows = reader.rows();
    let row = rows.iter().find(|row| row.contains(words)).unwrap();
    let before: Vec<char> = row[..row.find(words).unwrap()].trim_end().chars().rev().collect();
    before.iter().take_while(|c| **c != '│').collect::<Vec<_>>().into_iter().rev().collect::<String>().trim().to_owned()
}

#[test]
fn a_mark_says_beside_the_text_what_it_is() {
    for (keys, sign) in [
        ("] v m", "⚑"),
        ("] v a «注» esc", "✎"),
        ("] v t 3", "3"),
        ("] v t «经济» enter", "#"),
        ("] v t 3 a «注» esc", "3✎"),
        ("] v t «经济» enter a «注» esc", "#✎"),
    ] {
        assert_eq!(margin(keys, "如今的船都有卫星导航"), sign, "{keys}");
    }
}

#[test]
fn nine_tags_have_nine_colours() {
    let mut reader = reader("]");
    let mut looks = std::collections::BTreeSet::new();
    for digit in 1..=9 {
        reader.press(&format!("v t {digit}"));
        let cells = reader.cells();
        let marked = cells.content().iter().find(|cell| cell.symbol() == "卫").unwrap();
        looks.insert(format!("{:?}", marked.fg));
        reader.press("B x tab tab");
    }
    assert_eq!(looks.len(), 9, "{looks:?}");
}

#[test]
fn what_was_marked_in_all_texts_is_filtered_sorted_and_shown_whole() {
    let entry = |document: &str, reference: &str, quotation: &str, tag: &str, time: &str| {
        let card = Card {
            document: Some(document.to_owned()),
            quotation: quotation.to_owned(),
            tags: vec![tag.to_owned()],
            time: time.to_owned(),
            ..Card::default()
        };
        let target = Target::Document(format!("/{document}.md"), Some(reference.to_owned()));
        Entry {
            target,
            depth: 1,
            sign: reference.to_owned(),
            text: card.line().0,
            card: Some(Box::new(card)),
            ..Entry::default()
        }
    };
    let title = |text: &str| Entry { text: text.to_owned(), ..Entry::default() };
    let mut reader = reader("]");
    let entries = vec![
        title("甲篇"),
        entry("甲篇", "Q1¶1", "灯塔不说话", "要点", "2026-01-02"),
        title("乙篇"),
        entry("乙篇", "Q7¶2", "海很长", "数字", "2026-01-03"),
    ];
    reader.app.list_gathered(Listing::Everything, entries);
    let signs = |reader: &Reader| listed(reader).1.join(" ").trim().to_owned();
    assert_eq!(listed(&reader).0, "全部书签 2");
    assert_eq!(signs(&reader), "Q1¶1  Q7¶2");
    assert_eq!(signs(reader.press("s")), "Q7¶2 Q1¶1");
    assert_eq!(signs(reader.press("s & «#要点»")), "Q1¶1");
    assert_eq!(signs(reader.press("esc")), "Q1¶1  Q7¶2");
    assert!(reader.text().contains("“灯塔不说话”"), "{}", reader.text());
    assert!(reader.press("j").text().contains("“海很长”"), "a title is passed over: {}", reader.text());
    assert!(reader.press("k").text().contains("“灯塔不说话”"), "{}", reader.text());
}
