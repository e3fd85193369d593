//! Tables of a document to XLSX.
