#pragma once

#include <chrono>
#include <memory>
#include <span>

namespace spotter {

// The processes that train one model together (mpirun, Slurm); by itself: the only one. Every rank
// calls sum() in the same order. One thread.
class Ranks {
  public:
    virtual ~Ranks() = default;
    virtual int rank() const { return 0; }
    virtual int count() const { return 1; }
    // Adds the values of all ranks, in place. When a rank is gone, MPI ends the job.
    virtual void sum(std::span<float>) const {}
    virtual void sum(std::span<double>) const {}
    // Ends all ranks after a failure in this one, which was already reported; returns when there
    // is only this one.
    virtual void abort() const {}

    bool writes() const { return rank() == 0; }
};

// All processes that mpirun or Slurm started beside this one; one rank in a build without MPI, and
// when nothing of the kind started it. Once per process; lives until the training is over, and its
// end waits for all ranks to come to theirs. When it ends by an exception, so that others may wait
// for a sum that never comes, it waits no longer than `patience` and then ends the job. Throws
// Error when MPI cannot be started.
std::unique_ptr<Ranks> join_ranks(std::chrono::seconds patience = std::chrono::minutes(1));

}  // namespace spotter
