//! Posts over time, drawn in lines of text.

use std::io::{self, Write};
use std::ops::Range;

use super::INDENT;
use super::marked_text::write_marked_lines;
use super::paths::from_folder;
use crate::render::amount::counted;
use crate::render::bar::{bar, fitted, shortened};
use crate::render::direction::on_terminal;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Burst, Series, Timeline};

/// The width of lines that go to no terminal.
const PLAIN_WIDTH: usize = 80;
/// Bars are between these many columns long.
const SHORTEST_BAR: usize = 5;
const LONGEST_BAR: usize = 40;
/// Between the columns of two queries.
const GAP: usize = 3;
/// From so many buckets without a post in a row on, they are told in one line.
const LONG_GAP: usize = 4;
/// What marks a burst.
const BURST: &str = "▲";

/// Draws how many posts match some queries over time: side by side where the width allows, else one
/// below the other. Each bucket has a line with the bar, the posts, and how many of a hundred posts
/// these are; below stand the totals and the bursts.
///
/// # Errors
/// If it cannot be written.
pub fn timeline(timeline: &Timeline, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let series: Vec<&Series> = timeline.series.iter().collect();
    if timeline.buckets.is_empty() {
        return write_totals(timeline, &series, style, out);
    }
    match Grid::new(timeline, series.len(), style) {
        Some(grid) => {
            grid.write(&series, style, out)?;
            writeln!(out)?;
            write_totals(timeline, &series, style, out)
        }
        None => series.iter().enumerate().try_for_each(|(index, &one)| {
            if index > 0 {
                writeln!(out)?;
            }
            if let Some(grid) = Grid::new(timeline, 1, style) {
                grid.write(&[one], style, out)?;
                writeln!(out)?;
            }
            write_totals(timeline, &[one], style, out)
        }),
    }
}

/// How wide the columns are.
struct Grid<'a> {
    timeline: &'a Timeline,
    label: usize,
    bar: usize,
    digits: usize,
    /// The highest count of any query: all bars have one measure.
    most: u64,
}

impl<'a> Grid<'a> {
    /// The columns for so many queries; `None` if they do not fit, which a single one always does.
    fn new(timeline: &'a Timeline, queries: usize, style: &Style) -> Option<Self> {
        let width = style.width.unwrap_or(PLAIN_WIDTH);
        let label = timeline.unit.label(timeline.buckets.first()?.from).len();
        let counts = timeline.series.iter().flat_map(|series| series.counts.iter().copied());
        let most = counts.max().unwrap_or(0);
        let digits = most.to_string().len().max("posts".len());
        let each = width.saturating_sub(label) / queries.max(1);
        let bar = each.saturating_sub(GAP + digits + "  100.0 ▲".chars().count() + 2);
        let bar = if queries == 1 { bar.max(1) } else { bar };
        (queries == 1 || bar >= SHORTEST_BAR).then_some(Self {
            timeline,
            label,
            bar: bar.min(LONGEST_BAR),
            digits,
            most,
        })
    }

    fn write(&self, series: &[&Series], style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.write_heading(series, style, out)?;
        let buckets = self.timeline.buckets.len();
        let is_empty = |&index: &usize| series.iter().all(|series| series.counts[index] == 0);
        let mut index = 0;
        while index < buckets {
            let gap = (index..buckets).take_while(is_empty).count();
            if gap >= LONG_GAP {
                self.write_gap(gap, style, out)?;
                index += gap;
            } else {
                self.write_row(index, series, style, out)?;
                index += 1;
            }
        }
        Ok(())
    }

