#include "engine/model/torch_library.h"

#include <dlfcn.h>

#include "engine/core/error.h"

// Note [names of LibTorch]
//
// LibTorch calls the matrix products that it carries (sgemm_ …) by their usual names, and OpenCV
// brings the system's, which are many times slower. What is loaded late comes last when names are
// looked up, so it is told to look at itself and what it links first. Nothing of it is seen by
// others. So that it nevertheless finds the one std::cout and the one std::ctype<char>::id, the
// program must not have copies of these: what uses them is position-independent code (spotter_app),
// and tests/app checks the program. A malloc() that is preloaded (LD_PRELOAD) is not LibTorch's.
namespace spotter {

void* torch_address(const char* library, const char* function, const char* step,
                    const std::string& subject) {
    // See Note [names of LibTorch].
    void* const handle = ::dlopen(library, RTLD_LAZY | RTLD_LOCAL | RTLD_DEEPBIND);
    void* const address = handle ? ::dlsym(handle, function) : nullptr;
    if (!address) {
        // Kept per thread by glibc. NOLINTNEXTLINE(concurrency-mt-unsafe)
        throw Error(step, subject, std::string("LibTorch cannot be loaded: ") + ::dlerror(),
                    "build Spotter again, or put the file back");
    }
    return address;
}

}  // namespace spotter
