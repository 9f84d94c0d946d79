#!/usr/bin/env python3
"""Checks that Hugging Face transformers loads model folders that Spotter wrote and computes the same
probabilities: pictures are made here, prepared by the folder's own image processor, and classified by both.
Needs torch and transformers 5.23, and the program: cmake --build build/dev --target print_scores

    tools/check_transformers.py [--program build/dev/tests/model/print_scores] FOLDER...
"""
import argparse
import pathlib
import subprocess
import sys

import numpy
import torch
from transformers import AutoImageProcessor, VideoMAEForVideoClassification

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
        theirs = torch.softmax(model.eval().float()(pixels).logits[0], 0).numpy()
    output = subprocess.run([program, folder], input=pictures.tobytes(), capture_output=True, check=True)
    ours = numpy.array([float(line) for line in output.stdout.split()], dtype=numpy.float32)
    distance = float(numpy.abs(ours - theirs).max())
    labels = [config.id2label[i] for i in range(len(ours))]
    print(f"{folder}: {len(labels)} labels, probabilities differ by at most {distance:.1e}")
    return distance < 1e-4


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/dev/tests/model/print_scores"))
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    return 0 if all([check(folder, options.program) for folder in options.folders]) else 1


if __name__ == "__main__":
    sys.exit(main())
