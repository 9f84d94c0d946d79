#include "tests/ui/screen_rig.h"

#include <algorithm>
#include <vector>

#include <GLFW/glfw3.h>

namespace spotter::test {

ScreenRig::ScreenRig() {
    paths = find_paths([this](const char* name) { return only_home(name); }, home / "data",
                       std::nullopt);
    // The first name is that of kFakeTexture.
    GLuint taken = 0;
    glGenTextures(1, &taken);
}

std::optional<std::string> ScreenRig::only_home(const char* name) const {
    if (std::string(name) == "HOME") return home.path().string();
    return std::nullopt;
}

std::optional<Color> ScreenRig::drawn_video() {
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i) {
        for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
            if (command.TextureId == kFakeTexture) continue;
            glBindTexture(GL_TEXTURE_2D,
                          static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(command.TextureId)));
            GLint width = 0;
            GLint height = 0;
            glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &width);
            glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_HEIGHT, &height);
            std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) *
                                             static_cast<std::size_t>(height) * 4);
            glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
            const std::uint8_t* middle =
                pixels.data() + (static_cast<std::size_t>(height / 2 * width + width / 2)) * 4;
            return Color{middle[0], middle[1], middle[2]};
        }
    }
    return std::nullopt;
}

int ScreenRig::drawn_vertices() {
    return ImGui::GetDrawData()->TotalVtxCount;
}

bool ScreenRig::told(const std::string& part) {
    return std::ranges::any_of(notices.views(now), [&](const NoticeView& notice) {
        return notice.text.find(part) != std::string::npos;
    });
}

}  // namespace spotter::test
