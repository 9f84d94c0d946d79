#pragma once

#include <concepts>

namespace spotter {

// Deleter for handles of C libraries: frees by `Free(handle)` or, as FFmpeg wants it,
// `Free(&handle)`.
template <auto Free>
struct FreeWith {
    template <class T>
    void operator()(T* handle) const noexcept {
        if constexpr (std::invocable<decltype(Free), T**>) {
            Free(&handle);
        } else {
            Free(handle);
        }
    }
};

}  // namespace spotter
