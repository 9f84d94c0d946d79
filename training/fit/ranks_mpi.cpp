#include <array>
#include <cstdlib>

#include <mpi.h>

#include "engine/core/error.h"
#include "training/fit/ranks.h"

namespace spotter {
namespace {

// Launchers tell their processes with one of these; a process that was started by itself does not
// wait for MPI to find out that it is alone.
bool was_launched() {
    constexpr std::array kSigns = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"};
    for (const char* sign : kSigns) {
        if (std::getenv(sign)) return true;
    }
    return false;
}

class MpiRanks : public Ranks {
  public:
    MpiRanks() {
        int provided = 0;
        if (MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) {
            throw Error("train", "MPI", "could not be started");
        }
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &count_);
    }
    ~MpiRanks() override { MPI_Finalize(); }

    int rank() const override { return rank_; }
    int count() const override { return count_; }
    void sum(std::span<float> values) const override { add(values, MPI_FLOAT); }
    void sum(std::span<double> values) const override { add(values, MPI_DOUBLE); }
    void abort() const override {
        if (count_ > 1) MPI_Abort(MPI_COMM_WORLD, 1);
    }

  private:
    // Errors end the job: that is MPI's own rule for its world (MPI_ERRORS_ARE_FATAL).
    template <class Value>
    void add(std::span<Value> values, MPI_Datatype type) const {
        MPI_Allreduce(MPI_IN_PLACE, values.data(), static_cast<int>(values.size()), type, MPI_SUM,
                      MPI_COMM_WORLD);
    }

    int rank_ = 0;
    int count_ = 1;
};

}  // namespace

std::unique_ptr<Ranks> join_ranks() {
    if (!was_launched()) return std::make_unique<Ranks>();
    return std::make_unique<MpiRanks>();
}

}  // namespace spotter
