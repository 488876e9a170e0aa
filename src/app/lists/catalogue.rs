//! Catalogues: lists of documents to open, those read before and those that the program was given. A page over the text
//! shows one of them.

use super::card::Sieve;
use super::first_in_view;
pub use super::summary::{Known, Learnt, Row, Stopped, Summary};

/// Which documents a catalogue has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Those read before, the last one first.
    #[default]
    Recent,
    /// Those that the program was given: files, or what is in a folder.
    Given,
}

/// Documents to choose from. Of those that the filter keeps one is chosen.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    rows: Vec<Row>,
    /// The rows that the filter keeps, in their order.
    shown: Vec<usize>,
    /// Which of these is chosen.
    chosen: usize,
    /// The first of these in view.
    first: usize,
    filter: String,
    /// The row of the document that was opened last from here.
    opened: Option<usize>,
    n_unread: usize,
}

impl Catalogue {
    /// A catalogue of these, the first one chosen.
    pub fn new(rows: Vec<Row>) -> Self {
        let mut catalogue = Catalogue { rows, ..Catalogue::default() };
        catalogue.n_unread = catalogue.rows.iter().filter(|row| row.known == Known::Unread).count();
        catalogue.sift();
        catalogue
    }

    /// Puts other documents in the place of these; the filter stays, and so does the choice, on its document.
    pub fn replace(&mut self, rows: Vec<Row>) {
        let path = |row: Option<&Row>| row.map(|row| row.path.clone());
        let chosen = path(self.chosen());
        let opened = path(self.opened.and_then(|at| self.rows.get(at)));
        let filter = std::mem::take(&mut self.filter);
        *self = Catalogue { filter, ..Catalogue::new(rows) };
        self.sift();
        let row_at = |path: Option<String>| self.rows.iter().position(|row| Some(&row.path) == path.as_ref());
        let (chosen, opened) = (row_at(chosen), row_at(opened));
        self.opened = opened;
        let chosen = chosen.and_then(|row| self.shown.iter().position(|shown| *shown == row));
        self.choose(chosen.unwrap_or(0));
    }

    /// Takes in what has been found out about a document.
    pub fn learn(&mut self, learnt: Learnt) {
        let Learnt { row, known, stopped } = learnt;
        let Some(it) = self.rows.get_mut(row) else { return };
        if it.known == Known::Unread && known != Known::Unread {
            self.n_unread -= 1;
        }
        (it.known, it.stopped) = (known, stopped);
    }

    /// Takes note of where the reader stopped in the document at `path`, if that is the one opened last.
    pub fn stop(&mut self, path: &str, stopped: Stopped) {
        let opened = self.opened.and_then(|at| self.rows.get_mut(at)).filter(|row| row.path == path);
        opened.into_iter().for_each(|row| row.stopped = Some(stopped.clone()));
    }

    /// Sifts anew, if there is a filter; to be called when rows have become known.
    pub fn sift_anew(&mut self) {
        if !self.filter.is_empty() {
            let chosen = self.shown.get(self.chosen).copied();
            self.sift();
            let kept = self.shown.iter().position(|row| Some(*row) == chosen);
            self.choose(kept.unwrap_or(self.chosen));
        }
    }

    /// Shows only what says this.
    pub fn set_filter(&mut self, typed: &str) {
        let chosen = self.shown.get(self.chosen).copied();
        typed.clone_into(&mut self.filter);
        self.sift();
        let kept = self.shown.iter().position(|row| Some(*row) == chosen);
        self.choose(kept.unwrap_or(0));
    }

    fn sift(&mut self) {
        let sieve = Sieve::new(&self.filter);
        let keeps = |row: &Row| sieve.keeps_all() || sieve.keeps(&row.card());
        self.shown = (0..self.rows.len()).filter(|at| keeps(&self.rows[*at])).collect();
    }

    /// What is typed into the filter; empty where all are shown.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// All documents.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many documents the filter keeps.
    pub fn n_shown(&self) -> usize {
        self.shown.len()
    }

    /// How many have not been read.
    pub fn n_unread(&self) -> usize {
        self.n_unread
    }

    /// The documents in view on `height` rows, each with whether it is chosen.
    pub fn in_view(&self, height: usize) -> impl Iterator<Item = (&Row, bool)> {
        let shown = self.shown.iter().enumerate().skip(self.first).take(height);
        shown.map(|(at, row)| (&self.rows[*row], at == self.chosen))
    }

    /// The row of the first document in view.
    pub fn first_in_view(&self) -> usize {
        self.shown.get(self.first).copied().unwrap_or(0)
    }

    /// The chosen document.
    pub fn chosen(&self) -> Option<&Row> {
        self.shown.get(self.chosen).map(|row| &self.rows[*row])
    }

