// Run by mpirun as two processes: what they learn together is what one learns alone. With a folder:
// the second one dies in the third epoch; its checkpoint is read by one that is alone, with
// "resume".
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/fit/memory_set.h"
#include "tests/fit/training_files.h"

using namespace spotter;
using namespace spotter::test;

namespace {

TrainingResult trained(const std::filesystem::path& work, const Ranks* ranks, int dies_in = 0,
                       bool resume = false) {
    TrainingPlan plan;
    plan.epochs = 5;
    plan.checkpoint_minutes = 0;  // after every step
    plan.batch = 6;
    plan.lr = 1e-2;
    plan.drop_path = 0.2;
    plan.clip_norm = 1;
    plan.threads = 1;
    plan.precision = Precision::float32;
    TrainingStart start;
    start.model = small_model({"right", "down", "rest"});
    start.work = work;
    start.ranks = ranks;
    start.resume = resume;
    const MovingBars clips(13, 3);  // the last step of an epoch leaves one rank without a clip
    JobToken token;
    return train(plan, start, clips, clips, token, [&](const TrainingProgress& progress) {
        if (progress.epoch == dies_in && ranks->rank() == 1) std::_Exit(9);
    });
}

bool close(double a, double b) {
    return std::abs(a - b) <= 1e-4 * std::max(1.0, std::abs(b));
}

}  // namespace

int main(int argc, char** argv) {
    const auto ranks = join_ranks();
    if (argc == 3) {
        const TrainingResult rest = trained(argv[1], nullptr, 0, true);
        std::printf("went on to epoch %zu\n", rest.epochs.size());
        return rest.epochs.size() == 5 ? 0 : 1;
    }
    if (ranks->count() != 2) {
        std::printf("there are %d ranks, not 2\n", ranks->count());
        return 1;
    }
    if (argc == 2) {
        trained(argv[1], ranks.get(), 3);
        return 0;  // not reached: MPI ends the job
    }
    const TempFolder folder;
    const TrainingResult together = trained(folder / "together", ranks.get());
    if (!ranks->writes()) return 0;
    const TrainingResult alone = trained(folder / "alone", nullptr);
    for (std::size_t i = 0; i < alone.epochs.size(); ++i) {
        if (!close(together.epochs[i].loss, alone.epochs[i].loss) ||
            !close(together.epochs[i].validation_loss, alone.epochs[i].validation_loss)) {
            std::printf("epoch %zu: together %f, alone %f\n", i + 1, together.epochs[i].loss,
                        alone.epochs[i].loss);
            return 1;
        }
    }
    std::printf("two ranks learn what one does\n");
    return 0;
}
