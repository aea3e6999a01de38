//! What is connected with what.

/// The components of a graph whose edges come one by one (union-find, with halved paths).
pub(super) struct Components {
    parents: Vec<u32>,
}

impl Components {
    /// So many nodes, each by itself. There are fewer than 2^32, as an index has fewer posts.
    pub fn new(count: usize) -> Self {
        Self { parents: (0..).take(count).collect() }
    }

    /// Connects two nodes.
    pub fn connect(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        // The lesser one is the root, whatever the order of the edges.
        self.parents[one.max(other) as usize] = one.min(other);
    }

    /// Whether there is a way from one node to the other.
    pub fn are_connected(&mut self, one: u32, other: u32) -> bool {
        self.root(one) == self.root(other)
    }

    /// The node that stands for all that are connected with this one.
    pub fn root(&mut self, mut node: u32) -> u32 {
        while self.parents[node as usize] != node {
            let parent = self.parents[node as usize];
            self.parents[node as usize] = self.parents[parent as usize];
            node = parent;
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_connected_has_one_root() {
        let mut components = Components::new(7);
        for (one, other) in [(3, 1), (5, 6), (1, 4), (6, 6), (4, 3)] {
            components.connect(one, other);
        }
        let roots: Vec<_> = (0..7).map(|node| components.root(node)).collect();
        assert_eq!(roots, [0, 1, 2, 1, 1, 5, 5]);
        assert!(components.are_connected(3, 4) && !components.are_connected(0, 2));
    }
}
