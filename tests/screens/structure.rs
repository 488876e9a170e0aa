//! Guesses and repairs as a person sees them.

use wenda::reading::{Lexicon, ReadOptions, read};

use super::reader::Reader;
use super::{GUIDE, LIGHTHOUSE, MEDIUM, NARROW, ORCHARD, WIDE};

#[test]
fn a_guess_says_why_in_the_palette() {
    let mut reader = Reader::open("tests/fixtures/harbour.txt", MEDIUM, "zh");
    let guess = "问 1?";
    assert!(reader.text().contains(guess), "{}", reader.text());
    reader.press("] :");
    assert!(reader.text().contains("? 只凭问号判断"), "{}", reader.text());
}

#[test]
fn repairs_are_gone_through_one_by_one() {
    for size in [WIDE, MEDIUM, NARROW] {
        let mut reader = Reader::open(GUIDE, size, "zh");
        assert!(reader.press("R").text().contains("按 n 逐处看"), "{size:?}");
        let n_repairs = reader.app.document.repairs.len();
        for number in 1..=n_repairs {
            let told = format!("第 {number}/{n_repairs} 处修复");
            assert!(reader.press("n").text().contains(&told), "{told} at {size:?}:\n{}", reader.text());
        }
        assert!(
            reader.text().contains("▸ 图为记者会会场") || reader.text().contains("▸（下转第 2 版）"),
            "{}",
            reader.text()
        );
        assert!(reader.press("n").text().contains("最后一处修复"));
        assert!(reader.press("9 9 N").text().contains("处修复"));
        assert!(reader.press("esc n").text().contains("还没有查找过"), "n searches again where no repairs are shown");
    }
}

#[test]
fn the_text_as_it_came_is_shown_from_its_first_byte_and_scrolls_alone() {
    let mut reader = Reader::open("tests/fixtures/front.md", MEDIUM, "zh");
    assert!(reader.press("R").text().contains("speakers:"), "{}", reader.text());
    assert!(reader.text().contains("这里是连同标记的原文") || reader.text().contains("处修复"), "{}", reader.text());
    reader.press("] ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y ctrl-y");
    assert!(reader.text().contains("title:"), "{}", reader.text());
    reader.press("ctrl-e ctrl-e");
    assert!(!reader.text().contains("title:"), "{}", reader.text());
}

#[test]
fn percent_say_how_far_the_reader_is() {
    for (keys, shown) in [("", "0%"), ("G", "100%"), ("G g", "0%"), ("9 9 ]", "100%"), ("d d", "5%")] {
        let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
        reader.press(keys);
        let percent = reader.app.viewport.percent(&reader.app.document);
        let is_middle = keys == "d d" && (20..80).contains(&percent);
        assert!(is_middle || format!("{percent}%") == shown, "{keys:?}: {percent}%");
    }
    let mut short = Reader::open(ORCHARD, (120, 60), "zh");
    assert!(short.text().contains("100%"), "all of a short text is seen at once");
}

#[test]
fn the_parts_of_a_question_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.md");
    std::fs::write(&path, "# 渡口\n\n**记者：**船什么时候开？第二，船上有灯吗？\n\n**船工：**天亮就开。有灯。\n")
        .unwrap();
    let mut reader = Reader::open(path.to_str().unwrap(), MEDIUM, "zh");
    let row = reader.rows().iter().position(|row| row.contains("第二，船上")).unwrap() as u16;
    let cells = reader.cells();
    let style_of = |letter: &str| {
        let x = (23..80).find(|&x| cells[(x, row)].symbol() == letter).unwrap();
        cells[(x, row)].style()
    };
    assert_eq!(style_of("第"), style_of("二"));
    assert_ne!(style_of("第"), style_of("船"));
}

