#include "training/fit/ranks.h"

// A build without MPI: there is always one rank.
namespace spotter {

std::unique_ptr<Ranks> join_ranks(std::chrono::seconds) {
    return std::make_unique<Ranks>();
}

}  // namespace spotter
