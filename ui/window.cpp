#include "ui/window.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "engine/core/error.h"
#include "ui/key_layout.h"
#include "ui/png.h"
#include "ui/theme.h"

namespace spotter {

namespace {

constexpr double kStillWait = 0.5;  // seconds between pictures when nothing moves
constexpr int kLeastWidth = 480;
constexpr int kLeastHeight = 320;

[[noreturn]] void fail(const std::string& what, const std::string& remedy) {
    const char* detail = nullptr;
    glfwGetError(&detail);
    throw Error("open window", "", what + (detail ? std::string(" (") + detail + ")" : ""), remedy);
}

struct Glfw {
    Glfw() {
        if (glfwInit() != GLFW_TRUE) {
            fail("no display", "start it in a desktop session, or use spotter live --headless");
        }
    }
    ~Glfw() { glfwTerminate(); }
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
};

struct KeyPress {
    int key;
    int modifiers;  // bits of GLFW_MOD_…, held down with it
};

using WindowHandle = std::unique_ptr<GLFWwindow, decltype(&glfwDestroyWindow)>;

WindowHandle create_window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.scale > 0 ? GLFW_FALSE : GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "spotter");
    WindowHandle window(
        glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr),
        &glfwDestroyWindow);
    if (!window) fail("OpenGL 3.2 is not available", "install a graphics driver, such as Mesa");
    glfwSetWindowSizeLimits(window.get(), kLeastWidth, kLeastHeight, GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    return window;
}

// The monitor that shows the middle of the window.
GLFWmonitor* monitor_under(GLFWwindow* window) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0;
        int top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        const int middle_x = x + width / 2;
        const int middle_y = y + height / 2;
        if (mode && middle_x >= left && middle_x < left + mode->width && middle_y >= top &&
            middle_y < top + mode->height) {
            return monitors[i];
        }
    }
    return glfwGetPrimaryMonitor();
}

Image read_framebuffer(GLFWwindow* window) {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    Image upside_down(width, height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadBuffer(GL_BACK);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
    Image out(width, height);
    for (int y = 0; y < height; ++y) {
        std::copy_n(upside_down.row(height - 1 - y), out.stride(), out.row(y));
    }
    return out;
}

}  // namespace

struct Window::Impl {
    explicit Impl(const WindowOptions& options)
        : handle(create_window(options)), fixed_scale(options.scale) {
        glfwMakeContextCurrent(handle.get());
        glfwSwapInterval(1);
        glfwSetWindowUserPointer(handle.get(), this);
        glfwSetDropCallback(handle.get(), on_drop);
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(handle.get(), true);
        // In the place of ImGui's own, which it hands keys on to.
        glfwSetKeyCallback(handle.get(), on_key);
        ImGui_ImplOpenGL3_Init("#version 150");
        theme.emplace();
    }
    ~Impl() {
        theme.reset();
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    static Impl& of(GLFWwindow* window) {
        return *static_cast<Impl*>(glfwGetWindowUserPointer(window));
    }
    static void on_drop(GLFWwindow* window, int count, const char** paths) {
        for (int i = 0; i < count; ++i) of(window).dropped.emplace_back(paths[i]);
    }
    static void on_key(GLFWwindow* window, int place, int scancode, int action, int modifiers) {
        const int key = place < 0 ? place : key_as_labelled(place, glfwGetKeyName(place, scancode));
        ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, modifiers);
        if (action != GLFW_PRESS) return;
        if (key == GLFW_KEY_F11) of(window).toggle_full_screen();
        if (key >= 0) of(window).pressed.push_back({key, modifiers});
    }

    bool full_screen() const { return glfwGetWindowMonitor(handle.get()) != nullptr; }
    void toggle_full_screen();
    // True when something came before the time was up.
    bool wait(Pace pace);
    void prepare_theme();
    std::vector<int> hold_taps();
    static void release_modifiers();
    Pace draw_once(const std::function<Pace()>& draw);

    Glfw glfw;
    WindowHandle handle;
    float fixed_scale;
    std::optional<Theme> theme;
    std::vector<std::filesystem::path> dropped;
    std::vector<KeyPress> pressed;  // since the last picture
    std::optional<std::filesystem::path> screenshot;
    double drawn_at = 0;
    int windowed[4] = {};  // place and size to come back to
};

