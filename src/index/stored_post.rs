//! A post as it lies in the index, to be shown without its file.

use serde::{Deserialize, Serialize};

use super::PostId;
use crate::corpus::Post;

/// A post with its id, as read back from the index.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredPost {
    /// The post's id.
    pub id: PostId,
    /// The post.
    pub post: Post,
}

/// The same, on its way into the index.
#[derive(Serialize)]
struct Borrowed<'a> {
    id: &'a PostId,
    post: &'a Post,
}

impl StoredPost {
    /// The bytes of a post. Postcard is compact and quick, and the schema's version guards against
    /// reading what another kwic wrote.
    pub(super) fn encode(id: &PostId, post: &Post) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(&Borrowed { id, post })
    }

    /// The inverse of [`StoredPost::encode`].
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
