#pragma once

#include <unistd.h>

namespace spotter::test {

// Whoever may do everything is somebody else as long as this lives.
struct NoRights {
    NoRights() = default;
    ~NoRights() {
        if (all) [[maybe_unused]]
            const int back = ::seteuid(0);
    }
    NoRights(const NoRights&) = delete;
    NoRights& operator=(const NoRights&) = delete;

    const bool all = ::geteuid() == 0 && ::seteuid(65534) == 0;
};

}  // namespace spotter::test
