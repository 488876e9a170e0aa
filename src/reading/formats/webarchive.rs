//! Web archives of Safari: a page and its pictures in a binary property list, of which the page is read. Any place that is
//! named in the list may be wrong, so that each is looked up and none is trusted.

/// What binary property lists begin with.
const MARK: &[u8] = b"bplist00";
/// What describes the list stands in so many bytes at its end.
const TRAILER: usize = 32;
/// A dictionary of a web archive has a handful of keys.
const MAX_KEYS: usize = 64;

/// The bytes of the page in an archive, and the name of their encoding; `None` where there is none.
pub(super) fn page(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let list = List::of(bytes)?;
    let main = list.value(list.top, b"WebMainResource")?;
    let page = list.data(list.value(main, b"WebResourceData")?)?;
    let encoding = list.value(main, b"WebResourceTextEncodingName").and_then(|it| list.data(it));
    Some((page, encoding.and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()))
}

/// Whether bytes are an archive of a page that can be found in it.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    page(bytes).is_some()
}

/// A property list whose objects have numbers.
struct List<'a> {
    bytes: &'a [u8],
    /// Bytes of a number of an object, and of a place in the list.
    reference: usize,
    place: usize,
    /// Where the places of the objects stand.
    places: usize,
    top: usize,
}

impl<'a> List<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let trailer = bytes.strip_prefix(MARK)?.last_chunk::<TRAILER>()?;
        let (place, reference) = (usize::from(trailer[6]), usize::from(trailer[7]));
        let (top, places) = (number(&trailer[16..24])?, number(&trailer[24..32])?);
        let is_size = |size: usize| (1..=8).contains(&size);
        (is_size(place) && is_size(reference)).then_some(List { bytes, reference, place, places, top })
    }

    /// What stands from byte `at` on.
    fn slice(&self, at: usize, length: usize) -> Option<&'a [u8]> {
        self.bytes.get(at..at.checked_add(length)?)
    }

    /// The kind of an object, its length, and where what it holds begins.
    fn object(&self, which: usize) -> Option<(u8, usize, usize)> {
        let entry = self.places.checked_add(which.checked_mul(self.place)?)?;
        let at = number(self.slice(entry, self.place)?)?;
        let marker = *self.bytes.get(at)?;
        let (kind, length) = (marker >> 4, usize::from(marker & 0xf));
        if length < 0xf {
            return Some((kind, length, at + 1));
        }
        // A longer length is a number of its own.
        let size = 1usize << (*self.bytes.get(at + 1)? & 0x3);
        Some((kind, number(self.slice(at + 2, size)?)?, at + 2 + size))
    }

    /// The bytes of data, or of a text that is ASCII.
    fn data(&self, which: usize) -> Option<&'a [u8]> {
        let (kind, length, at) = self.object(which)?;
        self.slice(at, length).filter(|_| matches!(kind, 0x4 | 0x5))
    }

    /// The number of the object that a dictionary has under a key.
    fn value(&self, dictionary: usize, key: &[u8]) -> Option<usize> {
        let (kind, length, at) = self.object(dictionary)?;
        let reference = |index: usize| {
            let at = at.checked_add(index.checked_mul(self.reference)?)?;
            number(self.slice(at, self.reference)?)
        };
        let is_it = |index: &usize| reference(*index).and_then(|it| self.data(it)) == Some(key);
        let index = (0..length.min(MAX_KEYS)).filter(|_| kind == 0xd).find(is_it)?;
        reference(length.checked_add(index)?)
    }
}

/// A number, its largest byte first.
fn number(bytes: &[u8]) -> Option<usize> {
    usize::try_from(bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of objects, as it stands in a file.
    fn list(objects: &[&[u8]]) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        let mut places = Vec::new();
        for object in objects {
            places.push(u8::try_from(bytes.len()).unwrap_or(0));
            bytes.extend_from_slice(object);
        }
        let table = u8::try_from(bytes.len()).unwrap_or(0);
        bytes.extend(places);
        bytes.extend([0; 6]);
        bytes.extend([1, 1]);
        bytes.extend([0; 23]);
        bytes.push(table);
        bytes
    }

    fn archive() -> Vec<u8> {
        list(&[
            b"\xd1\x01\x02",
            b"\x5f\x10\x0fWebMainResource",
            b"\xd2\x03\x04\x05\x06",
            b"\x5f\x10\x0fWebResourceData",
            b"\x5f\x10\x1bWebResourceTextEncodingName",
            b"\x4f\x10\x0f<p>\xe7\x81\xaf light</p",
            b"\x55UTF-8",
        ])
    }

    #[test]
    fn the_main_resource_is_the_page() {
        assert_eq!(page(&archive()), Some((&b"<p>\xe7\x81\xaf light</p"[..], "UTF-8")));
    }

    #[test]
    fn no_damage_leads_out_of_the_list() {
        let whole = archive();
        for at in 0..whole.len() {
            for byte in [0, 1, 0x4f, 0xdf, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                let _ = page(&damaged);
            }
            assert_eq!(page(&whole[..at]).filter(|_| at < 8), None);
            let _ = page(&whole[at..]);
        }
    }
}
