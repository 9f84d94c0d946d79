#!/usr/bin/env python3
"""Writes tests/golden/hf: small VideoMAE models with random weights and what Hugging Face's
implementation makes of them. Needs torch, transformers, safetensors, numpy and Pillow.

    python tests/golden/make_golden.py
"""
import json
import pathlib
import shutil

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file
from transformers import VideoMAEConfig, VideoMAEForVideoClassification

OUT = pathlib.Path(__file__).parent / "hf"
LABELS = ["bicep_curl", "lateral_raise", "squat"]


def model(folder, seed, labels=LABELS, dtype=torch.float32, shards=None, hub_spelling=False, **settings):
    """One model folder with `expected.safetensors`: the input and the tensors at each stage."""
    torch.manual_seed(seed)
    out = OUT / folder
    config = VideoMAEConfig(
        image_size=32, hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96,
        id2label=dict(enumerate(labels)), label2id={l: i for i, l in enumerate(labels)}, **settings)
    config._attn_implementation = "eager"
    net = VideoMAEForVideoClassification(config).eval()
    with torch.no_grad():  # weights of some size, so that no part can go missing unseen
        for p in net.parameters():
            p.normal_(0, 0.2 if p.dim() > 1 else 0.5)
        for name, p in net.named_parameters():
            if "norm" in name and name.endswith("weight"):
                p.add_(1)
    net = net.to(dtype)
    net.save_pretrained(out, **({"max_shard_size": shards} if shards else {}))
    net = net.float()
    pixels = torch.randn(1, config.num_frames, 3, config.image_size, config.image_size)
    with torch.no_grad():
        embeddings = net.videomae.embeddings(pixels, None)
        hidden = net(pixels, output_hidden_states=True).hidden_states[-1]
        logits = net(pixels).logits
    save_file({"pixel_values": pixels, "embeddings": embeddings.contiguous(), "hidden_last": hidden.contiguous(),
               "logits": logits}, out / "expected.safetensors")
    if hub_spelling:
        path = out / "config.json"
        text = json.loads(path.read_text())
        text["qkv_bias"] = text.pop("qv_bias", True)
        text["torch_dtype"] = text.pop("dtype", "float32")
        path.write_text(json.dumps(text, indent=2) + "\n")


def preprocessing(width, height, size):
    """One picture and the one that the processor's resize (Pillow's bilinear) and crop make of it."""
    rng = np.random.default_rng(width * height)
    coarse = rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.BICUBIC)
    scale = size / min(width, height)
    small = picture.resize((int(width * scale + 1e-9), int(height * scale + 1e-9)), Image.BILINEAR)
    left, top = (small.width - size) // 2, (small.height - size) // 2
    cropped = small.crop((left, top, left + size, top + size))
    save_file({"frame": torch.from_numpy(np.array(picture)), "cropped": torch.from_numpy(np.array(cropped))},
              OUT / f"preprocess-{width}x{height}-{size}.safetensors")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    model("mean-pooling", 1)
    model("first-token", 2, use_mean_pooling=False, hub_spelling=True)
    model("half", 3, labels=[*LABELS, "rest"], dtype=torch.float16)
    model("bfloat16-no-bias", 4, dtype=torch.bfloat16, qv_bias=False)
    model("sharded", 5, shards="150KB", num_frames=8)
    # Nothing divides evenly here: odd picture, a patch of its own, a tubelet of 3 in 10 frames.
    model("odd-sizes", 6, num_frames=10, tubelet_size=3, patch_size=10)
    for width, height, size in ((160, 120, 64), (72, 128, 56), (64, 64, 64), (50, 75, 64)):
        preprocessing(width, height, size)
    total = sum(f.stat().st_size for f in OUT.rglob("*") if f.is_file())
    print(f"{total / 1e6:.1f} MB in {OUT}")
    assert total < 6_000_000


if __name__ == "__main__":
    main()
