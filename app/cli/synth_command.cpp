#include "app/cli/synth_command.h"

#include <algorithm>
#include <iostream>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_format.h"
#include "app/contact_sheet.h"
#ifdef SPOTTER_HAS_FIT
#include "app/motion_training.h"
#endif
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr int kColumns = 3;

std::string png_of(Image& image) {
    const cv::Mat rgb(image.height(), image.width(), CV_8UC3, image.data());
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    if (!cv::imencode(".png", bgr, bytes))
        throw Error("write preview", "", "the picture could not be encoded");
    return {bytes.begin(), bytes.end()};
}

struct Drawn {
    std::vector<SheetClip> clips;
    Json list = Json::array();
};

Drawn draw_clips(const CommandContext& context, const SynthOptions& options) {
    Drawn drawn;
    for (std::uint64_t index = 0; std::ssize(drawn.clips) < options.count; ++index) {
        if (context.stop.stop_requested()) throw Cancelled();
        SyntheticClip clip = make_synthetic_clip(options.seed, index);
        if (options.label && clip.label != *options.label) continue;
        drawn.list.push_back({{"index", index}, {"label", clip.label}, {"kind", clip.kind}});
        drawn.clips.push_back({clip.label + ": " + clip.kind, std::move(clip.track)});
    }
    return drawn;
}

ExitCode run_preview(const CommandContext& context, const SynthOptions& options) {
    const std::string& file = *options.preview;
    check_output(file);
    check_ending(file, "a contact sheet", ".png");
    const Drawn drawn = draw_clips(context, options);
    Image sheet = draw_contact_sheet(drawn.clips, kColumns);
    write_output(file, png_of(sheet));
    if (options.json) {
        std::cout << json_text({{"file", file}, {"seed", options.seed}, {"clips", drawn.list}});
    } else {
        std::cout << drawn.clips.size() << " clips in " << file << "\n";
    }
    flush_output();
    return ExitCode::done;
}

#ifdef SPOTTER_HAS_FIT
std::string training_step(const TrainingProgress& now) {
    std::string text = "Epoch " + std::to_string(now.epoch) + " of " + std::to_string(now.epochs) +
                       ", loss " + decimal(now.loss, 3);
    if (now.validation_accuracy)
        text += ", validation " + decimal(*now.validation_accuracy * 100, 1) + " %";
    return text;
}

double share_done(const TrainingProgress& now) {
    const double epoch = static_cast<double>(now.batch) /
                         static_cast<double>(std::max<std::int64_t>(1, now.batches));
    return (now.epoch - 1 + epoch) / now.epochs;
}

ExitCode run_training(const CommandContext& context, const SynthOptions& options) {
    const MotionRecipe recipe = read_motion_recipe(*options.train);
    const std::filesystem::path out = std::filesystem::absolute(*options.out).lexically_normal();
    const std::filesystem::path work =
        out.parent_path() / ("." + out.filename().string() + ".work");
    JobToken token(context.stop);
    TrainingResult result;
    {
        ProgressLine line;
        result = train_on_motion(
            recipe, work, out, options.force, token,
            [&](const TrainingProgress& now) { line.show(training_step(now), share_done(now)); });
    }
    if (options.json) {
        std::cout << json_text({{"model", out.string()},
                                {"clips_seen", result.clips_seen},
                                {"best_epoch", result.best_epoch},
                                {"validation_accuracy", rounded(result.best_accuracy)},
                                {"seconds", rounded(result.seconds)}});
    } else {
        std::cout << out.string() << ": " << result.clips_seen << " clips seen, "
                  << decimal(result.best_accuracy * 100, 1) << " % of the validation clips right\n";
    }
    flush_output();
    return ExitCode::done;
}
#else
ExitCode run_training(const CommandContext&, const SynthOptions&) {
    throw Error("train", "", "this build has no LibTorch or no pose estimator",
                "configure with SPOTTER_WITH_TORCH=ON and SPOTTER_WITH_POSE=ON");
}
#endif

}  // namespace

ExitCode run_synth(const CommandContext& context, const SynthOptions& options) {
    return options.train ? run_training(context, options) : run_preview(context, options);
}

}  // namespace spotter
