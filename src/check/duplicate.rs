//! Posts that say the same, or claim to lie at the same address.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::corpus::{Post, PostPath, Problem, ProblemCode};

/// Shorter texts are alike by chance, in characters that are no blanks.
const MIN_BODY: usize = 100;

/// What of a post another post must not have, by its hash: posts are many, and texts long. Among
/// 50,000 posts, one pair in ten thousand million corpora has the same hash by chance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fingerprint {
    body: Option<u64>,
    address: Option<u64>,
}

impl Fingerprint {
    /// The fingerprint of a post's text, whatever its markup and blanks, and of its address.
    pub fn of(post: &Post) -> Self {
        Self { body: body(post), address: post.url.as_deref().map(address) }
    }
}

fn body(post: &Post) -> Option<u64> {
    let (mut hasher, mut length) = (DefaultHasher::new(), 0);
    for word in post.text_blocks().flat_map(|block| block.text.split_whitespace()) {
        word.hash(&mut hasher);
        length += word.chars().count();
    }
    (length >= MIN_BODY).then(|| hasher.finish())
}

/// An address is the same with and without a slash at its end.
fn address(url: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.trim_end_matches('/').hash(&mut hasher);
    hasher.finish()
}

/// The first post with each text and with each address.
#[derive(Debug, Default)]
pub(super) struct Originals {
    bodies: HashMap<u64, PostPath>,
    addresses: HashMap<u64, PostPath>,
}

impl Originals {
    /// Takes in a post, and says what it shares with posts before it.
    pub fn compare(&mut self, path: &PostPath, fingerprint: Fingerprint) -> Vec<Problem> {
        let body = first(&mut self.bodies, fingerprint.body, path).map(|original| {
            let message = format!("its text is that of `{original}` too; both were kept");
            Problem::of_post(ProblemCode::DuplicateBody, message)
        });
        let address = first(&mut self.addresses, fingerprint.address, path).map(|original| {
            let message = format!("its address is that of `{original}` too; both were kept");
            Problem::of_post(ProblemCode::DuplicatePermalink, message)
        });
        body.into_iter().chain(address).collect()
    }
}

/// The post that had this hash before, or `None` if this is the first.
fn first<'a>(
    seen: &'a mut HashMap<u64, PostPath>,
    hash: Option<u64>,
    path: &PostPath,
) -> Option<&'a PostPath> {
    let original = seen.entry(hash?).or_insert_with(|| path.clone());
    (&*original != path).then_some(original)
}
