//! The flags of commands whose answer may be a table.

use kwic::render::TableFormat;

/// Flags that ask for a table.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct TableFlags {
    /// Print a table with commas and a header.
    #[arg(long, group = "form")]
    csv: bool,

    /// Print the same with tabs and without quotes: `\t`, `\n`, `\r` and `\\` stand for a tab, line
    /// ends and a backslash in a value.
    #[arg(long, group = "form")]
    tsv: bool,
}

impl TableFlags {
    /// The table that is asked for, if one is.
    pub fn format(&self) -> Option<TableFormat> {
        match (self.csv, self.tsv) {
            (true, _) => Some(TableFormat::Csv),
            (_, true) => Some(TableFormat::Tsv),
            _ => None,
        }
    }
}
