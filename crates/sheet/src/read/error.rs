//! Why a file cannot be read, told to the clerk who chose it.

/// A file that is not read. Every message says what happened and what to do; a library's words never reach it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("文件是空的，没有可以导入的内容。请检查是否选对了文件。")]
    Empty,
    /// Encrypted as a whole, or some part of it.
    #[error("文件受密码保护。请在 WPS 或 Excel 中取消密码后另存，再导入。")]
    Protected,
    /// It begins as the format it claims to be and then breaks the format's rules.
    #[error("文件已损坏，或者没有下载完整，读不出其中的表格。请在 WPS 或 Excel 中打开检查，另存后再导入。")]
    Damaged,
    /// Readable, but without a single cell of text in a table.
    #[error("文件里没有表格，或者表格都是空的。请检查是否选对了文件。")]
    NoTable,
    /// More than a person could have meant, or more than the machine should hold: what there is too much of.
    #[error("文件太大：{0}。请删去多余的行、列，或者拆成几个文件，再导入。")]
    TooLarge(String),
    /// Bytes that are no characters in the encoding the rest is written in.
    #[error(
        "第{line}行有无法识别的字符（按 {encoding} 读取）。请用记事本或 WPS 打开检查这一行，另存为 UTF-8 编码，再导入。"
    )]
    Undecodable {
        /// Counted from 1, as an editor does.
        line: usize,
        /// The encoding that was tried.
        encoding: &'static str,
    },
    /// A declaration by which an XML file could reach for other files.
    #[error("文件中含有 DOCTYPE 声明，可能借此读取别的文件，为安全起见不予读取。请在 WPS 中打开后另存，再导入。")]
    Doctype,
    /// A format that is known and not read: the whole sentence.
    #[error("{0}")]
    Unsupported(&'static str),
}
