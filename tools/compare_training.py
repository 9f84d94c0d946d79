#!/usr/bin/env python3
"""Times training steps (forward, backward, clipping, AdamW) of VideoMAE here and in a loop with Hugging
Face transformers (sdpa, autocast), in turns, and prints the clips per second of both. Needs torch and
transformers, and the program: cmake --build build/dev --target time_training

    tools/compare_training.py [--model small] [--precision bfloat16] [--batch 4] [--steps 2] [--pairs 5]
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


def transformers_loop(model, precision, batch, steps):
    width, heads = SIZES[model]
    config = VideoMAEConfig(hidden_size=width, num_attention_heads=heads, intermediate_size=4 * width,
                            num_labels=400, attn_implementation="sdpa")
    net = VideoMAEForVideoClassification(config).train()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-5, weight_decay=0.05, fused=True)
    pixels, labels = torch.randn(batch, 16, 3, 224, 224), torch.arange(batch) % 400

    def step():
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bfloat16"):
            loss = net(pixels, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    def run():
        start = time.perf_counter()
        for _ in range(steps):
            step()
        return batch * steps / (time.perf_counter() - start)
    step()
    return run


def our_loop(options):
    command = [options.program, options.model, options.precision, str(options.threads), str(options.batch),
               str(options.steps)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("ready"), "time_training did not start"

    def run():
        process.stdin.write("\n")
        process.stdin.flush()
        return float(process.stdout.readline())
    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=SIZES, default="small")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--program", default=str(ROOT / "build/dev/tests/fit/time_training"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    theirs = transformers_loop(options.model, options.precision, options.batch, options.steps)
    ours = our_loop(options)
    rates = [(ours(), theirs()) for _ in range(options.pairs)]
    mine, other = (statistics.median(column) for column in zip(*rates))
    ratio = statistics.median(a / b for a, b in rates)
    print(f"{options.model} {options.precision}, batch {options.batch}, {options.threads} threads, "
          f"{options.pairs} pairs: here {mine:.2f} clips/s, transformers {other:.2f} clips/s, "
          f"{ratio:.2f} times as many (median of pairs)")


if __name__ == "__main__":
    main()
