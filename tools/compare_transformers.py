#!/usr/bin/env python3
"""Times one clip of VideoMAE here and in Hugging Face transformers (sdpa), in turns, and prints both
medians. Needs torch and transformers, and the program: cmake --build build/dev --target time_forward

    tools/compare_transformers.py [--model base] [--precision float32] [--pairs 5] [--threads 2]
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import time

import torch
from transformers import VideoMAEConfig, VideoMAEForVideoClassification

SIZES = {"tiny": (192, 3), "small": (384, 6), "base": (768, 12)}
ROOT = pathlib.Path(__file__).resolve().parent.parent


def transformers_pass(model, precision):
    width, heads = SIZES[model]
    config = VideoMAEConfig(hidden_size=width, num_attention_heads=heads, intermediate_size=4 * width,
                            num_labels=400, attn_implementation="sdpa")
    net = VideoMAEForVideoClassification(config).eval().to(getattr(torch, precision))
    pixels = torch.randn(1, 16, 3, 224, 224).to(getattr(torch, precision))

    def run():
        start = time.perf_counter()
        with torch.inference_mode():
            net(pixels)
        return (time.perf_counter() - start) * 1e3
    return run


def our_pass(program, model, precision, threads):
    process = subprocess.Popen([program, model, precision, str(threads)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("ready"), "time_forward did not start"

    def run():
        process.stdin.write("\n")
        process.stdin.flush()
        return float(process.stdout.readline())
    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=SIZES, default="base")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--program", default=str(ROOT / "build/dev/tests/model/time_forward"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    theirs = transformers_pass(options.model, options.precision)
    ours = our_pass(options.program, options.model, options.precision, options.threads)
    theirs(), ours()
    times = [(ours(), theirs()) for _ in range(options.pairs)]
    mine, other = (statistics.median(column) for column in zip(*times))
    ratio = statistics.median(b / a for a, b in times)
    print(f"{options.model} {options.precision}, {options.threads} threads, {options.pairs} pairs: "
          f"here {mine:.1f} ms, transformers {other:.1f} ms, {ratio:.2f} times as fast (median of pairs)")


if __name__ == "__main__":
    main()
