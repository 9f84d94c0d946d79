#pragma once

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
// when nothing of the kind started it. Once per process; lives until the training is over.
std::unique_ptr<Ranks> join_ranks();

}  // namespace spotter
