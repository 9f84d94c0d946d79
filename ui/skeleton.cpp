#include "ui/skeleton.h"

#include <algorithm>
#include <array>

#include "ui/widgets.h"

namespace spotter {

namespace {

struct Bone {
    Joint from;
    Joint to;
    bool left;  // the person's own left side: drawn in the accent
};

constexpr std::array<Bone, 12> kBones = {{{kRightShoulder, kRightHip, false},
                                          {kLeftShoulder, kLeftHip, true},
                                          {kLeftShoulder, kRightShoulder, false},
                                          {kLeftHip, kRightHip, false},
                                          {kRightHip, kRightKnee, false},
                                          {kRightKnee, kRightAnkle, false},
                                          {kLeftHip, kLeftKnee, true},
                                          {kLeftKnee, kLeftAnkle, true},
                                          {kRightShoulder, kRightElbow, false},
                                          {kRightElbow, kRightWrist, false},
                                          {kLeftShoulder, kLeftElbow, true},
                                          {kLeftElbow, kLeftWrist, true}}};

// Hidden joints fade out instead of flickering.
float opacity(const Landmark& a, const Landmark& b) {
    return std::clamp((std::min(a.visibility, b.visibility) - 0.25F) / 0.35F, 0.F, 1.F);
}

}  // namespace

void draw_skeleton(const Pose& pose, const VideoView& video, bool mirrored, const Rect& picture) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Palette& colors = theme().palette();
    const auto& joints = pose.image;
    const auto at = [&](const Landmark& joint) {
        float x = joint.x / static_cast<float>(video.width);
        if (mirrored) x = 1 - x;
        return ImVec2{picture.x + x * picture.width,
                      picture.y + joint.y / static_cast<float>(video.height) * picture.height};
    };
    list.PushClipRect({picture.x, picture.y}, {picture.right(), picture.bottom()}, true);
    const float width = std::max(2.F, theme().px(3.5F));
    // All outlines first: a limb that crosses another stays one line.
    for (const bool outline : {true, false}) {
        for (const Bone& bone : kBones) {
            const float alpha = opacity(joints[bone.from], joints[bone.to]);
            const ImU32 color = outline ? faded(colors.background, 0.65F * alpha)
                                        : faded(bone.left ? colors.accent : colors.text, alpha);
            list.AddLine(at(joints[bone.from]), at(joints[bone.to]), color,
                         outline ? width * 2 : width);
        }
    }
    for (const Bone& bone : kBones) {
        for (const Joint joint : {bone.from, bone.to}) {
            const float alpha = opacity(joints[joint], joints[joint]);
            list.AddCircleFilled(at(joints[joint]), width * 1.3F, faded(colors.background, alpha));
            list.AddCircleFilled(at(joints[joint]), width * 0.9F, faded(colors.text, alpha));
        }
    }
    list.PopClipRect();
}

}  // namespace spotter
