// The real window; needs a display (ctest gives it a virtual one).
#include "ui/window.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <GLFW/glfw3.h>
#include <catch2/catch.hpp>
#include <imgui.h>
#include <stb_image.h>

#include "engine/core/error.h"
#include "tests/temp_folder.h"
#include "tests/ui/sample_views.h"
#include "ui/key_layout.h"
#include "ui/live/live_panel.h"
#include "ui/panel.h"
#include "ui/texture.h"
#include "ui/theme.h"

using namespace spotter;
namespace fs = std::filesystem;

namespace {

Image read_png(const fs::path& file) {
    int width = 0;
    int height = 0;
    int channels = 0;
    stbi_uc* pixels = stbi_load(file.c_str(), &width, &height, &channels, 3);
    REQUIRE(pixels);
    Image out(width, height);
    std::copy_n(pixels, out.size_bytes(), out.data());
    stbi_image_free(pixels);
    return out;
}

// The last of a few pictures drawn in a window of this size.
Image picture_of(const WindowOptions& options, const std::function<void(Window&)>& draw) {
    const test::TempFolder folder;
    const fs::path file = folder / "window.png";
    Window window(options);
    int drawn = 0;
    window.run([&] {
        draw(window);
        if (++drawn == 4) window.request_screenshot(file);
        if (drawn == 5) window.close();
        return Pace::moving;
    });
    return read_png(file);
}

}  // namespace

TEST_CASE("a window draws the live screen and writes a picture of itself") {
    const Image picture = picture_of({"Test", 900, 600, 1},
                                     [](Window&) { draw_live_panel(LiveView(), whole_window()); });
    CHECK(picture.width() == 900);
    CHECK(picture.height() == 600);
    // The corner is background, the button in the middle is the accent.
    const Palette palette;
    const std::uint8_t* corner = picture.row(599);
    CHECK(corner[0] == (palette.background >> IM_COL32_R_SHIFT & 0xFF));
    int accent = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const std::uint8_t* pixel = picture.row(y) + x * 3;
            accent += pixel[0] == (palette.accent >> IM_COL32_R_SHIFT & 0xFF) &&
                      pixel[1] == (palette.accent >> IM_COL32_G_SHIFT & 0xFF) &&
                      pixel[2] == (palette.accent >> IM_COL32_B_SHIFT & 0xFF);
        }
    }
    CHECK(accent > 1000);
}

TEST_CASE("a texture shows pictures of odd width, and a new size after the first") {
    Texture texture;
    int count = 0;
    const Image picture = picture_of({"Test", 640, 400, 1}, [&](Window&) {
        const int width = count++ < 2 ? 640 : 333;
        Image image(width, 7);
        for (int y = 0; y < 7; ++y) {
            for (int x = 0; x < width; ++x) image.row(y)[x * 3 + 1] = 200;
        }
        texture.upload(image);
        ImGui::GetBackgroundDrawList()->AddImage(texture.id(), {0, 0}, {640, 400});
    });
    for (const int x : {0, 100, 332, 639}) {
        const std::uint8_t* pixel = picture.row(200) + x * 3;
        CHECK(pixel[0] == 0);
        CHECK(pixel[1] == 200);
        CHECK(pixel[2] == 0);
    }
}

TEST_CASE("the scale that was asked for makes type larger") {
    float small = 0;
    float large = 0;
    picture_of({"Test", 1280, 720, 1}, [&](Window&) { small = theme().size(Type::body); });
    picture_of({"Test", 1280, 720, 2}, [&](Window&) { large = theme().size(Type::body); });
    CHECK(small == 16);
    CHECK(large > small);
}

TEST_CASE("a key that is tapped between two pictures is pressed in the next one, once") {
    std::vector<bool> pressed;
    picture_of({"Test", 640, 400, 1}, [&](Window&) {
        pressed.push_back(ImGui::IsKeyPressed(GLFW_KEY_SPACE, false));
        if (pressed.size() > 1) return;
        GLFWwindow* window = glfwGetCurrentContext();
        const GLFWkeyfun on_key = glfwSetKeyCallback(window, nullptr);
        glfwSetKeyCallback(window, on_key);
        for (const int action : {GLFW_PRESS, GLFW_RELEASE}) {
            on_key(window, GLFW_KEY_SPACE, 0, action, 0);
        }
    });
    CHECK(pressed == std::vector<bool>{false, true, false, false, false});
}

TEST_CASE("a window fills the screen when it is asked to, and comes back to its size") {
    std::vector<int> widths;
    Window window({"Test", 640, 400, 1});
    window.set_full_screen(true);
    window.run([&] {
        widths.push_back(static_cast<int>(whole_window().width));
        if (widths.size() == 5) {
            CHECK(window.full_screen());
            window.set_full_screen(false);
        }
        if (widths.size() == 10) window.close();
        return Pace::moving;
    });
    const GLFWvidmode* mode = glfwGetVideoMode(glfwGetPrimaryMonitor());
    REQUIRE(mode);
    CHECK_FALSE(window.full_screen());
    CHECK(widths[4] == mode->width);
    CHECK(widths[9] == 640);
}

