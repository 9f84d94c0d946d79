#!/usr/bin/env python3
"""How much a model learns from few clips: teaches a base model the labels of a folder of real
videos from at most N training clips a label, once for each part that learns and each seed, and measures it on
people that training did not see. Drives the program alone; what it makes is thrown away.

    tools/few_shot.py VIDEOS [--spotter PROGRAM] [--clips 10] [--seeds 5] [--parts head last:2 full]
                             [--held-out LABEL...]

VIDEOS is a tree of LABEL/video.mp4, with labels.tsv (file, label, scene) when people appear in
several videos. Prints a Markdown table: macro recall (mean recall of the labels, and of those that
are held out of the base) over the seeds with its 95 % interval (Student's t), and accuracy over all
test clips with its Wilson interval."""
import argparse
import json
import math
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

LEAST_GROUPS = 4   # of a label; with fewer there is nobody left to test on
STUDENT = {2: 12.71, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262}


class Spotter:
    """The program, with a folder of its own for models, datasets and caches."""

    def __init__(self, program, home, options):
        self.program = pathlib.Path(program).resolve()
        self.home = home
        self.options = options

    def run(self, *words, allowed=(0,)):
        command = [str(self.program), *map(str, words), "--data-dir", str(self.home)]
        done = subprocess.run(command, text=True, capture_output=True, check=False)
        if done.returncode not in allowed:
            sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def json(self, *words, allowed=(0,)):
        return json.loads(self.run(*words, "--json", allowed=allowed))


def wilson(right, count, z=1.96):
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (middle - spread) / scale, (middle + spread) / scale


def interval_of_mean(values):
    mean = statistics.mean(values)
    if len(values) < 2:
        return mean, float("nan")
    return mean, STUDENT.get(len(values), 2.0) * statistics.stdev(values) / math.sqrt(len(values))


def clips_of(spotter, dataset):
    return spotter.json("clips", "list", dataset)["list"]


def make_base(spotter, videos, per_video):
    """All videos cut into clips; labels of too few people are left out."""
    dataset = spotter.home / "datasets" / "all"
    spotter.run("clips", "extract", videos, dataset, "--per-video", per_video, allowed=(0, 1))
    groups = {}
    for clip in clips_of(spotter, dataset):
        groups.setdefault(clip["label"], set()).add(clip["group"])
    kept = {label for label, names in groups.items() if len(names) >= LEAST_GROUPS}
    dropped = [clip["file"] for clip in clips_of(spotter, dataset) if clip["label"] not in kept]
    if dropped:
        spotter.run("clips", "delete", dataset, *dropped)
    return dataset, sorted(kept), sorted(set(groups) - kept)


def make_split(spotter, base, most, seed):
    """A copy, divided anew by group, with at most `most` training clips a label."""
    dataset = base.with_name(f"seed-{seed}")
    shutil.copytree(base, dataset)
    spotter.run("clips", "split", dataset, "--redraw", "--shares", "45/15/40", "--seed", seed)
    surplus = []
    by_label = {}
    for clip in clips_of(spotter, dataset):
        if clip["split"] in ("train", "validation"):
            by_label.setdefault((clip["label"], clip["split"]), []).append(clip["file"])
    for (label, split), files in sorted(by_label.items()):
        random.Random(f"{seed} {label} {split}").shuffle(files)
        surplus += files[most if split == "train" else max(1, most // 3):]
    if surplus:
        spotter.run("clips", "delete", dataset, *surplus)
    return dataset


def macro_recall(report, labels):
    """The mean recall of `labels`; nothing without any."""
    recalls = [each["recall"]["share"] for each in report["labels"] if each["label"] in labels]
    return statistics.mean(recalls) if recalls else None


def text_of_mean(values):
    if None in values:
        return "-"
    mean, half = interval_of_mean(values)
    return f"{mean:.3f} ± {half:.3f}"


def measure(spotter, dataset, base_model, part, seed):
    name = f"few-{part.replace(':', '-')}-{seed}"
    started = time.monotonic()
    spotter.run("train", dataset, "--base", base_model, "--out", name, "--part", part,
                "--seed", seed, *spotter.options)
    seconds = time.monotonic() - started
    report = spotter.json("eval", dataset, "--model", name, "--split", "test")
    return report, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("videos", type=pathlib.Path)
    parser.add_argument("--spotter", default="build/release/app/spotter", help="the program")
    parser.add_argument("--base", default="default", help="the model that is taught")
    parser.add_argument("--clips", type=int, default=10, help="training clips a label, at most")
    parser.add_argument("--per-video", type=int, default=3, help="clips of one video, at most")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--held-out", nargs="+", default=[], metavar="LABEL",
                        help="labels that the base never saw, told apart")
    parser.add_argument("--parts", nargs="+", default=["head", "last:2", "full"])
    parser.add_argument("--work", type=pathlib.Path, help="keep datasets and poses here")
    parser.add_argument("options", nargs="*", help="for `spotter train`, after --")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = arguments.work or pathlib.Path(temporary)
        spotter = Spotter(arguments.spotter, home.resolve(), arguments.options)
        base, kept, dropped = make_base(spotter, arguments.videos, arguments.per_video)
        results = {part: [] for part in arguments.parts}
        for seed in range(1, arguments.seeds + 1):
            dataset = make_split(spotter, base, arguments.clips, seed)
            for part in arguments.parts:
                report, seconds = measure(spotter, dataset, arguments.base, part, seed)
                results[part].append((report, seconds))
                print(f"seed {seed} {part}: macro {report['balanced_accuracy']:.3f}, "
                      f"{report['accuracy']['right']} of {report['accuracy']['count']}, "
                      f"{seconds:.0f} s", file=sys.stderr)
            shutil.rmtree(dataset)
    print(f"{len(kept)} labels: {', '.join(kept)}")
    if dropped:
        print(f"left out, fewer than {LEAST_GROUPS} groups: {', '.join(dropped)}")
    print("\n| what learns | macro recall on unseen groups | of what is held out | accuracy | train, s |"
          "\n|---|---|---|---|---|")
    for part, runs in results.items():
        macro = text_of_mean([report["balanced_accuracy"] for report, _ in runs])
        held_out = text_of_mean([macro_recall(report, arguments.held_out) for report, _ in runs])
        right = sum(report["accuracy"]["right"] for report, _ in runs)
        count = sum(report["accuracy"]["count"] for report, _ in runs)
        low, high = wilson(right, count)
        seconds = statistics.median(seconds for _, seconds in runs)
        print(f"| {part} | {macro} ({len(runs)} seeds) | {held_out} | {right} of {count} = "
              f"{right / count:.3f} ({low:.3f} to {high:.3f}) | {seconds:.0f} |")


if __name__ == "__main__":
    main()
