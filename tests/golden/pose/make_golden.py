#!/usr/bin/env python3
"""Writes the golden poses beside this file: frames of video clips as JPEG, and what MediaPipe finds
in them. Needs mediapipe==0.10.14 and opencv.

    make_golden.py CLIP.mp4 [CLIP.mp4 …]

NAME/NN.jpg are the frames. NAME/poses.txt has one line per mode and frame: the mode (detected: the
detector on every frame; tracked: followed, landmarks as found; smoothed: followed, landmarks
filtered), the frame's number, and, unless nobody was found, 33 × (x, y, z relative to the picture,
visibility) and 33 × (x, y, z in metres). Frames are a 30th of a second apart to MediaPipe."""
import pathlib
import sys

import cv2
import mediapipe

FRAMES, STEP, WIDTH, QUALITY = 8, 2, 384, 88
MODES = {
    "detected": dict(static_image_mode=True),
    "tracked": dict(static_image_mode=False, smooth_landmarks=False),
    "smoothed": dict(static_image_mode=False, smooth_landmarks=True),
}


def write_frames(clip: pathlib.Path, folder: pathlib.Path):
    folder.mkdir(parents=True, exist_ok=True)
    video = cv2.VideoCapture(str(clip))
    for number in range(FRAMES):
        for _ in range(STEP):
            read, picture = video.read()
            if not read:
                sys.exit(f"{clip}: fewer than {FRAMES * STEP} frames")
        height = round(picture.shape[0] * WIDTH / picture.shape[1])
        picture = cv2.resize(picture, (WIDTH, height), interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(folder / f"{number:02}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])


def numbers(result):
    if result.pose_landmarks is None:
        return
    for p in result.pose_landmarks.landmark:
        yield from (p.x, p.y, p.z, p.visibility)
    for p in result.pose_world_landmarks.landmark:
        yield from (p.x, p.y, p.z)


def write_poses(folder: pathlib.Path):
    pictures = [cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB) for path in sorted(folder.glob("*.jpg"))]
    with open(folder / "poses.txt", "w") as out:
        for mode, options in MODES.items():
            with mediapipe.solutions.pose.Pose(model_complexity=1, **options) as pose:
                for number, picture in enumerate(pictures):
                    values = numbers(pose.process(picture))
                    out.write(" ".join([mode, str(number), *(f"{value:.4f}" for value in values)]) + "\n")


for name in sys.argv[1:]:
    clip = pathlib.Path(name)
    folder = pathlib.Path(__file__).parent / clip.stem.removeprefix("ai_mmuno_").removesuffix("_1")
    write_frames(clip, folder)
    write_poses(folder)
