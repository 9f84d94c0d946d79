#!/usr/bin/env python3
"""Reads what `spotter sessions export` writes with Python's own csv, json and HTML parsers, and compares every
set, rep and note with the JSON lines of the same sessions.
Usage: check_exports.py FOLDER, with session.jsonl (the first session of the other files), sets.csv, reps.csv,
strong.csv, strong-lb.csv, hevy.csv, fitnotes.csv (in pounds) and summary.html. Prints one line per difference and
exits 1 when there is one."""
import csv
import datetime
import html.parser
import json
import pathlib
import sys

POUND_KG = 0.45359237
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(file):
    """The lines of a CSV file as dictionaries; every one must have as many cells as there are columns."""
    with open(file, encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text, strict=True))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise ValueError(f"row {number} has {len(row)} cells instead of {len(rows[0])}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def noted(text):
    """A note as spreadsheets are given it: never the beginning of a formula."""
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def weight_text(one, pounds):
    weight = one["weight"] or 0
    if pounds and one["unit"] == "kg":
        return weight / POUND_KG
    if not pounds and one["unit"] == "lb":
        return weight * POUND_KG
    return weight


class Log:
    """One session of JSON lines."""

    def __init__(self, file):
        lines = [json.loads(line) for line in open(file, encoding="utf-8")]
        self.head = lines[0]
        self.sets = [line for line in lines if line["type"] == "set"]
        self.reps = [line for line in lines if line["type"] == "rep" and not line["removed"]]
        start = datetime.datetime.fromisoformat(self.head["start"].replace("Z", "+00:00"))
        self.wall = start.replace(tzinfo=None) + datetime.timedelta(seconds=self.head["zone_offset_s"])
        if lines[-1] != {"type": "end", "uuid": self.head["uuid"]}:
            raise ValueError("it does not end with its end")
        # A workout that has no name goes by its exercises.
        exercises = dict.fromkeys(one["label"].replace("_", " ").capitalize() for one in self.sets)
        self.title = self.head["title"] or ", ".join(exercises) or "Workout"

    def at(self, milliseconds):
        return self.wall + datetime.timedelta(milliseconds=milliseconds)


def compared(name, rows, wanted):
    """`wanted`: for each of the first rows, column -> text, or a number that is met to a thousandth."""
    if len(rows) < len(wanted):
        yield f"{name}: {len(rows)} rows instead of at least {len(wanted)}"
    for number, (row, columns) in enumerate(zip(rows, wanted), 1):
        for column, want in columns.items():
            have = row.get(column)
            if isinstance(want, str):
                same = have == want
            else:
                same = abs(float(have or 0) - want) <= 0.001
            if not same:
                yield f"{name}: row {number}: {column} is {have!r} instead of {want!r}"


def own_csv(folder, log):
    yield from compared("sets.csv", rows_of(folder / "sets.csv"), [
        {"date": f"{log.at(one['start_ms']):%Y-%m-%d}", "time": f"{log.at(one['start_ms']):%H:%M:%S}",
         "session": log.head["uuid"], "title": log.title, "set": one["set"], "label": one["label"],
         "counted_reps": one["counted_reps"], "unit": "" if one["weight"] is None else one["unit"], "reps": one["reps"],
         "weight": one["weight"] or 0, "start_s": one["start_ms"] / 1000, "end_s": one["end_ms"] / 1000,
         "note": noted(one["note"])} for one in log.sets])
    yield from compared("reps.csv", rows_of(folder / "reps.csv"), [
        {"date": f"{log.at(rep['start_ms']):%Y-%m-%d}", "time": f"{log.at(rep['start_ms']):%H:%M:%S}",
         "set": rep["set"], "start_s": rep["start_ms"] / 1000, "turn_s": rep["turn_ms"] / 1000,
         "end_s": rep["end_ms"] / 1000, "range": rep["range"]} for rep in log.reps])


def others_csv(folder, log):
    for name, pounds in (("strong.csv", False), ("strong-lb.csv", True)):
        yield from compared(name, rows_of(folder / name), [
            {"Date": f"{log.wall:%Y-%m-%d %H:%M:%S}", "Workout Name": log.title, "Reps": one["reps"],
             "Weight": weight_text(one, pounds), "Notes": noted(one["note"]),
             "Workout Notes": noted(log.head["note"])} for one in log.sets])
    yield from compared("hevy.csv", rows_of(folder / "hevy.csv"), [
        {"title": log.title, "start_time": f"{log.wall.day} {log.wall:%b %Y, %H:%M}",
         "description": noted(log.head["note"]), "reps": one["reps"], "weight_kg": weight_text(one, False),
         "exercise_notes": noted(one["note"])} for one in log.sets])
    yield from compared("fitnotes.csv", rows_of(folder / "fitnotes.csv"), [
        {"Date": f"{log.at(one['start_ms']):%Y-%m-%d}", "Reps": one["reps"], "Weight": weight_text(one, True),
         "Weight Unit": "" if one["held"] and one["weight"] is None else "lbs",
         "Comment": noted(one["note"])} for one in log.sets])


class Page(html.parser.HTMLParser):
    """Its text, whether every element is closed, and what it would load or run."""

    def __init__(self):
        super().__init__()
        self.text, self.open, self.problems = "", [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("script", "iframe", "object", "embed") or any(
                key.startswith("on") or key in ("src", "srcset") or
                key == "href" and not (value or "").startswith(("#", "data:")) for key, value in attributes):
            self.problems.append(f"<{tag}> loads or runs something")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes what is not open")

    def handle_data(self, data):
        self.text += data


def page(folder, log):
    read = Page()
    read.feed((folder / "summary.html").read_text(encoding="utf-8"))
    read.close()
    yield from (f"summary.html: {problem}" for problem in read.problems + [f"<{tag}> stays open" for tag in read.open])
    text = " ".join(read.text.split())
    for wanted in [log.title, log.head["note"], *(one["note"] for one in log.sets)]:
        if " ".join(wanted.split()) not in text:
            yield f"summary.html: {wanted!r} is missing"


def main():
    folder = pathlib.Path(sys.argv[1])
    log = Log(folder / "session.jsonl")
    found = [*own_csv(folder, log), *others_csv(folder, log), *page(folder, log)]
    print("\n".join(found) if found else f"exports: {len(log.sets)} sets and {len(log.reps)} reps as Python reads them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
