//! Which lines use which links and spots: all lists in one block of memory, so that trying an arrangement copies it at once.

/// What lines do at numbered places; at each place the last comes first.
#[derive(Debug, Clone)]
pub(super) struct Uses<T> {
    /// The first entry of each place.
    heads: Vec<u32>,
    entries: Vec<Entry<T>>,
    /// The first entry that is free.
    free: u32,
}

#[derive(Debug, Clone, Copy)]
struct Entry<T> {
    line: u32,
    next: u32,
    what: T,
}

/// No entry.
const NONE: u32 = u32::MAX;

impl<T: Copy> Uses<T> {
    pub fn new(places: usize) -> Uses<T> {
        Uses { heads: vec![NONE; places], entries: Vec::new(), free: NONE }
    }

    pub fn add(&mut self, place: usize, line: usize, what: T) {
        let entry = Entry { line: line as u32, next: self.heads[place], what };
        let at = self.free;
        self.heads[place] = match self.entries.get_mut(at as usize) {
            Some(unused) => {
                self.free = unused.next;
                *unused = entry;
                at
            }
            None => {
                self.entries.push(entry);
                self.entries.len() as u32 - 1
            }
        };
    }

    /// Takes out all that a line does at a place.
    pub fn remove(&mut self, place: usize, line: usize) {
        let mut before = NONE;
        let mut at = self.heads[place];
        while at != NONE {
            let Entry { line: own, next, .. } = self.entries[at as usize];
            if own as usize == line {
                match self.entries.get_mut(before as usize) {
                    Some(entry) => entry.next = next,
                    None => self.heads[place] = next,
                }
                self.entries[at as usize].next = self.free;
                self.free = at;
            } else {
                before = at;
            }
            at = next;
        }
    }

    /// The lines at a place, the last first, and what each does there.
    pub fn at(&self, place: usize) -> impl Iterator<Item = (usize, &T)> {
        let mut at = self.heads[place];
        std::iter::from_fn(move || {
            let entry = self.entries.get(at as usize)?;
            at = entry.next;
            Some((entry.line as usize, &entry.what))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_lines_apart_and_what_is_taken_out_makes_room() {
        let mut uses = Uses::new(2);
        let told = |uses: &Uses<char>, place| uses.at(place).map(|(line, what)| (line, *what)).collect::<Vec<_>>();
        uses.add(0, 1, 'a');
        uses.add(1, 2, 'b');
        uses.add(0, 2, 'c');
        uses.add(0, 1, 'd');
        assert_eq!(told(&uses, 0), [(1, 'd'), (2, 'c'), (1, 'a')]);
        uses.remove(0, 1);
        assert_eq!((told(&uses, 0), told(&uses, 1)), (vec![(2, 'c')], vec![(2, 'b')]));
        uses.remove(0, 3);
        uses.add(1, 5, 'e');
        uses.add(1, 6, 'f');
        assert_eq!(uses.entries.len(), 4, "free entries are used again");
        assert_eq!(told(&uses, 1), [(6, 'f'), (5, 'e'), (2, 'b')]);
    }
}
