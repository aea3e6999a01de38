//! Sequences that went wrong once.

use crate::content::Content::{Ambiguous, Bare, Binary, DayFirst, Draft, MonthFirst, Whole};
use crate::name::Name;
use crate::operation::Operation::{
    CrashAtCommit, Drafts, Index, Interrupt, LoseCache, Meddle, Optimize, Rebuild, Rename, Search,
    Touch, Wait, Write,
};
use crate::operation::{Operation, Sequence};
use crate::player::Player;

const A: Name = Name(0);
const B: Name = Name(1);
const C: Name = Name(2);
const D: Name = Name(3);

fn holds(operations: &[Operation]) {
    for threads in [1, 2] {
        let sequence = Sequence { threads, operations: operations.to_vec() };
        assert_eq!(Player::play(&sequence), Ok(()), "{operations:?}");
    }
}

/// The hash of the kept version was taken for that of the file.
#[test]
fn a_kept_post_is_mended_after_the_cache_is_lost() {
    let broken = [Write(A, Whole(1)), Index, Write(A, Binary(1)), Index];
    holds(&[&broken[..], &[LoseCache, Write(A, Whole(1)), Index]].concat());
}

/// A new generation was read without the last versions of what cannot be read.
#[test]
fn a_kept_post_outlives_its_generation() {
    let broken = [Write(A, Whole(1)), Write(B, Whole(2)), Index, Write(A, Binary(1)), Index];
    holds(&[&broken[..], &[Drafts(true)]].concat());
    let ambiguous = [Write(C, Ambiguous(1)), Index, Write(D, DayFirst(1)), Index];
    holds(&[&broken[..], &ambiguous[..]].concat());
}

/// What is kept is a draft, and drafts are no posts any more.
#[test]
fn a_kept_draft_goes_with_the_drafts() {
    let posts = [Write(A, Draft(1)), Write(B, Whole(1))];
    holds(&[&posts[..], &[Drafts(true), Write(A, Binary(1)), Index, Drafts(false)]].concat());
}

/// Only an update looked for renames.
#[test]
fn an_id_follows_a_rename_into_a_rebuild() {
    holds(&[Write(A, Whole(1)), Index, Rename(A, B), Rebuild]);
}

/// The cache of an interrupted run knew neither the old path nor the new one.
#[test]
fn a_rename_is_finished_after_an_interrupted_run() {
    holds(&[Write(A, Whole(1)), Index, Rename(A, B), Interrupt(0), Index]);
}

/// The order of day and month stayed, but not how sure it is, which the problems of a post tell.
#[test]
fn a_doubt_about_the_order_of_dates_reaches_posts_read_before() {
    let certain = [Write(A, Ambiguous(1)), Write(B, DayFirst(1)), Write(C, DayFirst(2)), Index];
    holds(&[&certain[..], &[Write(D, MonthFirst(1)), Index]].concat());
}

/// The file that settles the order was written when the run had looked at dates and not read it.
#[test]
fn an_order_of_dates_that_came_during_a_run_is_noticed() {
    let ambiguous = [Write(A, Ambiguous(1)), Index, Write(B, Whole(1))];
    let late = [&ambiguous[..], &[Meddle(B, DayFirst(1))]].concat();
    holds(&[&late[..], &[Index]].concat());
    holds(&[&late[..], &[Search, Index]].concat());
}

/// The engine refused to write a file that a dead run had written under the same name.
#[test]
fn a_run_does_again_what_a_dead_one_did() {
    let posts = [Write(A, Whole(1)), Write(B, Whole(2)), Write(C, Whole(3)), Index];
    holds(&[&posts[..], &[Write(A, Whole(4)), CrashAtCommit, Index]].concat());
}

/// A file that was only touched was passed over, and its post shown with the date that it had.
#[test]
fn the_date_of_a_touched_file_is_shown() {
    let posts = [Write(A, Bare(1)), Write(B, Whole(1)), Touch(A, 0), Wait, Index];
    for then in [Index, Search, Optimize] {
        holds(&[&posts[..], &[Touch(A, 1), Touch(B, 1), then]].concat());
        holds(&[&posts[..], &[Touch(A, 1), LoseCache, then]].concat());
        holds(&[&posts[..], &[LoseCache, then]].concat());
    }
    holds(&[&posts[..], &[Write(A, Binary(1)), Index, Touch(A, 2), Index]].concat());
}
