//! Citations as Markdown.

use crate::corpus::Post;
use crate::render::markdown::escaped;

/// Authors, the title as a link to the post, and its date, as far as they are known. A post without
/// an address is named by its path.
pub fn citation(post: &Post) -> String {
    let authors = post.authors.iter().map(|name| escaped(name)).collect::<Vec<_>>().join(", ");
    let title = escaped(&post.title);
    let titled = match &post.url {
        Some(url) => format!("[{title}](<{}>)", destination(url)),
        None => format!("{title} (`{}`)", post.path.to_string().replace('`', "'")),
    };
    let date = post.own_date().map(|date| date.to_string().chars().take(10).collect::<String>());
    let by = if authors.is_empty() { String::new() } else { format!("{authors}: ") };
    format!("{by}{titled}{}", date.map(|date| format!(", {date}")).unwrap_or_default())
}

/// An address between angle brackets, which end it, as does a line end.
fn destination(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace(['\n', '\r'], "")
}
