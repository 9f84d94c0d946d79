#!/usr/bin/env python3
"""Writes the golden skeleton windows beside this file from safetensors that hold what the shipped
model was trained on: `image_landmarks` (16, 13, 3: x, y in pixels, visibility), `world_landmarks`
(16, 13, 3 metres), `picture` (16, S, S, 3). Needs numpy, pillow and safetensors.

    make_golden.py WINDOW.safetensors [WINDOW.safetensors …]

NAME.txt has one line per pose: 13 × (x, y, visibility), then 13 × (x, y, z). NAME.png has the 16
pictures side by side."""
import pathlib
import sys

import numpy
from PIL import Image
from safetensors.numpy import load_file

for name in sys.argv[1:]:
    window = load_file(name)
    target = pathlib.Path(__file__).parent / pathlib.Path(name).stem.split("__ai_mmuno_")[-1].removesuffix("_1")
    with open(target.with_suffix(".txt"), "w") as out:
        for pose in zip(window["image_landmarks"], window["world_landmarks"]):
            out.write(" ".join(f"{value:.9g}" for part in pose for value in part.ravel()) + "\n")
    Image.fromarray(numpy.concatenate(list(window["picture"]), axis=1)).save(target.with_suffix(".png"), optimize=True)
