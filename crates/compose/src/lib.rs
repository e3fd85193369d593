//! From the domain to documents: annual report, guide page.
