#!/usr/bin/env bash
# Everything the build needs, from a bare Debian 12: system packages, LibTorch and OpenVINO in
# the build's own virtual environment, and the two pose models. Each step is skipped when done,
# and then needs no network. Run it through `make setup`.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build
venv=$build/venv
pose=$build/pose
stamps=$build/stamps
mkdir -p "$stamps"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Done means: a stamp that is newer than what it was made from.
done_since() { [[ -e $stamps/$1 && ! $2 -nt $stamps/$1 ]]; }

install_packages() {
    done_since packages tools/packages.txt && return
    command -v dpkg-query >/dev/null ||
        fail "this is not a Debian system; install the packages named in tools/packages.txt, then: mkdir -p $stamps && touch $stamps/packages"
    local missing=()
    while read -r package; do
        [[ -z $package || $package == \#* ]] && continue
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done <tools/packages.txt
    if ((${#missing[@]})); then
        local as_root=()
        if ((EUID != 0)); then
            command -v sudo >/dev/null ||
                fail "system packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
            as_root=(sudo)
        fi
        say "installing ${#missing[@]} system packages"
        "${as_root[@]}" apt-get update -q
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
    fi
    touch "$stamps/packages"
}

# LibTorch is where it is taken from: elsewhere, or in the virtual environment.
libtorch_is_there() {
    [[ -n ${SPOTTER_LIBTORCH:-} ]] || compgen -G "$venv/lib/python3*/site-packages/torch" >/dev/null
}

install_wheels() {
    done_since wheels tools/requirements.txt && libtorch_is_there && return
    local wanted=$stamps/requirements.txt
    cp tools/requirements.txt "$wanted"
    if [[ -n ${SPOTTER_LIBTORCH:-} ]]; then
        say "LibTorch from SPOTTER_LIBTORCH"
        sed -i '/^torch==/d' "$wanted"
    fi
    say "putting LibTorch and OpenVINO into $venv (a few hundred megabytes; several gigabytes where pip finds only a CUDA build)"
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-compile -r "$wanted" ||
        fail "the wheels in tools/requirements.txt could not be installed; check the network and run it again"
    touch "$stamps/wheels"
}

pose_models_are_whole() {
    (cd "$pose" 2>/dev/null && sha256sum --quiet --check --status) <tools/pose_models.sha256
}

fetch_pose_models() {
    done_since pose tools/pose_models.sha256 && [[ -e $pose/pose_detection.tflite && -e $pose/pose_landmark_full.tflite ]] && return
    if ! pose_models_are_whole; then
        say "fetching the pose models"
        local unpacked
        unpacked=$(mktemp -d "$build/pose.XXXXXX")
        # The wheel is only unpacked, so it need not fit the local Python.
        "$venv/bin/python" -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: \
            --python-version 3.11 --implementation cp --platform manylinux_2_17_x86_64 \
            --platform manylinux2014_x86_64 -d "$unpacked" mediapipe==0.10.14 ||
            fail "the wheel with the pose models could not be fetched; check the network and run it again"
        "$venv/bin/python" - "$unpacked" <<'PY'
import pathlib, sys, zipfile
folder = pathlib.Path(sys.argv[1])
wheel = next(folder.glob("*.whl"))
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.endswith(("/pose_detection.tflite", "/pose_landmark_full.tflite", ".dist-info/LICENSE")):
            (folder / pathlib.PurePosixPath(name).name).write_bytes(archive.read(name))
wheel.unlink()
PY
        rm -rf "$pose"
        mv "$unpacked" "$pose"
        chmod 755 "$pose"
        pose_models_are_whole ||
            fail "$pose: the pose models are not the ones Spotter was made with; remove the folder and run it again"
    fi
    touch "$stamps/pose"
}

install_packages
install_wheels
fetch_pose_models