    /// Chooses one of those that the filter keeps, or the last if there are fewer.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at.min(self.shown.len().saturating_sub(1));
    }

    /// Chooses the one in this row of the view.
    pub fn choose_in_view(&mut self, row: usize) -> bool {
        let is_there = self.first + row < self.shown.len();
        if is_there {
            self.choose(self.first + row);
        }
        is_there
    }

    /// Chooses the one `n` further on, or back if negative.
    pub fn step(&mut self, n: isize) {
        self.choose(self.chosen.saturating_add_signed(n));
    }

    /// Scrolls so that the choice is in view on `height` rows, with rows before and after it.
    pub fn scroll_to_choice(&mut self, height: usize) {
        let height = height.max(1);
        self.first = first_in_view(self.first, self.chosen, self.shown.len(), height);
    }

    /// Forgets how far it is scrolled, for another size of the screen.
    pub fn forget_scroll(&mut self) {
        self.first = 0;
    }

    /// Takes note that the document at this path is opened.
    pub(in crate::app) fn note_opened(&mut self, path: &str) {
        self.opened = self.rows.iter().position(|row| row.path == path);
    }

    /// Takes note that the chosen document is opened; gives its path.
    pub fn open_chosen(&mut self) -> Option<String> {
        self.opened = self.shown.get(self.chosen).copied();
        self.chosen().map(|row| row.path.clone())
    }

    /// Takes note that the document after the one opened last, or before it, is opened; gives its path. Those that can't be
    /// read and those that the filter leaves out are passed over.
    pub fn open_next(&mut self, forward: bool) -> Option<String> {
        let is_sound = |at: &usize| !matches!(self.rows[self.shown[*at]].known, Known::Faulty(_));
        let next = match self.opened {
            // nothing has been opened from here: the chosen one is the next
            None => (self.chosen..self.shown.len()).find(is_sound).filter(|_| forward),
            Some(opened) if forward => {
                (self.shown.partition_point(|row| *row <= opened)..self.shown.len()).find(is_sound)
            }
            Some(opened) => (0..self.shown.partition_point(|row| *row < opened)).rfind(is_sound),
        };
        self.choose(next?);
        self.open_chosen()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, title: &str, speakers: &str) -> Row {
        let summary = Summary { title: title.to_owned(), speakers: speakers.to_owned(), ..Summary::default() };
        Row { path: path.to_owned(), known: Known::Read(summary), stopped: None }
    }

    fn three() -> Catalogue {
        let rows =
            vec![row("/a/1.md", "灯塔", "周守诚"), row("/a/2.md", "渡口", "林听雨"), Row::unread("/a/3.md".into())];
        Catalogue::new(rows)
    }

    fn path(row: Option<&Row>) -> Option<&str> {
        row.map(|row| row.path.as_str())
    }

    #[test]
    fn the_choice_stays_on_its_document_when_others_come_and_when_it_is_filtered() {
        let mut catalogue = three();
        catalogue.step(1);
        catalogue.replace(vec![row("/a/0.md", "桥", ""), row("/a/1.md", "灯塔", ""), row("/a/2.md", "渡口", "")]);
        assert_eq!(path(catalogue.chosen()), Some("/a/2.md"));
        catalogue.set_filter("渡");
        assert_eq!((path(catalogue.chosen()), catalogue.n_shown()), (Some("/a/2.md"), 1));
        catalogue.set_filter("");
        assert_eq!((path(catalogue.chosen()), catalogue.n_shown()), (Some("/a/2.md"), 3));
    }

    #[test]
    fn a_filter_looks_through_titles_files_dates_and_speakers() {
        for (typed, kept) in [("灯塔", 1), ("@林", 1), ("2.md", 1), ("没有", 0), ("md", 3)] {
            let mut catalogue = three();
            catalogue.set_filter(typed);
            assert_eq!(catalogue.n_shown(), kept, "{typed}");
        }
    }

    #[test]
    fn a_row_that_becomes_known_is_kept_by_the_filter_from_then_on() {
        let mut catalogue = three();
        catalogue.set_filter("桥");
        catalogue.learn(Learnt { row: 2, known: row("", "桥边", "").known, stopped: None });
        catalogue.sift_anew();
        assert_eq!((path(catalogue.chosen()), catalogue.n_unread()), (Some("/a/3.md"), 0));
    }

    #[test]
    fn the_next_document_is_the_one_after_the_last_opened_and_what_cant_be_read_is_passed_over() {
        let mut catalogue = three();
        assert_eq!(catalogue.open_next(false), None);
        assert_eq!(catalogue.open_next(true).as_deref(), Some("/a/1.md"));
        catalogue.learn(Learnt { row: 1, known: Known::Faulty("damaged".to_owned()), stopped: None });
        assert_eq!(catalogue.open_next(true).as_deref(), Some("/a/3.md"));
        assert_eq!(catalogue.open_next(true), None);
        assert_eq!(catalogue.open_next(false).as_deref(), Some("/a/1.md"));
        assert_eq!(path(catalogue.chosen()), Some("/a/1.md"), "the list is resumed at its row");
    }

    #[test]
    fn the_choice_is_in_view() {
        let mut catalogue = Catalogue::new((0..50).map(|n| Row::unread(format!("{n}"))).collect());
        catalogue.step(30);
        catalogue.scroll_to_choice(10);
        assert!(catalogue.in_view(10).any(|(row, is_chosen)| is_chosen && row.path == "30"));
        catalogue.set_filter("4");
        catalogue.scroll_to_choice(10);
        assert_eq!(catalogue.in_view(10).count(), 10);
    }
}
