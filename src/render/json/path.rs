//! The path of a post.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::PostPath;

/// The path of a post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Path")]
pub(super) struct PathWire {
    /// The path inside the corpus, with slashes.
    path: String,
    /// Present if the path is not UTF-8: its bytes in base64. `path` shows what can be shown of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("contentEncoding" = "base64"))]
    path_bytes: Option<String>,
}

impl From<&PostPath> for PathWire {
    fn from(path: &PostPath) -> Self {
        let path_bytes = path.odd_bytes().map(|bytes| BASE64_STANDARD.encode(bytes));
        Self { path: path.to_string(), path_bytes }
    }
}
