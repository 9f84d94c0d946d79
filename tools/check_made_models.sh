#!/usr/bin/env bash
# What `spotter train` writes, as transformers reads it: teaches a pixel model and a skeleton model two labels of
# computed pictures, by each part that can learn, and compares the logits of these folders and of the models that come
# with Spotter.
#     tools/check_made_models.sh PYTHON [BUILD]
# PYTHON has torch and transformers 5.23; BUILD (build/dev) has spotter and print_scores; ffmpeg makes the clips.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=$1
build=$(realpath "${2:-$root/build/dev}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for label in squat rest; do
    mkdir -p "$work/clips/$label"
    for n in 1 2 3 4; do
        picture="testsrc=size=96x96:rate=10:duration=2.2,hue=h=$((n * 40 + ${#label}))"
        ffmpeg -loglevel error -f lavfi -i "$picture" -pix_fmt yuv420p "$work/clips/$label/$n.mp4"
    done
done
for base in "$root/tests/golden/hf/mean-pooling" "$root/assets/models/default"; do
    for part in head last:2 full; do
        "$build/app/spotter" train "$work/clips" --base "$base" --out "$(basename "$base")-${part/:/-}" --part "$part" \
            --epochs 1 --batch 4 --threads 1 --data-dir "$work/home" 2>"$work/log" >&2 || { cat "$work/log"; exit 1; }
    done
done
"$python" "$root/tools/check_transformers.py" --program "$build/tests/model/print_scores" "$work"/home/models/* \
    "$root"/assets/models/*
