//! Opens a hit where the user reads on: its file in the editor, or its page in the browser.

use std::io::{Write, stderr};

use kwic::Error;
use kwic::index::IndexReader;
use kwic::search::{Hit, Request, Results, SnippetLimits, search};

use crate::cli::{ExitStatus, Failure, editor};

/// Opens the hit of this rank.
pub fn open(
    rank: usize,
    in_browser: bool,
    reader: &IndexReader,
    request: Request,
) -> Result<ExitStatus, Failure> {
    let snippets = SnippetLimits { count: Some(1), ..request.snippets };
    let request = Request { limit: 1, offset: rank - 1, snippets, ..request };
    let results = search(reader, &request)?;
    let Some(hit) = results.hits.first() else {
        let total = results.total;
        writeln!(stderr(), "kwic: there is no hit {rank}: the query finds {total} posts")?;
        return Ok(ExitStatus::Nothing);
    };
    if in_browser {
        editor::browse(&address(hit)?)?;
    } else {
        edit(hit, &results)?;
    }
    Ok(ExitStatus::Success)
}

fn edit(hit: &Hit, results: &Results) -> Result<(), Failure> {
    let path = results.index.corpus.join(hit.post.path.as_path());
    let line = hit.snippets.first().and_then(|snippet| snippet.line);
    editor::edit(&path, line)
}

/// Where the post is on the web, at the passage if that can be told.
fn address(hit: &Hit) -> Result<String, Failure> {
    let passage = hit.snippets.first().and_then(|snippet| hit.address_of(snippet));
    let page = hit.post.url.clone().filter(|url| url.contains("://"));
    passage.or(page).ok_or_else(|| {
        let reason = format!("`{}` has no address on the web", hit.post.path);
        Error::Option { option: "--web", value: hit.rank.to_string(), reason }.into()
    })
}
