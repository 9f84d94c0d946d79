#include "app/cli/synth_command.h"

#include <iostream>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/contact_sheet.h"
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

}  // namespace

ExitCode run_synth(const CommandContext& context, const SynthOptions& options) {
    check_output(options.preview);
    const Drawn drawn = draw_clips(context, options);
    Image sheet = draw_contact_sheet(drawn.clips, kColumns);
    write_output(options.preview, png_of(sheet));
    if (options.json) {
        std::cout << json_text(
            {{"file", options.preview}, {"seed", options.seed}, {"clips", drawn.list}});
    } else {
        std::cout << drawn.clips.size() << " clips in " << options.preview << "\n";
    }
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
