#pragma once

#include <cstddef>
#include <new>
#include <string>

#include <c10/util/Exception.h>

namespace spotter {

// Whether LibTorch failed for lack of memory: of the GPU, which has a type of its own, or of the
// CPU, which has only its words.
inline bool is_out_of_memory(const c10::Error& error) {
    return dynamic_cast<const c10::OutOfMemoryError*>(&error) ||
           std::string(error.what_without_backtrace()).find("not enough memory") !=
               std::string::npos ||
           std::string(error.what_without_backtrace()).find("can't allocate memory") !=
               std::string::npos;
}

// work(parts), and again with twice as many parts while memory runs out; `parts` is then what
// went well. Throws what `work` threw when there are as many parts as examples.
template <class Work>
auto with_less_memory(int& parts, std::size_t examples, const Work& work) {
    while (true) {
        try {
            return work(parts);
        } catch (const c10::Error& error) {
            if (!is_out_of_memory(error)) throw;
            if (static_cast<std::size_t>(parts) >= examples) throw;
        } catch (const std::bad_alloc&) {
            if (static_cast<std::size_t>(parts) >= examples) throw;
        }
        parts *= 2;
    }
}

}  // namespace spotter
