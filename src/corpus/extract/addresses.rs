//! The addresses of a post's links and images.

use std::collections::HashSet;

/// The most links, and the most images, that are kept of one post.
const MOST: usize = 1000;

/// Addresses in the order they are met, each once.
#[derive(Debug, Default)]
pub struct Addresses {
    list: Vec<String>,
    known: HashSet<String>,
}

impl Addresses {
    /// Keeps an address, unless it is known or leads nowhere.
    pub fn add(&mut self, address: &str) {
        let is_wanted = leads_elsewhere(address) && self.list.len() < MOST;
        if is_wanted && !self.known.contains(address) {
            self.known.insert(address.to_owned());
            self.list.push(address.to_owned());
        }
    }

    /// All that were kept.
    pub fn into_list(self) -> Vec<String> {
        self.list
    }
}

/// Whether an address is of the web, absolute or relative, and not just of a place in this page.
fn leads_elsewhere(address: &str) -> bool {
    let scheme = match address.find([':', '/', '?', '#']) {
        Some(end) if address[end..].starts_with(':') => &address[..end],
        _ => "",
    };
    let is_web = ["", "http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    is_web && !address.is_empty() && !address.starts_with(['#', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_kept_once() {
        let table = [
            ("/b", true),
            ("/b", false),
            ("https://a.org/?x:y", true),
            ("HTTP://a.org", true),
            ("//c.org", true),
            ("b.html#c", true),
            ("mailto:x@a.org", false),
            ("javascript:x", false),
            ("data:x", false),
            ("#p", false),
            (":", false),
            ("", false),
        ];
        let mut addresses = Addresses::default();
        for (address, is_kept) in table {
            let before = addresses.list.len();
            addresses.add(address);
            assert_eq!(addresses.list.len() > before, is_kept, "{address}");
        }
        (0..2000).for_each(|n| addresses.add(&n.to_string()));
        assert_eq!(addresses.into_list().len(), MOST);
    }
}
