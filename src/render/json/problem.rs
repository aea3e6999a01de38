//! What is wrong with a post.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::{PostPath, Problem};

/// Something wrong with a post, which is read as well as can be all the same.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(super) struct ProblemWire<'a> {
    /// What kind of problem, for programs.
    code: &'static str,
    /// The same for people, and what was done about it.
    message: &'a str,
    /// The line of the source file, from 1.
    line: Option<u32>,
}

/// A problem and the post that has it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PostProblem")]
pub(super) struct PostProblemWire<'a> {
    /// The path inside the corpus, with slashes.
    path: String,
    #[serde(flatten)]
    problem: ProblemWire<'a>,
}

impl<'a> From<&'a Problem> for ProblemWire<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self { code: problem.code.as_str(), message: &problem.message, line: problem.line }
    }
}

impl<'a> From<&'a (PostPath, Problem)> for PostProblemWire<'a> {
    fn from((path, problem): &'a (PostPath, Problem)) -> Self {
        Self { path: path.to_string(), problem: ProblemWire::from(problem) }
    }
}
