//! The commands of reconsiderations and lawsuits.

use super::{Answer, Desk, Host};
use crate::dispute::input::{DisputeInput, DisputeStep};
use crate::dispute::view::{DisputeEdited, DisputesView};
use crate::year_lock::LockView;

impl Desk {
    /// Why the last command was refused with the code `year_lock`: which public figures it would move.
    ///
    /// # Errors
    /// When there is no session.
    pub fn year_lock_question(&self, _host: &dyn Host) -> Answer<Option<LockView>> {
        self.with(|session| Ok(session.year_lock_question()))
    }

    /// Answers that question: the same command, given again, passes and keeps the reason.
    ///
    /// # Errors
    /// When the reason is empty or too long, with the field `late_reason`.
    pub fn year_lock_reason(&self, _host: &dyn Host, token: String, reason: String) -> Answer<()> {
        self.with(|session| session.give_late_reason(Some(&token), &reason))
    }

    /// The disputes of an agency.
    ///
    /// # Errors
    /// As [`crate::Session::disputes`].
    pub fn dispute_list(&self, host: &dyn Host, agency: String) -> Answer<DisputesView> {
        self.with(|session| session.disputes(&agency, &host.now()))
    }

    /// Registers a dispute.
    ///
    /// # Errors
    /// As [`crate::Session::register_dispute`].
    pub fn dispute_register(&self, host: &dyn Host, agency: String, input: DisputeInput) -> Answer<DisputeEdited> {
        self.with(|session| session.register_dispute(&agency, &input, &host.now()))
    }

    /// Enters what happened to a dispute.
    ///
    /// # Errors
    /// As [`crate::Session::dispute_step`].
    pub fn dispute_step(
        &self,
        host: &dyn Host,
        agency: String,
        id: String,
        input: DisputeStep,
    ) -> Answer<DisputeEdited> {
        self.with(|session| session.dispute_step(&agency, &id, &input, &host.now()))
    }

    /// Corrects what was registered of a dispute.
    ///
    /// # Errors
    /// As [`crate::Session::correct_dispute`].
    pub fn dispute_correct(
        &self,
        host: &dyn Host,
        agency: String,
        id: String,
        input: DisputeInput,
    ) -> Answer<DisputeEdited> {
        self.with(|session| session.correct_dispute(&agency, &id, &input, &host.now()))
    }

    /// 作废 a dispute that was registered by mistake.
    ///
    /// # Errors
    /// As [`crate::Session::void_dispute`].
    pub fn dispute_void(&self, host: &dyn Host, agency: String, id: String, reason: String) -> Answer<DisputeEdited> {
        self.with(|session| session.void_dispute(&agency, &id, &reason, &host.now()))
    }
}
