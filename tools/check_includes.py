#!/usr/bin/env python3
"""Checks the include rule of docs/architecture.md: includes point down only, and each part sees
only its own libraries. Prints one line per violation; exits 1 when there is one."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

# part: (project parts it may include besides itself, third-party headers it may see)
RULES = {
    "engine/core": ([], r"spdlog/|fmt/|openssl/"),
    "capture": (["engine/core"], r"opencv2/|libav|libsw|linux/videodev2|nlohmann/"),
    "engine/pose": (["engine/core"], r"openvino/|opencv2/|nlohmann/"),
    "engine/model": (["engine/core"], r"torch/|ATen/|c10/|nlohmann/"),
    "engine/live": (["engine/core"], r"$^"),
    "engine/session": (["engine/core"], r"sqlite3|nlohmann/"),
    "training/synthetic": (["engine/core"], r"$^"),
    "training/evaluation": (["engine/live", "engine/model", "engine/core"], r"nlohmann/"),
    "training/data": (["capture", "engine/live", "engine/model", "engine/pose", "engine/core"],
                      r"zip|nlohmann/"),
    "training/fit": (["engine/model", "engine/core"], r"torch/|ATen/|c10/|nlohmann/|mpi|cuda"),
    "ui": (["engine/live", "engine/session", "engine/core"], r"imgui|GLFW/|GL/|stb|backends/"),
    "app": (["ui", "training/synthetic", "training/evaluation", "training/data", "training/fit",
             "engine/session", "engine/live", "engine/model", "engine/pose", "engine/core",
             "capture"],
            r"CLI/|toml\+\+/|nlohmann/|opencv2/|stb|openvino/|libav|curl/|openssl/|zip|alsa/"),
}
POSIX = re.compile(r"^(sys|netinet|arpa|linux)/|^[a-z_0-9]+(\.h)?$|^bits/")
LOGGERS = re.compile(r"^(spdlog|fmt)/")
TORCH = re.compile(r"^(torch|ATen|c10)/")


def part_of(path: str):
    matches = [part for part in RULES if path == part or path.startswith(part + "/")]
    return max(matches, key=len, default=None)


def violations(file: pathlib.Path):
    name = file.relative_to(ROOT).as_posix()
    part = part_of(name)
    if part is None:
        return
    allowed_parts, libraries = RULES[part]
    text = file.read_text()
    included = INCLUDE.findall(text)
    for bracket, header in included:
        target = part_of(header)
        if bracket == '"' and target:
            if target != part and target not in allowed_parts:
                yield f"{name}: {part} must not include {header}"
        elif not POSIX.match(header) and not re.match(libraries, header):
            yield f"{name}: {part} must not see <{header}>"
    headers = [header for _, header in included]
    if any(map(TORCH.match, headers)) and any(map(LOGGERS.match, headers)):
        yield f"{name}: LibTorch and spdlog/fmt must not meet in one file"


def main():
    found = [line for part in RULES for file in sorted((ROOT / part).rglob("*"))
             if file.suffix in (".h", ".cpp") and part_of(file.relative_to(ROOT).as_posix()) == part
             for line in violations(file)]
    print("\n".join(found) if found else "include rule: holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
