//! Where in a page something stands, and how far from its heading.

use super::super::tree::NodeId;
use super::headline::PageHeading;

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

/// The heading of the article, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor<'a>(pub Option<&'a PageHeading>);

impl Anchor<'_> {
    /// How far a place is from the heading, in bytes of text; `None` if it is beside the article.
    /// Without a heading, the top of the page stands for it.
    pub(super) fn distance(self, place: Place) -> Option<usize> {
        let Some(heading) = self.0 else {
            return place.aside.is_none().then_some(place.at);
        };
        // Some pages have all of the article in what looks like a part beside it.
        if place.aside.is_some() && place.aside != heading.place.aside {
            return None;
        }
        Some(match place.at.checked_sub(heading.place.at) {
            Some(after) => after.saturating_sub(heading.text.len()),
            None => (heading.place.at - place.at) * BEFORE,
        })
    }
}
