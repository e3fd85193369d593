//! The search over the open file.

use super::Session;
use crate::search::Asked;
use crate::search::view::{HitView, SearchView};
use crate::view::AppError;
use mingce_domain::agency::AgencyId;

/// The most hits of a kind that are ever given.
const MOST: usize = 1_000;

impl Session {
    /// Makes the search ready, so that the first question need not wait. Does nothing when it is.
    ///
    /// # Errors
    /// When no file is open, or it cannot be read.
    pub fn search_ready(&self) -> Result<(), AppError> {
        let open = self.opened()?;
        open.searching.borrow_mut().renew(&open.store, &self.assets)
    }

    /// What is found, by kind, at most so many of each; an agency's own before others' of one rank.
    ///
    /// # Errors
    /// When nothing is looked for, too much, or the file cannot be read.
    pub fn search(&self, words: &str, agency: Option<&str>, most: usize) -> Result<SearchView, AppError> {
        self.search_ready()?;
        let own = self.first_among_equals(agency)?;
        let searching = self.opened()?.searching.borrow();
        let found = searching.find(&Asked { words, own, kinds: &[], most: most.min(MOST) })?;
        Ok(searching.view(found))
    }

    /// The best hits of these kinds, whatever their kind, and how many there are in all.
    ///
    /// # Errors
    /// As [`Session::search`], and for an unknown kind.
    pub fn search_best(
        &self,
        words: &str,
        kinds: &[String],
        agency: Option<&str>,
        most: usize,
    ) -> Result<(usize, Vec<HitView>), AppError> {
        self.search_ready()?;
        let own = self.first_among_equals(agency)?;
        let searching = self.opened()?.searching.borrow();
        let found = searching.find(&Asked { words, own, kinds, most: most.min(MOST) })?;
        Ok((found.total, found.best(most).into_iter().map(|hit| searching.hit(hit)).collect()))
    }

    fn first_among_equals(&self, agency: Option<&str>) -> Result<Option<AgencyId>, AppError> {
        match agency {
            Some(id) => Ok(Some(AgencyId(id.to_string()))),
            None => Ok(self.opened()?.store.own_agency()?),
        }
    }
}
