#!/usr/bin/env python3
"""How well a model recognises the clips of a labelled folder: runs `spotter predict --json` (or
reads what it printed before) and prints the confusion table, accuracy and balanced accuracy with
counts and 95 % Wilson intervals. Labels that the model does not know are folded into `other`, and
so is `rest`.

    tools/real_dev_table.py FOLDER [--spotter PROGRAM] [--predictions FILE.json] [-- OPTIONS]

FOLDER holds labels.tsv with the columns `file` and `label`; OPTIONS go to `spotter predict`."""
import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys

OTHER = "other"


def wilson(right, count, z=1.96):
    """The 95 % Wilson interval of a proportion."""
    if count == 0:
        return 0.0, 1.0
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (middle - spread) / scale, (middle + spread) / scale


def figure(right, count):
    low, high = wilson(right, count)
    share = right / count if count else 0
    return f"{right}/{count} = {share:.3f} ({low:.3f} to {high:.3f})"


def read_truth(folder):
    with open(folder / "labels.tsv", newline="", encoding="utf-8") as table:
        return {row["file"]: row["label"] for row in csv.DictReader(table, delimiter="\t")}


def predict(program, folder, files, options):
    run = subprocess.run([program, "predict", "--json", "--list", "-", *options], text=True,
                         input="".join(f"{folder / file}\n" for file in files),
                         stdout=subprocess.PIPE, check=False)
    if not run.stdout:
        sys.exit(f"{program} predict failed with code {run.returncode}")
    return run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--spotter", default="build/release/app/spotter", help="the program")
    parser.add_argument("--predictions", type=pathlib.Path,
                        help="what it printed; written when it does not exist yet")
    parser.add_argument("options", nargs="*", help="for `spotter predict`, after --")
    arguments = parser.parse_args()

    truth = read_truth(arguments.folder)
    if arguments.predictions and arguments.predictions.exists():
        text = arguments.predictions.read_text()
    else:
        text = predict(arguments.spotter, arguments.folder, truth, arguments.options)
        if arguments.predictions:
            arguments.predictions.write_text(text)
    found = {pathlib.Path(entry["file"]).relative_to(arguments.folder).as_posix(): entry
             for entry in json.loads(text)}

    known = next(list(entry["scores"]) for entry in found.values() if entry["scores"])
    fold = lambda label: label if label in known and label != "rest" else OTHER
    classes = [label for label in known if fold(label) != OTHER] + [OTHER]
    table = {row: dict.fromkeys(classes, 0) for row in classes}
    failed, idle_as_exercise, idle = [], 0, 0
    for file, label in truth.items():
        entry = found.get(file)
        if entry is None or "error" in entry:
            failed.append(file)
            continue
        said = fold(entry["label"])
        table[fold(label)][said] += 1
        if label in ("rest", OTHER):
            idle += 1
            idle_as_exercise += said != OTHER

    width = max(map(len, classes)) + 2
    print("truth \\ said".ljust(width) + "".join(label.rjust(width) for label in classes))
    for row in classes:
        print(row.ljust(width) + "".join(str(table[row][said]).rjust(width) for said in classes) +
              f"   {figure(table[row][row], sum(table[row].values()))}")
    right = sum(table[label][label] for label in classes)
    count = sum(sum(row.values()) for row in table.values())
    present = [label for label in classes if sum(table[label].values())]
    balanced = sum(table[label][label] / sum(table[label].values()) for label in present)
    exercises = [label for label in classes if label != OTHER]
    print(f"\naccuracy           {figure(right, count)}")
    print(f"balanced accuracy  {balanced / len(present):.3f}")
    shown = sum(sum(table[label].values()) for label in exercises)
    print(f"exercises          {figure(sum(table[label][label] for label in exercises), shown)}")
    print(f"idle called an exercise  {idle_as_exercise}/{idle}")
    print(f"failed             {len(failed)}" + "".join(f"\n  {file}" for file in failed))


if __name__ == "__main__":
    main()
