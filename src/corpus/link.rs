//! Addresses on the web, in a form in which those of one site and one folder stand together.

/// What an address leads to: the parts of its host from the last to the first, and then the path.
///
/// `https://www.news.example.org/2020/a?p=1#top` is `org.example.news/2020/a?p=1`, so that every
/// address of a host, of its subdomains and of a folder begins with the same letters. An address
/// without a host begins with `/`. The case of a path and the letters of a host are kept as written,
/// but hosts are in lower case and without `www.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    host: String,
    path: String,
}

impl LinkTarget {
    /// The target of an address that is written in a post which itself is at `base`, an address or a
    /// path from the root.
    pub fn of(address: &str, base: &str) -> Self {
        let (host, path) = split(address);
        let (base_host, base_path) = split(base);
        match host {
            Some(host) => Self { host: host_key(host), path: trimmed(path).to_owned() },
            None => Self {
                host: base_host.map(host_key).unwrap_or_default(),
                path: trimmed(&joined(base_path, path)).to_owned(),
            },
        }
    }

    /// The target that somebody means who types `example.org`, `example.org/2020`, `/about`, or a
    /// whole address.
    pub fn typed(text: &str) -> Self {
        match split(text) {
            (None, path) if !path.starts_with('/') => {
                let end = path.find(['/', '?']).unwrap_or(path.len());
                Self { host: host_key(&path[..end]), path: trimmed(&path[end..]).to_owned() }
            }
            (host, path) => Self {
                host: host.map(host_key).unwrap_or_default(),
                path: trimmed(path).to_owned(),
            },
        }
    }

    /// The host, its parts from the last to the first: `org.example.news`; empty if there is none.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host in the usual order of a target that is written as host and path in a row, or the path
    /// if it has no host: of `org.example.news/2020` it is `news.example.org`.
    pub fn host_or_path(target: &str) -> String {
        let host = Self::host_part(target);
        if host.is_empty() { target.to_owned() } else { turned(host) }
    }

    /// The host of a target that is written as host and path in a row, its parts from the last to the
    /// first; empty if it has none.
    pub fn host_part(target: &str) -> &str {
        &target[..target.find(['/', '?']).unwrap_or(target.len())]
    }

    /// The path and the query, without a slash at the end: `/2020/a?p=1`; empty for a whole host.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// The host of an address, if it has one, and what comes after it, without the fragment.
fn split(address: &str) -> (Option<&str>, &str) {
    let address = address.trim();
    let address = &address[..address.find('#').unwrap_or(address.len())];
    let is_scheme =
        |text: &str| ["", "http:", "https:"].iter().any(|scheme| scheme.eq_ignore_ascii_case(text));
    let slashes = address.find("//").filter(|&at| is_scheme(&address[..at]));
    let Some(at) = slashes else { return (None, address) };
    let rest = &address[at + 2..];
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    (Some(&rest[..end]), &rest[end..])
}

/// `Ann@WWW.News.Example.org:80` is `org.example.news`.
fn host_key(host: &str) -> String {
    let host = host.rsplit('@').next().unwrap_or(host).to_lowercase();
    let port = host.rfind(':').filter(|&at| host[at + 1..].bytes().all(|b| b.is_ascii_digit()));
    let host = host[..port.unwrap_or(host.len())].trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    turned(host)
}

/// A host with its parts in the other direction.
fn turned(host: &str) -> String {
    // The parts of a number are no domains.
    if host.starts_with('[') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return host.to_owned();
    }
    host.rsplit('.').collect::<Vec<_>>().join(".")
}

/// A path without the slashes at its end.
fn trimmed(path: &str) -> &str {
    path.trim_end_matches('/')
}

/// Where a path leads that is written at `base`, with `.` and `..` resolved.
fn joined(base: &str, path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let base = base.split('?').next().unwrap_or(base);
    let folder = if path.is_empty() { base } else { base.rsplit_once('/').map_or("", |(f, _)| f) };
    let from = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(target: &LinkTarget) -> String {
        format!("{}{}", target.host(), target.path())
    }

    #[test]
    fn addresses_of_one_site_stand_together() {
        let table = [
            ("https://www.news.example.org/2020/A?p=1#top", "org.example.news/2020/A?p=1"),
            ("HTTP://Example.ORG", "org.example"),
            ("http://example.org/", "org.example"),
            ("//cdn.example.org/x.js", "org.example.cdn/x.js"),
            ("https://ann@example.org:8080/a/", "org.example/a"),
            ("https://bücher.example/ä", "example.bücher/ä"),
            ("http://127.0.0.1:80/a", "127.0.0.1/a"),
            ("http://[::1]/a", "[::1]/a"),
            ("/about", "/about"),
            ("/about/", "/about"),
            ("b.html", "/blog/b.html"),
            ("../img/x.png", "/img/x.png"),
            ("./b?q=1", "/blog/b?q=1"),
            ("?page=2", "/blog/post.md?page=2"),
            ("../../../x", "/x"),
            ("http://", ""),
        ];
        for (address, expected) in table {
            assert_eq!(shown(&LinkTarget::of(address, "/blog/post.md")), expected, "{address}");
        }
        let target = LinkTarget::of("../about", "https://www.example.org/blog/post/");
        assert_eq!(shown(&target), "org.example/blog/about");
    }

    #[test]
    fn a_target_tells_its_host() {
        let table = [
            ("https://WWW.news.example.org:80/2020?p=1", "news.example.org"),
            ("http://example.org?p=1", "example.org"),
            ("http://127.0.0.1/a", "127.0.0.1"),
            ("http://[::1]/a", "[::1]"),
            ("/about/team?p=1", "/about/team?p=1"),
            ("http://", ""),
        ];
        for (address, expected) in table {
            let target = shown(&LinkTarget::of(address, "/blog/post.md"));
            assert_eq!(LinkTarget::host_or_path(&target), expected, "{address}");
        }
    }

    #[test]
    fn what_is_typed_is_a_host_or_a_path() {
        let table = [
            ("example.org", "org.example"),
            ("WWW.Example.org", "org.example"),
            ("example.org/2020/", "org.example/2020"),
            ("https://example.org/2020#x", "org.example/2020"),
            ("example.org?p=1", "org.example?p=1"),
            ("/about", "/about"),
            ("x.png", "png.x"),
            ("/", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(&LinkTarget::typed(text)), expected, "{text}");
        }
    }
}