#[test]
fn a_paragraph_that_was_parted_is_among_the_repairs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("endless.txt");
    std::fs::write(&path, format!("渡口的灯\n\n{}\n", "船天亮就开，有时候更早。".repeat(5_000))).unwrap();
    let mut reader = Reader::open(path.to_str().unwrap(), MEDIUM, "zh");
    assert!(reader.press("R").text().contains("2 处修复，按 n 逐处看"), "{}", reader.text());
    for number in 1..=2 {
        let told = format!("第 {number}/2 处修复：超过 64 kB 的一段分成了几段");
        assert!(reader.press("n").text().contains(&told), "{told}:\n{}", reader.text());
    }
}

/// The rows of the outline pane at a size after these keys.
fn outline_rows(keys: &str) -> Vec<String> {
    let rows = Reader::open(LIGHTHOUSE, WIDE, "zh").press(keys).rows();
    let side = |row: &String| row.split('│').next().unwrap_or_default().trim_end().to_owned();
    rows.iter().skip(2).map(side).filter(|row| !row.is_empty()).collect()
}

#[test]
fn sections_of_the_outline_fold() {
    let whole = outline_rows("o");
    let n_inside = |section: &str, rows: &[String]| {
        let at = rows.iter().position(|row| row.contains(section)).unwrap();
        rows[at + 1..].iter().take_while(|row| !row.contains(['▾', '▸'])).count()
    };
    assert_eq!(n_inside("守灯的人", &whole), 2);
    // from a question its section is folded, and chosen; `l` opens it again, and goes to a question
    for (fold, unfold) in [("h", "l"), ("left", "right")] {
        let keys = format!("] ] ] o {fold}");
        let folded = outline_rows(&keys);
        assert_eq!((n_inside("守灯的人", &folded), folded.len()), (0, whole.len() - 2), "{folded:?}");
        assert!(folded.iter().any(|row| row.starts_with("▌▸守灯的人")), "{folded:?}");
        assert_eq!(n_inside("守灯的人", &outline_rows(&format!("{keys} {unfold}"))), 2);
    }
    let mut reader = Reader::open(LIGHTHOUSE, WIDE, "zh");
    reader.press("] ] ] o h l j l");
    assert!(reader.text().contains("▌ 问 3"), "{}", reader.text());
    assert!(Reader::open(LIGHTHOUSE, WIDE, "zh").press("B h").text().contains("没有可以收起的节"));
}

#[test]
fn the_sign_before_a_section_folds_it() {
    let mut reader = Reader::open(LIGHTHOUSE, WIDE, "zh");
    let row = reader.rows().iter().position(|row| row.starts_with("▾ 守灯的人")).unwrap();
    let click = |reader: &mut Reader, x| {
        let gesture = wenda::input::mouse::Gesture::Press { clicks: 1 };
        reader.point(wenda::input::mouse::Mouse { gesture, x, y: row.try_into().unwrap() });
    };
    let before = reader.app.lists.outline.entries().len();
    let place = reader.app.viewport.place();
    click(&mut reader, 0);
    assert_eq!(reader.app.lists.outline.entries().len(), before - 2);
    assert_eq!(reader.app.viewport.place(), place);
    click(&mut reader, 0);
    assert_eq!(reader.app.lists.outline.entries().len(), before);
    click(&mut reader, 4);
    assert_ne!(reader.app.viewport.place(), place);
}

#[test]
fn entries_show_who_asks_and_the_first_words() {
    let rows = outline_rows("");
    let of = |number: &str| rows.iter().find(|row| row.trim_start().starts_with(number)).unwrap().clone();
    assert!(
        of("问 1 ").contains("《海风日报》记者 如今的船") && of("问 5 ").contains("《海风日报》记者 今晚点亮"),
        "{rows:?}"
    );
}

#[test]
fn an_empty_list_gives_its_rows_to_the_outline() {
    let shows = |keys: &str, title: &str| Reader::open(LIGHTHOUSE, WIDE, "zh").press(keys).text().contains(title);
    assert!(!shows("", "书签 0") && shows("B", "书签 0") && !shows("B esc", "书签 0") && shows("] m", "书签 1"));
}

