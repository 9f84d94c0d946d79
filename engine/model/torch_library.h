#pragma once

#include <string>

namespace spotter {

// The address of a function in one of the libraries that see LibTorch (libspotter_model_torch.so,
// libspotter_fit_torch.so), which lie beside this one. The first call loads LibTorch and takes part
// of a second; it stays loaded until the program ends. Any thread. Throws Error(step, subject) when
// it cannot be loaded; the next call tries again.
void* torch_address(const char* library, const char* function, const char* step,
                    const std::string& subject);

// The same with its type: torch_function<decltype(f)>(library, "f", …).
template <class Function>
Function* torch_function(const char* library, const char* function, const char* step,
                         const std::string& subject) {
    return reinterpret_cast<Function*>(torch_address(library, function, step, subject));
}

}  // namespace spotter