    fn write_heading(
        &self,
        series: &[&Series],
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let gap = " ".repeat(GAP);
        let queries: Vec<String> =
            series.iter().map(|series| terminal_text(&series.results.query)).collect();
        let shown =
            |query: &str, width: usize| fitted(&on_terminal(shortened(query, width), style), width);
        let numbers = format!("{:>digits$} {:>6}  ", "posts", "/100", digits = self.digits);
        let is_narrow = queries.iter().any(|query| display_width(query) >= self.bar);
        let mut lines = vec![" ".repeat(self.label); if is_narrow { 2 } else { 1 }];
        for query in &queries {
            if is_narrow {
                let whole = self.bar + " ".len() + numbers.len();
                lines[0] += &format!("{gap}{}", shown(query, whole - " ".len()));
                lines[1] += &format!("{gap}{numbers:>whole$}");
                lines[0].push(' ');
            } else {
                lines[0] += &format!("{gap}{} {numbers}", shown(query, self.bar));
            }
        }
        for line in lines {
            writeln!(out, "{}", style.paint(Role::Label, line.trim_end()))?;
        }
        Ok(())
    }

    fn write_row(
        &self,
        index: usize,
        series: &[&Series],
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let bucket = &self.timeline.buckets[index];
        write!(out, "{}", self.timeline.unit.label(bucket.from))?;
        // What stands at the end of a line is not filled up.
        let mut blanks = 0;
        for series in series {
            let count = series.counts[index];
            let bar = fitted(&bar(count, self.most, self.bar), self.bar);
            let share = series.per_hundred(index, bucket);
            let share = share.map_or("-".to_owned(), |share| format!("{share:.1}"));
            let (digits, gap) = (self.digits, blanks + GAP);
            write!(out, "{:gap$}{bar} {count:>digits$} {share:>6}", "")?;
            blanks = 2;
            if series.bursts_in(index) {
                write!(out, " {}", style.paint(Role::Match, BURST))?;
                blanks = 0;
            }
        }
        writeln!(out)
    }

    fn write_gap(&self, gap: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let text = format!("{} without any", counted(gap as u64, self.timeline.unit.as_str()));
        let line = format!("{}{}{text}", fitted("⋮", self.label), " ".repeat(GAP));
        writeln!(out, "{}", style.paint(Role::Aside, line))
    }
}

fn write_totals(
    timeline: &Timeline,
    series: &[&Series],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for Series { results, undated, bursts, .. } in series {
        let query = on_terminal(terminal_text(&results.query), style);
        let query = style.paint(Role::Label, query);
        let undated = match undated {
            0 => String::new(),
            undated => format!(", {undated} of them without a date"),
        };
        writeln!(out, "{query}: {}{undated}", counted(results.total, "post"))?;
        for burst in bursts {
            write_burst(burst, timeline, style, out)?;
        }
    }
    Ok(())
}

fn write_burst(
    burst: &Burst,
    timeline: &Timeline,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Range { start, end } = burst.buckets;
    let label = |index: usize| timeline.unit.label(timeline.buckets[index].from);
    let time = match end - start {
        1 => label(start),
        _ => format!("{} to {}", label(start), label(end - 1)),
    };
    let posts = counted(burst.count, "post");
    let mark = style.paint(Role::Match, BURST);
    writeln!(out, "  {mark} {time}: {posts} where {:.1} would be usual, led by", burst.expected)?;
    let post = &burst.lead.post;
    write_marked_lines(INDENT, &terminal_text(&post.title), &[], Role::Title, style, out)?;
    let file = timeline.index.corpus.join(post.path.as_path());
    let path = terminal_text(&from_folder(&file, &style.working_folder).to_string_lossy());
    let day: String =
        post.date.map_or(String::new(), |date| date.to_string().chars().take(10).collect());
    let length = INDENT.len() + day.len() + "  ".len() + display_width(&path);
    let path = style.link_to_file(&file, style.paint(Role::Path, path));
    // A path stays in one piece, so that it can be copied.
    let between = match style.width {
        Some(width) if length > width => format!("\n{INDENT}"),
        _ => "  ".to_owned(),
    };
    writeln!(out, "{INDENT}{}{between}{path}", style.paint(Role::Aside, day))
}
