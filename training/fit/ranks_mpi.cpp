#include <array>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>

#include <mpi.h>

#include "engine/core/error.h"
#include "engine/core/log.h"
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
    explicit MpiRanks(std::chrono::seconds patience) : patience_(patience) {
        int provided = 0;
        if (MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) {
            throw Error("train", "MPI", "could not be started");
        }
        if (provided < MPI_THREAD_FUNNELED) {
            MPI_Finalize();
            throw Error("train", "MPI", "does not bear a program with threads",
                        "use one that was built with them");
        }
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &count_);
        MPI_Comm_dup(MPI_COMM_WORLD, &leaving_);
    }

    ~MpiRanks() override {
        if (!all_leave()) {
            // MPI says that, too, but not always.
            log_error("train: rank " + std::to_string(rank_) +
                      " stopped while others wait for it; the job ends");
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        MPI_Comm_free(&leaving_);
        MPI_Finalize();
    }

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

    // Whether all ranks came to their end. MPI_Finalize would wait as well, but for ever, and with
    // a core at full load while the first rank still writes.
    bool all_leave() const {
        const bool by_exception = std::uncaught_exceptions() > 0;
        const auto deadline = std::chrono::steady_clock::now() + patience_;
        MPI_Request barrier = MPI_REQUEST_NULL;
        MPI_Ibarrier(leaving_, &barrier);
        int all = 0;
        while (MPI_Test(&barrier, &all, MPI_STATUS_IGNORE) == MPI_SUCCESS && !all) {
            if (by_exception && std::chrono::steady_clock::now() > deadline) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return all != 0;
    }

    const std::chrono::seconds patience_;
    MPI_Comm leaving_ = MPI_COMM_NULL;  // apart from the sums, which a rank may still wait in
    int rank_ = 0;
    int count_ = 1;
};

}  // namespace

std::unique_ptr<Ranks> join_ranks(std::chrono::seconds patience) {
    if (!was_launched()) return std::make_unique<Ranks>();
    return std::make_unique<MpiRanks>(patience);
}

}  // namespace spotter
