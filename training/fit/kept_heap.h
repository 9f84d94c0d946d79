#pragma once

namespace spotter {

// While it lives, freed memory is kept for what is allocated next instead of going back to the
// system, which would clear it anew: every step frees and allocates the tensors of the one before.
// Of the whole process; afterwards what is free goes back. Does nothing without glibc.
class KeptHeap {
  public:
    KeptHeap();
    ~KeptHeap();
    KeptHeap(const KeptHeap&) = delete;
    KeptHeap& operator=(const KeptHeap&) = delete;
};

}  // namespace spotter
