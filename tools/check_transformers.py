#!/usr/bin/env python3
"""Checks that Hugging Face transformers loads model folders that Spotter wrote and computes the same
logits: pictures are made here, prepared by the folder's own image processor, and classified by both. The probabilities
that Spotter says are those logits' own, by the temperature in spotter.json.
Needs torch and transformers 5.23, and the program: cmake --build build/dev --target print_scores

    tools/check_transformers.py [--program build/dev/tests/model/print_scores] FOLDER...
"""
import argparse
import json
import pathlib
import subprocess
import sys

import numpy
import torch
from transformers import AutoImageProcessor, VideoMAEForVideoClassification, logging

TOLERANCE = 1e-4  # of the largest logit, or of 1 if that is larger; and of a probability
ROOT = pathlib.Path(__file__).resolve().parent.parent


def check(folder, program):
    model, report = VideoMAEForVideoClassification.from_pretrained(folder, output_loading_info=True)
    missing = {kind: names for kind, names in report.items() if names}
    assert not missing, f"{folder}: {missing}"
    config = model.config
    random = numpy.random.default_rng(1)
    shape = (config.num_frames, config.image_size, config.image_size, 3)
    pictures = random.integers(0, 256, shape, dtype=numpy.uint8)
    processor = AutoImageProcessor.from_pretrained(folder)
    pixels = processor(list(pictures), return_tensors="pt")["pixel_values"]
    with torch.inference_mode():
        theirs = model.eval().float()(pixels).logits[0].numpy()
    output = subprocess.run([program, folder], input=pictures.tobytes(), capture_output=True, check=True)
    ours, scores = numpy.array([line.split() for line in output.stdout.splitlines()], dtype=numpy.float64).T
    assert ours.shape == theirs.shape, f"{folder}: {len(ours)} logits, transformers has {len(theirs)}"
    size = max(1.0, float(numpy.abs(theirs).max()))
    distance = float(numpy.abs(ours - theirs).max()) / size
    manifest = pathlib.Path(folder) / "spotter.json"
    temperature = json.loads(manifest.read_text()).get("temperature", 1) if manifest.exists() else 1
    expected = torch.softmax(torch.from_numpy(theirs).double() / temperature, 0).numpy()
    score_distance = float(numpy.abs(scores - expected).max())
    print(f"{folder}: {len(ours)} logits up to {size:.1f} differ by at most {distance:.1e} of that, "
          f"probabilities (temperature {temperature:g}) by {score_distance:.1e}")
    return max(distance, score_distance) < TOLERANCE


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/dev/tests/model/print_scores"))
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    logging.disable_progress_bar()
    return 0 if all([check(folder, options.program) for folder in options.folders]) else 1


if __name__ == "__main__":
    sys.exit(main())
