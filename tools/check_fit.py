#!/usr/bin/env python3
"""Reads a FIT file of `spotter sessions export` with two decoders that others wrote (PyPI's
garmin-fit-sdk and fitdecode), and compares what they find with the JSON lines of the same session:
every set with its category, repetitions, weight, start and duration, and the order of messages.
Usage: check_fit.py FILE.fit FILE.jsonl; prints one line per difference and exits 1 when there is one."""
import datetime
import json
import sys

import fitdecode
import garmin_fit_sdk

# For each label: the category, and its name there without and with a weight, as the FIT profile spells them.
EXERCISES = {
    "bench_press": ("bench_press", "barbell_bench_press", "barbell_bench_press"),
    "bicep_curl": ("curl", "dumbbell_biceps_curl", "dumbbell_biceps_curl"),
    "deadlift": ("deadlift", "barbell_deadlift", "barbell_deadlift"),
    "front_raise": ("lateral_raise", "front_raise", "front_raise"),
    "jumping_jack": ("cardio", "jumping_jacks", "weighted_jumping_jacks"),
    "lateral_raise": ("lateral_raise", "dumbbell_lateral_raise", "dumbbell_lateral_raise"),
    "lunge": ("lunge", "lunge", "weighted_lunge"),
    "plank": ("plank", "plank", "weighted_plank"),
    "pull_up": ("pull_up", "pull_up", "weighted_pull_up"),
    "push_up": ("push_up", "push_up", "weighted_push_up"),
    "row": ("row", "row", "weighted_row"),
    "shoulder_press": ("shoulder_press", "dumbbell_shoulder_press", "dumbbell_shoulder_press"),
    "sit_up": ("sit_up", "sit_up", "weighted_sit_up"),
    "squat": ("squat", "air_squat", "weighted_squat"),
    "tricep_extension": ("triceps_extension", "overhead_dumbbell_triceps_extension",
                         "overhead_dumbbell_triceps_extension"),
}
POUND_KG = 0.45359237


def exercise(label, weight):
    """The category of an exercise, and the number of its name there."""
    if label not in EXERCISES:
        return "unknown", None
    category, bare, weighted = EXERCISES[label]
    names = garmin_fit_sdk.Profile["types"][category + "_exercise_name"]
    return category, next(int(number) for number, name in names.items() if name == (weighted if weight else bare))


def wanted_sets(log_lines):
    """The sets of the log as (category, name, reps, weight in kg, start in UTC, duration in s)."""
    head = next(line for line in log_lines if line["type"] == "session")
    start = datetime.datetime.fromisoformat(head["start"].replace("Z", "+00:00"))
    for line in log_lines:
        if line["type"] != "set":
            continue
        weight = line["weight"]
        if weight is not None and line["unit"] == "lb":
            weight *= POUND_KG
        category, name = exercise(line["label"], weight)
        moment = start + datetime.timedelta(milliseconds=line["start_ms"])
        reps = None if line["held"] else line["reps"]
        yield (category, name, reps, weight, moment.replace(microsecond=0),
               (line["end_ms"] - line["start_ms"]) / 1000)


def first(value):
    return value[0] if isinstance(value, (tuple, list)) else value


def garmin_sets(file):
    if not garmin_fit_sdk.Decoder(garmin_fit_sdk.Stream.from_file(file)).check_integrity():
        yield "garmin-fit-sdk: the file is no whole FIT file"
        return
    messages, errors = garmin_fit_sdk.Decoder(garmin_fit_sdk.Stream.from_file(file)).read()
    yield from (f"garmin-fit-sdk: {error}" for error in errors)
    for kind in ("file_id_mesgs", "sport_mesgs", "event_mesgs", "record_mesgs", "set_mesgs", "lap_mesgs",
                 "session_mesgs", "activity_mesgs"):
        if kind not in messages:
            yield f"garmin-fit-sdk: there are no {kind}"
            return
    for one in messages["set_mesgs"]:
        if one["set_type"] != "active":
            continue
        yield (first(one["category"]), first(one.get("category_subtype")), one.get("repetitions"), one.get("weight"),
               one["start_time"], one["duration"])


def fitdecode_sets(file):
    order = []
    with fitdecode.FitReader(file, check_crc=fitdecode.CrcCheck.RAISE,
                             error_handling=fitdecode.ErrorHandling.RAISE) as reader:
        for frame in reader:
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            order.append(frame.name)
            if frame.name != "set" or frame.get_value("set_type") != "active":
                continue
            yield (first(frame.get_value("category")), first(frame.get_value("category_subtype")),
                   frame.get_value("repetitions"), frame.get_value("weight"),
                   frame.get_value("start_time"), frame.get_value("duration"))
    ends = (order[0], order[1], order[-3], order[-2], order[-1])
    if ends != ("file_id", "sport", "lap", "session", "activity"):
        yield f"fitdecode: messages are in another order: {order}"


def differences(reader, found, wanted):
    yield from (f"{item}" for item in found if isinstance(item, str))
    found = [item for item in found if not isinstance(item, str)]
    if len(found) != len(wanted):
        yield f"{reader}: {len(found)} sets instead of {len(wanted)}"
    for number, (have, want) in enumerate(zip(found, wanted), 1):
        for what, a, b in zip(("category", "name", "reps", "weight", "start", "duration"), have, want):
            same = a == b
            if isinstance(b, float) and a is not None:
                same = abs(a - b) <= (1 / 32 if what == "weight" else 0.001)
            if not same:
                yield f"{reader}: set {number}: {what} is {a} instead of {b}"


def main():
    fit, log = sys.argv[1:]
    lines = [json.loads(line) for line in open(log, encoding="utf-8")]
    wanted = list(wanted_sets(lines))
    found = [*differences("garmin-fit-sdk", list(garmin_sets(fit)), wanted),
             *differences("fitdecode", list(fitdecode_sets(fit)), wanted)]
    print("\n".join(found) if found else f"FIT: {len(wanted)} sets as both decoders read them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
