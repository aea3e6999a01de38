//! What dates mean: day and month told apart by the corpus, and dates in the future.

use crate::program::Place;
use crate::wire;

/// A post of this date, in a file of this name.
fn post(place: &Place, name: &str, date: &str) {
    place.file(&format!("corpus/{name}"), format!("---\ndate: {date}\n---\nA truce."));
}

/// The dates of all posts by path, as `export` reads them.
fn dates(place: &Place, args: &[&str]) -> Vec<String> {
    let stdout = place.run(&[&["export"], args].concat()).expect(0);
    let posts = stdout.lines().map(wire::read::<wire::Post>);
    posts.map(|post| post.date.unwrap_or_default()).collect()
}

fn check(place: &Place, args: &[&str]) -> wire::Check {
    wire::read(&place.run(&[&["check", "--json"], args].concat()).stdout)
}

fn index(place: &Place, args: &[&str]) -> wire::Report {
    wire::read(&place.run(&[&["index", "--json"], args].concat()).expect(0))
}

/// Order, basis, and how many posts are day first, month first, ambiguous.
type Decision<'a> = (Option<&'a str>, &'a str, [u64; 3]);

fn decision(order: Option<&wire::DateOrder>) -> Option<Decision<'_>> {
    let order = order?;
    let counts = [order.day_first, order.month_first, order.ambiguous];
    Some((order.order.as_deref(), order.basis.as_str(), counts))
}

#[test]
fn one_date_tells_how_all_are_meant() {
    let place = Place::new();
    post(&place, "a.md", "04/05/2019");
    post(&place, "b.md", "2019-06-07");
    post(&place, "c.md", "04/05/2019 08:00");
    post(&place, "z.md", "25/12/2019");
    let expected = ["2019-05-04", "2019-06-07", "2019-05-04T08:00:00", "2019-12-25"];
    for threads in ["1", "2", "4"] {
        assert_eq!(dates(&place, &["--threads", threads]), expected);
        let report = index(&place, &["--threads", threads]);
        let decided = Some((Some("dmy"), "proof", [1, 0, 2]));
        assert_eq!(decision(report.date_order.as_ref()), decided);
    }
    let found = place.run(&["search", "date:2019-05-04", "-l"]).expect(0);
    assert_eq!(found, "corpus/c.md\ncorpus/a.md\n");
    assert_eq!(check(&place, &["--date-order", "mdy"]).problems.len(), 0, "proof is stronger");
    post(&place, "z.md", "12/25/2019");
    assert_eq!(dates(&place, &[])[0], "2019-04-05");
}

#[test]
fn without_proof_an_order_may_be_chosen() {
    let place = Place::new();
    post(&place, "a.md", "04/05/2019");
    post(&place, "b.md", "04-05-2019");
    let table: [(&[&str], _, _); 3] = [
        (&[], ["2019-04-05", "2019-05-04"], 2),
        (&["--date-order", "dmy"], ["2019-05-04", "2019-05-04"], 0),
        (&["--date-order", "mdy"], ["2019-04-05", "2019-04-05"], 0),
    ];
    for (args, expected, problems) in table {
        assert_eq!(dates(&place, args), expected, "{args:?}");
        let report = check(&place, args);
        assert_eq!(report.problems.len(), problems, "{args:?}");
        assert!(report.problems.iter().all(|problem| problem.code == "date_order"));
    }
}

#[test]
fn where_both_orders_are_proven_most_posts_decide() {
    let place = Place::new();
    post(&place, "a.md", "04/05/2019");
    post(&place, "b.md", "25/12/2019");
    post(&place, "c.md", "26/12/2019");
    post(&place, "d.md", "12/27/2019");
    assert_eq!(dates(&place, &[]), ["2019-05-04", "2019-12-25", "2019-12-26", "2019-12-27"]);
    let report = check(&place, &[]);
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.path.as_str(), p.code.as_str(), p.line)).collect();
    assert_eq!(found, [("a.md", "date_order", Some(2)), ("d.md", "date_order", Some(2))]);
    let decided = Some((Some("dmy"), "majority", [2, 1, 1]));
    assert_eq!(decision(report.date_order.as_ref()), decided);
    let text = place.run(&["check"]).expect(1);
    let row = "dates such as 4/5/2020 are read day first: 2 posts can only be meant day first, \
               1 post month first\n";
    assert!(text.contains(row), "{text}");
}

#[test]
fn an_index_remembers_the_order_that_was_chosen() {
    let place = Place::new();
    post(&place, "a.md", "04/05/2019");
    let day = |args: &[&str]| {
        let report = index(&place, args);
        let shown = place.run(&["show", "a.md", "--json"]).expect(0);
        let post: wire::Post = wire::read(&shown);
        (post.date.unwrap_or_default(), report.date_order.expect("a date depends on it").basis)
    };
    let said = |date: &str, basis: &str| (date.to_owned(), basis.to_owned());
    assert_eq!(day(&["--date-order", "dmy"]), said("2019-05-04", "choice"));
    assert_eq!(day(&[]), said("2019-05-04", "choice"));
    assert_eq!(day(&["--rebuild"]), said("2019-04-05", "usage"));
    place.file("corpus/draft.md", "---\ndraft: true\ndate: 25/12/2019\n---\nText.");
    assert_eq!(day(&[]), said("2019-05-04", "proof"), "a draft is a post of the folder too");
}

#[test]
fn nothing_is_said_of_an_order_that_no_date_depends_on() {
    let place = Place::with_samples();
    assert!(check(&place, &[]).date_order.is_none());
    assert!(index(&place, &["--date-order", "dmy"]).date_order.is_none());
}

#[test]
fn dates_in_the_future_stand_behind_the_others() {
    let place = Place::new();
    for (name, date) in [
        ("a.md", "9999-12-31"),
        ("b.md", "2019-01-01"),
        ("c.md", "2020-10-14"),
        ("d.md", "2021-02-03"),
        ("e.md", "-62135596800"),
        ("f.md", "1920-01-01"),
        ("g.md", "0000-01-01"),
        ("h.md", "292277026596-12-04T15:30:07Z"),
    ] {
        post(&place, name, date);
    }
    place.index();
    let paths = |now: &str, args: &[&str]| {
        let run = place.run(&[&["search", "date:..9999", "-l", "--now", now], args].concat());
        run.expect(0).replace("corpus/", "").replace(".md\n", " ")
    };
    let table: [(&str, &[&str], &str); 4] = [
        ("2020-10-14T00:00:00Z", &["--sort", "newest"], "c b f d a "),
        ("2022-01-01T00:00:00Z", &["--sort", "newest"], "d c b f a "),
        ("2020-10-14T00:00:00Z", &["--sort", "oldest"], "f b c d a "),
        // The score is the same for all, so the date decides.
        ("2020-10-14T00:00:00Z", &[], "c b f d a "),
    ];
    for (now, args, expected) in table {
        assert_eq!(paths(now, args), expected, "{now} {args:?}");
    }
    let now = "2020-10-14T00:00:00Z";
    let stdout = place.run(&["search", "date:2020..", "--json", "--now", now]).expect(0);
    let results: wire::Results = wire::read(&stdout);
    let marks: Vec<_> = results.hits.iter().map(|hit| hit.date_future).collect();
    assert_eq!(marks, [false, true, true]);
    let text = place.run(&["search", "date:2021", "--now", now]).expect(0);
    assert!(text.contains("2021-02-03 (future)  corpus/d.md"), "{text}");
}