#[test]
fn a_turned_page_marks_where_new_text_begins() {
    let mark = |keys: &str| {
        let rows = Reader::open(LIGHTHOUSE, (61, 20), "zh").press(keys).rows();
        rows.iter().position(|row| row.chars().take(3).any(|sign| sign == '╴'))
    };
    assert_eq!(mark(""), None);
    let turned = mark("space").unwrap();
    assert!((2..6).contains(&turned), "{turned}");
    // at the end of the text less than a page is new
    assert!(mark("space space space space space space space").is_none_or(|row| row > 1));
    assert_eq!(mark("space j"), None);
}

#[test]
fn no_label_stands_alone_on_the_last_row() {
    for height in 8..40 {
        let mut reader = Reader::open(LIGHTHOUSE, (61, height), "zh");
        for _ in 0..12 {
            let rows = reader.rows();
            let last = &rows[rows.len() - 2];
            assert!(
                !last.contains("记者：") && !last.contains("林晚舟：") && !last.contains("周伯海："),
                "{height}: {last}"
            );
            reader.press("space");
        }
    }
}

#[test]
fn when_a_paragraph_was_said_stands_above_it_where_nobody_is_named() {
    let mut reader = Reader::open("tests/fixtures/low-water.srt", MEDIUM, "zh");
    for time in ["0:10", "0:20", "0:50"] {
        let is_time = |row: &str| row.split_once('│').is_some_and(|(_, text)| text.trim() == time);
        assert_eq!(reader.text().lines().filter(|row| is_time(row)).count(), 1, "{time}:\n{}", reader.text());
    }
    let above = |text: &str| text.lines().take_while(|row| !row.contains("谁也说不准")).last().map(str::to_owned);
    assert!(above(&reader.text()).is_some_and(|row| row.contains("0:40")), "{}", reader.text());
    assert!(reader.press(": «0m52s» enter").text().lines().last().is_some_and(|row| row.contains("0:50")));
}

/// The signs before the rows with this label, and whether each label is dim.
fn signs_and_dimness(path: &str, label: &str, sign: char) -> Vec<(bool, bool)> {
    let mut reader = Reader::open(path, MEDIUM, "zh");
    let dim = reader.look.theme(&reader.app).style(wenda::ui::theme::Role::Aside).fg;
    let rows = reader.rows();
    let cells = reader.cells();
    let with_label = rows.iter().zip(0..).filter(|(row, _)| row.contains(label));
    let first = label.chars().next().unwrap().to_string();
    let colour = |y: u16| (24..80).find(|&x| cells[(x, y)].symbol() == first).map(|x| cells[(x, y)].fg);
    with_label.map(|(row, y)| (row.contains(sign), colour(y) == dim)).collect()
}

#[test]
fn a_label_that_its_source_repeats_above_each_paragraph_is_quiet() {
    for path in ["tests/fixtures/repeated-label.md", "tests/fixtures/repeated-heading-label.md"] {
        let label = if path.contains("heading") { "站长：" } else { "镇长：" };
        let found = signs_and_dimness(path, label, '答');
        assert_eq!(found, [(true, false), (false, true), (false, true), (true, false)], "{path}");
    }
}

#[test]
fn a_label_that_says_no_more_than_the_sign_beside_it_is_dim() {
    let mut reader = Reader::open("tests/fixtures/question-and-answer.txt", MEDIUM, "zh");
    let (x, y) = (0..24)
        .flat_map(|y| (0..80).map(move |x| (x, y)))
        .find(|&at| reader.cells()[at].symbol() == "：" && at.0 > 24)
        .unwrap();
    let dim = reader.look.theme(&reader.app).style(wenda::ui::theme::Role::Aside).fg;
    assert!(reader.text().contains("问 1   问："), "{}", reader.text());
    assert_eq!(Some(reader.cells()[(x, y)].fg), dim);
}

#[test]
fn the_last_row_names_the_question_where_there_is_no_room_for_more() {
    for size in [(36, 16), (30, 12), NARROW, MEDIUM] {
        let status = Reader::open(LIGHTHOUSE, size, "zh").press("] ] ]").rows().pop().unwrap();
        assert!(status.contains("问 3/6"), "{size:?}: {status}");
    }
}

