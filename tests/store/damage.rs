//! Damage to a store of 200 records: cut, flipped, overwritten. At most the records that were touched can't be read, their
//! bytes are kept aside, and the log stays as it was found.

use std::fs;

use libtest_mimic::Failed;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::storage::{Damage, Device, Folders, Loaded, MarksStore, Stamper, log};

use crate::is_full;
use crate::writer::identity;

const RECORDS: usize = 200;

/// The records of a store, and its bytes.
fn store() -> Result<(Vec<String>, Vec<u8>), Failed> {
    let mut stamper = Stamper::new(Device::numbered(1));
    let mut mark = |number: usize| {
        stamper.stamp(Marks::add(Anchor { exact: format!("第{number}条：双方贸易额"), ..Anchor::default() })).to_json()
    };
    let records = (0..RECORDS).map(&mut mark).collect::<Result<Vec<String>, _>>()?;
    let bytes = records.iter().map(|record| log::sealed(record) + "\n").collect::<String>().into_bytes();
    Ok((records, bytes))
}

/// How many of the store's records `bytes` hold. That there are others is an error.
fn n_whole(records: &[String], bytes: &[u8], what: &str) -> Result<usize, Failed> {
    let found = log::lines(bytes).records;
    let mut known = records.iter();
    // They are in their order; what is not among the rest of them was made up.
    match found.iter().find(|record| !known.any(|it| it == *record)) {
        Some(stranger) => Err(format!("{what}: {stranger} was never written").into()),
        None => Ok(found.len()),
    }
}

pub fn cut() -> Result<(), Failed> {
    let (records, bytes) = store()?;
    let (mut ends, mut n_lines) = (bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').peekable(), 0);
    for length in 0..=bytes.len() {
        while ends.next_if(|(end, _)| *end < length).is_some() {
            n_lines += 1;
        }
        if (is_full() || length % 131 == 0) && n_whole(&records, &bytes[..length], "cut")? < n_lines {
            return Err(format!("cut to {length}: a whole record is lost").into());
        }
    }
    println!("{} truncation lengths", bytes.len() + 1);
    Ok(())
}

pub fn flipped() -> Result<(), Failed> {
    let (records, mut bytes) = store()?;
    let stride = if is_full() { 1 } else { 1009 };
    for bit in (0..bytes.len() * 8).step_by(stride) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        if n_whole(&records, &bytes, "flipped")? + 1 < RECORDS {
            return Err(format!("bit {bit} costs more than its record").into());
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    println!("{} bits", bytes.len() * 8 / stride);
    Ok(())
}

pub fn overwritten() -> Result<(), Failed> {
    let (records, bytes) = store()?;
    let noise: Vec<u8> = (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for from in (0..bytes.len() - 4096).step_by(if is_full() { 64 } else { 4096 }) {
        for block in [&[0; 4096][..], &noise, &[b'\n'; 4096], &[0xFF; 4096]] {
            let covered = from..from + 4096;
            let n_touched = bytes[..covered.end].iter().filter(|byte| **byte == b'\n').count() + 1
                - bytes[..covered.start].iter().filter(|byte| **byte == b'\n').count();
            let mut damaged = bytes.clone();
            damaged[covered].copy_from_slice(block);
            if n_whole(&records, &damaged, "overwritten")? + n_touched < RECORDS {
                return Err(format!("a block at {from} costs more than {n_touched} records").into());
            }
        }
    }
    Ok(())
}

/// On the disk: what can't be read is kept aside, the log is as it was, and marks are added to it as before.
pub fn kept_aside() -> Result<(), Failed> {
    let (_, bytes) = store()?;
    for bit in (3..bytes.len() * 8).step_by(if is_full() { 997 } else { 60_013 }) {
        let home = tempfile::tempdir()?;
        let folders = Folders::under(home.path());
        let store = MarksStore::of(&folders, identity());
        let path = store.folder().join("marks.000000000001.jsonl");
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        fs::create_dir_all(store.folder())?;
        fs::write(&path, &damaged)?;
        let loaded = store.load();
        let is_there = |aside: &[u8]| aside.is_empty() || damaged.windows(aside.len()).any(|there| there == aside);
        let is_kept = |damage: &Damage| {
            let kept = fs::read(&damage.kept).unwrap_or_default();
            kept.split(|byte| *byte == b'\n').all(is_there) && kept.len() > damage.n_lines
        };
        let is_told = loaded.marks.live().count() == RECORDS || !loaded.damaged.is_empty();
        if !is_told || !loaded.damaged.iter().all(is_kept) || fs::read(&path)? != damaged {
            return Err(format!("bit {bit}: what is damaged was not kept").into());
        }
        let mut stamper = Stamper::new(Device::numbered(1));
        let added = stamper.stamp(Marks::add(Anchor::default()));
        store.journal(&Device::numbered(1), &Loaded::default()).append(&added)?;
        if !fs::read(&path)?.starts_with(&damaged) {
            return Err(format!("bit {bit}: the log was overwritten").into());
        }
    }
    Ok(())
}
