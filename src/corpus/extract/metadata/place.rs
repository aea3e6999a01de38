//! Where in a page something stands, and how far from its heading.

use super::super::tree::NodeId;

/// What stands before the heading counts as farther away by this factor.
const BEFORE: usize = 3;

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The bytes of text before it.
    pub at: usize,
    /// The part beside the article in which it stands, if any.
    pub aside: Option<NodeId>,
}

/// The heading of the article, as far as it is known: where it stands, and its length in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor(pub Option<(Place, usize)>);

impl Anchor {
    /// How far a place is from the heading, in bytes of text; `None` if it is beside the article.
    /// Without a heading, the top of the page stands for it.
    pub(super) fn distance(self, place: Place) -> Option<usize> {
        let Some((heading, len)) = self.0 else {
            return place.aside.is_none().then_some(place.at);
        };
        // Some pages have all of the article in what looks like a part beside it.
        if place.aside.is_some() && place.aside != heading.aside {
            return None;
        }
        Some(match place.at.checked_sub(heading.at) {
            Some(after) => after.saturating_sub(len),
            None => (heading.at - place.at) * BEFORE,
        })
    }
}
