#include "ui/texture.h"

#include <algorithm>
#include <cstdint>

#include <GLFW/glfw3.h>

namespace spotter {

namespace {

constexpr GLint kClampToEdge = 0x812F;  // OpenGL 1.2, not in every gl.h

}  // namespace

Texture::~Texture() {
    if (name_ != 0 && glfwGetCurrentContext() != nullptr) glDeleteTextures(1, &name_);
}

void Texture::upload(ImageView rgb) {
    if (rgb.empty()) return;
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (const int side = std::max(rgb.width, rgb.height); side > largest) {
        const double by = static_cast<double>(largest) / side;
        upload(resized(rgb, std::max(1, static_cast<int>(rgb.width * by)),
                       std::max(1, static_cast<int>(rgb.height * by))));
        return;
    }
    if (name_ == 0) glGenTextures(1, &name_);
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(rgb.stride / 3));
    if (rgb.width == width_ && rgb.height == height_) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE,
                        rgb.data);
    } else {
        width_ = rgb.width;
        height_ = rgb.height;
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, kClampToEdge);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, kClampToEdge);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, width_, height_, 0, GL_RGB, GL_UNSIGNED_BYTE,
                     rgb.data);
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void* Texture::id() const {
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(name_));  // NOLINT: ImTextureID
}

}  // namespace spotter