#[test]
fn the_outline_names_who_asks_where_a_few_people_ask_much() {
    let question =
        |n: usize| format!("{}：第{n}问，渡口几时修好？\n\n站长：快了。\n\n", ["孟青", "高阿水", "宋知夏"][n % 3]);
    let talk: String = (0..30).map(question).collect();
    let document =
        read(format!("# 渡口答问\n\n{talk}").as_bytes(), "x.md", &ReadOptions::default(), &Lexicon::default_words());
    let mut reader = Reader::with(document, MEDIUM, "zh", Vec::new());
    assert!(reader.text().contains("1 孟青 第0问"), "{}", reader.text());
}

#[test]
fn at_the_end_the_question_is_named_where_the_last_paragraph_is_nobodys() {
    let text =
        "灯塔\n\n记者：灯什么时候亮？\n\n镇长：九月以前。\n\n记者：船呢？\n\n镇长：船也在九月。\n\n（下转 11 版）\n";
    let document = read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    assert_eq!(document.turn_of(document.blocks.len() - 1), None);
    for size in [WIDE, MEDIUM, NARROW] {
        let mut reader = Reader::of_document(document.clone(), size, "zh");
        let foot = reader.press("G").rows().pop().unwrap();
        assert!(foot.contains("/2"), "{size:?}: {foot}");
    }
}

#[test]
fn when_a_question_was_asked_stands_dim_at_the_end_of_its_entry_and_in_its_label() {
    let text = "Ann Lee (00:00:04): Who lit the lamp that night, and why so late?\n\nBo Hart (00:01:12): I did.\n\nCo Moss (00:02:40): And \
                who rowed?\n\nBo Hart (00:03:05): Nobody rowed.\n\nAnn Lee (01:00:04): When was that?\n\nBo Hart (01:01:12): In May.\n";
    let document = read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    let mut reader = Reader::of_document(document, WIDE, "en");
    let rows = reader.rows();
    for (words, time) in [("Who lit", "0:04"), ("And who", "2:40"), ("When was", "1:00:04")] {
        let row = rows.iter().find(|row| row.contains(words)).unwrap();
        let entry = row.split('│').next().unwrap().trim_end();
        assert!(entry.ends_with(time), "{row}");
    }
    let dim = reader.look.theme(&reader.app).style(wenda::ui::theme::Role::Aside).fg;
    let y = (0..).zip(&rows).find(|(_, row)| row.contains("(00:01:12)")).unwrap().0;
    let cells = reader.cells();
    let x = (37..120).find(|&x| cells[(x, y)].symbol() == "(").unwrap();
    assert_eq!((Some(cells[(x, y)].fg), Some(cells[(x + 1, y)].fg)), (dim, dim));
    assert_ne!(Some(cells[(x - 2, y)].fg), dim, "the name is not dim");
}

#[test]
fn a_time_that_begins_a_paragraph_is_dim_and_is_not_told_again_above_it() {
    let text = "Ann Lee (00:00:04): Who lit the lamp?\n\nBo Hart (00:01:12): I did.\n\n(00:01:30) It was dark.\n\n(00:01:40) The \
                boats were out.\n\n(00:01:55) All of them.\n\nAnn Lee (00:02:04): And then?\n\nBo Hart (00:02:12): We rowed.\n";
    let document = read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    let mut reader = Reader::of_document(document, WIDE, "en");
    let rows = reader.rows();
    let dim = reader.look.theme(&reader.app).style(wenda::ui::theme::Role::Aside).fg;
    let y = (0..).zip(&rows).find(|(_, row)| row.contains("(00:01:40)")).unwrap().0;
    let cells = reader.cells();
    let x = (37..120).find(|&x| cells[(x, y)].symbol() == "(").unwrap();
    assert_eq!((Some(cells[(x, y)].fg), Some(cells[(x + 9, y)].fg)), (dim, dim));
    assert_ne!(Some(cells[(x + 11, y)].fg), dim, "what is said is not dim");
    assert!(!rows.iter().any(|row| row.contains("1:40") && !row.contains("(00:01:40)")), "{rows:#?}");
}
