//! Goes through a tree of HTML from top to bottom, however deep it is: without recursion, so that
//! no nesting can exhaust the stack.

use super::tree::NodeRef;

/// Is shown each node of a tree.
pub trait Visitor<'a> {
    /// Takes note of a node, and says whether to look at what is in it.
    fn enter(&mut self, node: NodeRef<'a>) -> bool;

    /// Takes note that a node, whether or not its inside was looked at, lies behind.
    fn leave(&mut self, node: NodeRef<'a>);
}

/// Shows a node, and all that is in it, to a visitor.
pub fn visit<'a>(visitor: &mut impl Visitor<'a>, root: NodeRef<'a>) {
    let mut node = root;
    loop {
        if visitor.enter(node)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        // Up to the first ancestor that has more to visit.
        loop {
            visitor.leave(node);
            if node.id() == root.id() {
                return;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
        }
    }
}