void Window::Impl::toggle_full_screen() {
    GLFWwindow* window = handle.get();
    if (full_screen()) {
        glfwSetWindowMonitor(window, nullptr, windowed[0], windowed[1], windowed[2], windowed[3],
                             GLFW_DONT_CARE);
    } else if (GLFWmonitor* monitor = monitor_under(window)) {
        glfwGetWindowPos(window, &windowed[0], &windowed[1]);
        glfwGetWindowSize(window, &windowed[2], &windowed[3]);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    glfwSwapInterval(1);
}

// A display without vertical sync (a remote or virtual one) would be drawn as fast as the
// machine can: the wait keeps to 60 pictures a second there.
bool Window::Impl::wait(Pace pace) {
    if (pace == Pace::still || glfwGetWindowAttrib(handle.get(), GLFW_ICONIFIED) == GLFW_TRUE) {
        const double until = glfwGetTime() + kStillWait;
        glfwWaitEventsTimeout(kStillWait);
        return glfwGetTime() < until;
    }
    glfwPollEvents();
    constexpr double kLeastInterval = 1.0 / 61;
    for (double left = drawn_at + kLeastInterval - glfwGetTime(); left > 0.0005;
         left = drawn_at + kLeastInterval - glfwGetTime()) {
        glfwWaitEventsTimeout(left);
    }
    return true;
}

void Window::Impl::prepare_theme() {
    int width = 0;
    int height = 0;
    int pixels_wide = 0;
    int pixels_high = 0;
    glfwGetWindowSize(handle.get(), &width, &height);
    glfwGetFramebufferSize(handle.get(), &pixels_wide, &pixels_high);
    if (width <= 0 || height <= 0) return;
    const float density =
        std::max(static_cast<float>(pixels_wide) / static_cast<float>(width), 1.F);
    float scale = 1;
    glfwGetWindowContentScale(handle.get(), &scale, nullptr);
    // Where the window is measured in logical units already, the density holds the scale.
    scale = fixed_scale > 0 ? fixed_scale : std::max(scale / density, 0.5F);
    if (theme->prepare(static_cast<float>(width), static_cast<float>(height), scale, density)) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
}

// Keys that were pressed and let go between two pictures: ImGui asks only what is down, so they
// are held down for the next picture. What was held down with a key counts in its first picture,
// also when it was let go before the key. Let the keys go after NewFrame(), and the others with
// release_modifiers() when the picture is done.
std::vector<int> Window::Impl::hold_taps() {
    ImGuiIO& io = ImGui::GetIO();
    std::vector<int> taps;
    for (const auto& [key, modifiers] : std::exchange(pressed, {})) {
        io.KeyCtrl |= (modifiers & GLFW_MOD_CONTROL) != 0;
        io.KeyShift |= (modifiers & GLFW_MOD_SHIFT) != 0;
        io.KeyAlt |= (modifiers & GLFW_MOD_ALT) != 0;
        io.KeySuper |= (modifiers & GLFW_MOD_SUPER) != 0;
        if (io.KeysDown[key]) continue;
        io.KeysDown[key] = true;
        taps.push_back(key);
    }
    return taps;
}

// As ImGui's backend sets them: what is down.
void Window::Impl::release_modifiers() {
    ImGuiIO& io = ImGui::GetIO();
    const auto down = [&](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
    io.KeyCtrl = down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift = down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    io.KeySuper = down(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
}

Pace Window::Impl::draw_once(const std::function<Pace()>& draw) {
    prepare_theme();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    const std::vector<int> taps = hold_taps();
    ImGui::NewFrame();
    for (const int key : taps) ImGui::GetIO().KeysDown[key] = false;
    Pace pace = Pace::still;
    try {
        pace = draw();
    } catch (...) {
        ImGui::EndFrame();
        throw;
    }
    ImGui::Render();
    release_modifiers();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(handle.get(), &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 clear = ImGui::ColorConvertU32ToFloat4(theme->palette().background);
    glClearColor(clear.x, clear.y, clear.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (screenshot) {
        write_png(*std::exchange(screenshot, std::nullopt), read_framebuffer(handle.get()));
    }
    drawn_at = glfwGetTime();
    glfwSwapBuffers(handle.get());
    return pace;
}

Window::Window(const WindowOptions& options) : impl_(std::make_unique<Impl>(options)) {}

Window::~Window() = default;

void Window::run(const std::function<Pace()>& draw) {
    // ImGui answers an input in the picture after it, and fades dialogs in over some more.
    constexpr int kAfterInput = 12;
    int more = kAfterInput;
    while (glfwWindowShouldClose(impl_->handle.get()) == GLFW_FALSE) {
        const Pace pace = impl_->draw_once(draw);
        if (glfwWindowShouldClose(impl_->handle.get()) == GLFW_TRUE) break;
        if (pace == Pace::moving || more-- > 0) {
            impl_->wait(Pace::moving);
        } else {
            more = impl_->wait(Pace::still) ? kAfterInput : 0;
        }
    }
}

void Window::close() {
    glfwSetWindowShouldClose(impl_->handle.get(), GLFW_TRUE);
}

bool Window::draw_more(const std::function<void()>& draw) {
    GLFWwindow* window = impl_->handle.get();
    glfwSetWindowShouldClose(window, GLFW_FALSE);
    impl_->wait(Pace::moving);
    impl_->draw_once([&] {
        draw();
        return Pace::moving;
    });
    return glfwWindowShouldClose(window) == GLFW_TRUE;
}

void Window::hide() {
    glfwHideWindow(impl_->handle.get());
}

void Window::wake() {
    glfwPostEmptyEvent();
}

bool Window::full_screen() const {
    return impl_->full_screen();
}

void Window::set_full_screen(bool on) {
    if (on != full_screen()) impl_->toggle_full_screen();
}

std::vector<std::filesystem::path> Window::take_dropped() {
    return std::exchange(impl_->dropped, {});
}

void Window::request_screenshot(std::filesystem::path file) {
    impl_->screenshot = std::move(file);
}

}  // namespace spotter
