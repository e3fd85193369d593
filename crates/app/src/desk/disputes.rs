//! The commands of reconsiderations and lawsuits.

use super::{Answer, Desk, Host};
use crate::dispute::input::{DisputeInput, DisputeStep};
use crate::dispute::view::{DisputeEdited, DisputesView};

impl Desk {
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