TEST_CASE("a key that is tapped with Ctrl between two pictures is pressed with Ctrl, once") {
    std::vector<bool> pressed;
    std::vector<bool> with_control;
    picture_of({"Test", 640, 400, 1}, [&](Window&) {
        pressed.push_back(ImGui::IsKeyPressed(GLFW_KEY_Z, false));
        with_control.push_back(ImGui::GetIO().KeyCtrl);
        if (pressed.size() > 1) return;
        GLFWwindow* window = glfwGetCurrentContext();
        const GLFWkeyfun on_key = glfwSetKeyCallback(window, nullptr);
        glfwSetKeyCallback(window, on_key);
        on_key(window, GLFW_KEY_LEFT_CONTROL, 0, GLFW_PRESS, 0);
        on_key(window, GLFW_KEY_Z, 0, GLFW_PRESS, GLFW_MOD_CONTROL);
        on_key(window, GLFW_KEY_Z, 0, GLFW_RELEASE, GLFW_MOD_CONTROL);
        on_key(window, GLFW_KEY_LEFT_CONTROL, 0, GLFW_RELEASE, GLFW_MOD_CONTROL);
    });
    CHECK(pressed == std::vector<bool>{false, true, false, false, false});
    CHECK(with_control == std::vector<bool>{false, true, false, false, false});
}

TEST_CASE("a key counts with what was held when it was pressed, also when that was let go first") {
    std::vector<bool> pressed;
    std::vector<bool> with_shift;
    picture_of({"Test", 640, 400, 1}, [&](Window&) {
        pressed.push_back(ImGui::IsKeyPressed(GLFW_KEY_Z, false));
        with_shift.push_back(ImGui::GetIO().KeyShift);
        if (pressed.size() > 1) return;
        GLFWwindow* window = glfwGetCurrentContext();
        const GLFWkeyfun on_key = glfwSetKeyCallback(window, nullptr);
        glfwSetKeyCallback(window, on_key);
        on_key(window, GLFW_KEY_LEFT_SHIFT, 0, GLFW_PRESS, 0);
        on_key(window, GLFW_KEY_Z, 0, GLFW_PRESS, GLFW_MOD_SHIFT);
        on_key(window, GLFW_KEY_LEFT_SHIFT, 0, GLFW_RELEASE, GLFW_MOD_SHIFT);
    });
    CHECK(pressed == std::vector<bool>{false, true, false, false, false});
    CHECK(with_shift == std::vector<bool>{false, true, false, false, false});
}

TEST_CASE("letters are those of the keyboard's layout, other keys stay in their places") {
    CHECK(key_as_labelled(GLFW_KEY_Z, "y") == GLFW_KEY_Y);          // German
    CHECK(key_as_labelled(GLFW_KEY_SEMICOLON, "m") == GLFW_KEY_M);  // French
    CHECK(key_as_labelled(GLFW_KEY_M, ",") == GLFW_KEY_COMMA);
    CHECK(key_as_labelled(GLFW_KEY_1, "&") == GLFW_KEY_1);
    CHECK(key_as_labelled(GLFW_KEY_Z, "\u044F") == GLFW_KEY_Z);  // Russian
    CHECK(key_as_labelled(GLFW_KEY_LEFT, nullptr) == GLFW_KEY_LEFT);
    CHECK(key_as_labelled(GLFW_KEY_KP_1, "1") == GLFW_KEY_KP_1);
}

TEST_CASE("files that are dropped on the window are taken once") {
    std::vector<std::filesystem::path> taken;
    picture_of({"Test", 640, 400, 1}, [&](Window& window) {
        for (auto& file : window.take_dropped()) taken.push_back(file);
        GLFWwindow* handle = glfwGetCurrentContext();
        const GLFWdropfun on_drop = glfwSetDropCallback(handle, nullptr);
        glfwSetDropCallback(handle, on_drop);
        const char* files[] = {"/videos/squat 1.mp4", "/videos/other.mov"};
        if (taken.empty()) on_drop(handle, 2, files);
    });
    CHECK(taken == std::vector<std::filesystem::path>{"/videos/squat 1.mp4", "/videos/other.mov"});
}

TEST_CASE("what the panel throws leaves the window's loop") {
    Window window({"Test", 640, 400, 1});
    CHECK_THROWS_AS(window.run([]() -> Pace { throw Error("draw", "panel", "broken"); }), Error);
}

TEST_CASE("a screenshot that cannot be written ends the loop with its reason") {
    Window window({"Test", 640, 400, 1});
    CHECK_THROWS_WITH(window.run([&] {
        window.request_screenshot("/nonexistent/picture.png");
        return Pace::moving;
    }),
                      Catch::Contains("/nonexistent/picture.png"));
}

TEST_CASE("without a display the error says what to do instead") {
    const std::string display = std::getenv("DISPLAY");
    unsetenv("DISPLAY");
    CHECK_THROWS_WITH(Window(WindowOptions()), Catch::Contains("spotter live --headless"));
    setenv("DISPLAY", display.c_str(), 1);
}

TEST_CASE("a window that was closed shows what is left to do, and may be closed again") {
    Window window({"Test", 640, 400, 1});
    window.run([&] {
        window.close();
        return Pace::still;
    });
    int drawn = 0;
    CHECK_FALSE(window.draw_more([&] { ++drawn; }));
    CHECK(drawn == 1);
    CHECK(window.draw_more([&] { window.close(); }));
}
