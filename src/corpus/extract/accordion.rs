//! Sections that open under their heading.

use super::element::{Role, role};
use super::tree::NodeRef;
use crate::corpus::BlockKind::Heading;

/// Whether this is the button in a heading that opens the section under it, as accordions have it
/// (<https://www.w3.org/WAI/ARIA/apg/patterns/accordion/>): its text is that of the heading.
pub fn is_heading_button(node: NodeRef<'_>) -> bool {
    let role_of = |node: NodeRef<'_>| node.value().as_element().map(|element| role(element.name()));
    let is_button = node.value().as_element().is_some_and(|element| element.name() == "button");
    is_button && matches!(node.parent().and_then(role_of), Some(Role::Kind(Heading(_))))
}
