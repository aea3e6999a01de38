"""Reads one search in every form for scripts, and finds the same hits in each.

usage: tables.py KWIC CORPUS QUERY
"""

import base64
import csv
import io
import json
import os
import re
import subprocess
import sys

KWIC, CORPUS, QUERY = sys.argv[1:4]
COLUMNS = "rank score id path line title date language tags authors url snippet".split()
ESCAPES = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\\": "\\"}


def run(*form):
    command = [KWIC, "search", "--no-refresh", "-n", "1000", *form, QUERY]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode in (0, 1) and not done.stderr, (form, done)
    return done.stdout.decode("utf-8")


def row(hit):
    """A hit of the JSON as the columns of a table have it."""
    first = hit["snippets"][0] if hit["snippets"] else {"line": None, "text": ""}
    values = {**hit, "line": first["line"], "snippet": first["text"]}
    values.update({key: "; ".join(hit[key]) for key in ("tags", "authors")})
    return {key: "" if values[key] is None else values[key] for key in COLUMNS}


def same(table, hits):
    assert len(table) == len(hits)
    for found, hit in zip(table, hits):
        expected = row(hit)
        assert list(found) == COLUMNS, found
        assert float(found.pop("score")) == expected.pop("score")
        assert found == {key: str(value) for key, value in expected.items() if key != "score"}


def unescaped(value):
    return re.sub(r"\\.", lambda escape: ESCAPES[escape.group()], value)


def main():
    document = json.loads(run("--json"))
    hits = document["hits"]

    same(list(csv.DictReader(io.StringIO(run("--csv"), newline=""))), hits)

    text = run("--tsv")
    assert text.count("\n") == len(hits) + 1, "a hit is a line"
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header, *rows = [[unescaped(value) for value in row] for row in rows]
    same([dict(zip(header, row)) for row in rows], hits)

    lines = [json.loads(line) for line in run("--jsonl").splitlines()]
    assert [line["type"] for line in lines] == ["begin", *["hit"] * len(hits), "summary"]
    for line, hit in zip(lines[1:], hits):
        path = line["path"]
        in_bytes = base64.b64decode(path["bytes"]) if "bytes" in path else path["text"].encode()
        assert os.path.isfile(os.path.join(CORPUS.encode(), in_bytes)), path
        expected = {key: value for key, value in hit.items() if key not in ("path", "path_bytes")}
        assert {k: v for k, v in line.items() if k not in ("type", "path")} == expected
        assert path == ({"bytes": hit["path_bytes"]} if "path_bytes" in hit else {"text": hit["path"]})
    assert lines[-1]["total"] == document["total"] and lines[-1]["shown"] == len(hits)
    print(len(hits))


main()
