// Run by mpirun as two processes; the first word says what for:
//   learn          what they learn together is what one learns alone
//   die FOLDER     the second one is killed in the third epoch
//   resume FOLDER  alone, from the checkpoint that "die" left: goes on, to what an unbroken one
//                  learns
//   leave          the second one leaves by an exception, while the first waits for it
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <functional>
#include <string>

#include "engine/core/job.h"
#include "tests/fit/memory_set.h"
#include "tests/fit/training_files.h"

using namespace spotter;
using namespace spotter::test;

namespace {

constexpr int kEpochs = 5;
constexpr int kLastEpoch = 3;  // of the rank that dies

using OnProgress = std::function<void(const TrainingProgress&)>;

TrainingResult trained(const std::filesystem::path& work, const Ranks* ranks, bool resume = false,
                       const OnProgress& on_progress = {}) {
    TrainingPlan plan;
    plan.epochs = kEpochs;
    plan.checkpoint_minutes = 0;  // after every step
    plan.batch = 6;
    plan.lr = 1e-2;
    plan.drop_path = 0.2;
    plan.clip_norm = 1;
    plan.muon = 1;
    plan.threads = 1;
    plan.precision = Precision::float32;
    TrainingStart start;
    start.model = small_model({"right", "down", "rest"});
    start.work = work;
    start.ranks = ranks;
    start.resume = resume;
    const MovingBars clips(13, 3);  // the last step of an epoch leaves one rank without a clip
    JobToken token;
    return train(plan, start, clips, clips, token, on_progress);
}

bool close(double a, double b) {
    return std::abs(a - b) <= 1e-4 * std::max(1.0, std::abs(b));
}

// Whether a training learnt what an unbroken one of a single rank does.
int compare_with_one(const TrainingResult& result) {
    const TempFolder folder;
    const TrainingResult alone = trained(folder / "alone", nullptr);
    if (result.epochs.size() != alone.epochs.size()) {
        std::printf("%zu epochs, not %zu\n", result.epochs.size(), alone.epochs.size());
        return 1;
    }
    for (std::size_t i = 0; i < alone.epochs.size(); ++i) {
        if (!close(result.epochs[i].loss, alone.epochs[i].loss) ||
            !close(result.epochs[i].validation_loss, alone.epochs[i].validation_loss)) {
            std::printf("epoch %zu: loss %f, alone %f\n", i + 1, result.epochs[i].loss,
                        alone.epochs[i].loss);
            return 1;
        }
    }
    std::printf("the loss curve is that of one rank\n");
    return 0;
}

int learn(const Ranks& ranks) {
    const TempFolder folder;
    const TrainingResult together = trained(folder / "together", &ranks);
    return ranks.writes() ? compare_with_one(together) : 0;
}

int die(const Ranks& ranks, const std::filesystem::path& work) {
    trained(work, &ranks, false, [&](const TrainingProgress& progress) {
        if (progress.epoch == kLastEpoch && ranks.rank() == 1) std::raise(SIGKILL);
    });
    return 0;  // not reached: the launcher ends the job
}

int resume(const std::filesystem::path& work) {
    int first = 0;
    const TrainingResult rest = trained(work, nullptr, true, [&](const TrainingProgress& progress) {
        if (first == 0) first = progress.epoch;
    });
    if (first != kLastEpoch) {
        std::printf("went on in epoch %d, not %d\n", first, kLastEpoch);
        return 1;
    }
    return compare_with_one(rest);
}

// The second rank is over when this returns; the first one never is, by itself.
int leave() {
    const auto ranks = join_ranks(std::chrono::seconds(1));
    if (ranks->rank() == 1) throw Cancelled();
    std::array<double, 1> value = {1};
    ranks->sum(value);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "resume" && argc == 3) return resume(argv[2]);
    try {
        if (what == "leave") return leave();
    } catch (const Cancelled&) {
        return 0;
    }
    const auto ranks = join_ranks();
    if (ranks->count() != 2) {
        std::printf("there are %d ranks, not 2\n", ranks->count());
        return 1;
    }
    if (what == "learn") return learn(*ranks);
    if (what == "die" && argc == 3) return die(*ranks, argv[2]);
    return 2;
}
