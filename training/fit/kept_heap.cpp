#include "training/fit/kept_heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace spotter {

#ifdef __GLIBC__

// 32 MiB, the largest that glibc takes, is also what its own rule arrives at as soon as a tensor of
// that size was freed; and so is twice that for what stays at the end of the heap.
KeptHeap::KeptHeap() {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

KeptHeap::~KeptHeap() {
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    malloc_trim(0);
}

#else

KeptHeap::KeptHeap() = default;
KeptHeap::~KeptHeap() = default;

#endif

}  // namespace spotter
