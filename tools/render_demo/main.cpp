// Renders the bundled demo workout and its truth; see docs/demo.md.

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tools/render_demo/renderer.h"
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "capture/video_writer.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr int kFrameRate = 30;

struct Options {
    std::filesystem::path body;
    std::filesystem::path out;
    std::vector<double> stills;
    int width = 1280;
    int height = 720;
    int quality = 12;  // nearly lossless: docs/demo.md encodes it once more, slowly
};

int frame_count(const Workout& workout) {
    return static_cast<int>(std::ceil(workout.duration() * kFrameRate));
}

void write_truth(const std::filesystem::path& file, const Workout& workout) {
    const auto rounded = [](double seconds) { return std::round(seconds * 1000) / 1000; };
    const double duration = static_cast<double>(frame_count(workout)) / kFrameRate;
    nlohmann::ordered_json truth{{"format", 1}, {"duration_s", duration}};
    for (const Segment& segment : workout.segments()) {
        const bool last = &segment == &workout.segments().back();
        nlohmann::ordered_json reps = nlohmann::ordered_json::array();
        for (const Rep& rep : segment.reps) {
            reps.push_back({{"start_s", rounded(rep.start)},
                            {"turn_s", rounded(rep.turn)},
                            {"end_s", rounded(rep.end)}});
        }
        truth["segments"].push_back({{"label", segment.label},
                                     {"start_s", rounded(segment.start)},
                                     {"end_s", last ? duration : rounded(segment.end)},
                                     {"reps", reps}});
    }
    std::ofstream out(file);
    out << truth.dump(1) << '\n';
    if (!out)
        throw Error("render demo", file.string(), "cannot be written", "choose another folder");
}

void write_still(const std::filesystem::path& file, const Image& image) {
    std::ofstream out(file, std::ios::binary);
    out << "P6\n" << image.width() << ' ' << image.height() << "\n255\n";
    out.write(reinterpret_cast<const char*>(image.data()),
              static_cast<std::streamsize>(image.size_bytes()));
    if (!out)
        throw Error("render demo", file.string(), "cannot be written", "choose another folder");
}

void write_video(const std::filesystem::path& file, const Options& options, Renderer& renderer,
                 int frames) {
    VideoWriterOptions video;
    video.width = options.width;
    video.height = options.height;
    video.frame_rate = kFrameRate;
    video.quality = options.quality;
    VideoWriter writer(file, video);
    for (int i = 0; i < frames; ++i) {
        const double time = static_cast<double>(i) / kFrameRate;
        writer.write(renderer.render(time), from_seconds(time));
        if (i % kFrameRate == 0) std::fprintf(stderr, "\r%d of %d frames", i, frames);
    }
    writer.finish();
    std::fputc('\n', stderr);
}

void run(const Options& options) {
    std::filesystem::create_directories(options.out);
    const Human human = load_human(options.body);
    const Rig rig(human);
    const Workout workout(rig);
    write_truth(options.out / "workout.json", workout);
    Renderer renderer(human, rig, workout, options.width, options.height);
    for (const double time : options.stills) {
        char name[32];
        std::snprintf(name, sizeof name, "still-%06.2f.ppm", time);
        write_still(options.out / name, renderer.render(time));
    }
    if (options.stills.empty()) {
        write_video(options.out / "workout.mp4", options, renderer, frame_count(workout));
    }
}

}  // namespace

}  // namespace spotter

int main(int argc, char** argv) {
    spotter::Options options;
    CLI::App app{"Renders the demo workout (workout.mp4) and its truth (workout.json)"};
    app.add_option("body", options.body, "MakeHuman's folder 'makehuman/data'")->required();
    app.add_option("out", options.out, "Folder for the results")->required();
    app.add_option("--still", options.stills, "Only pictures (PPM) at these seconds");
    app.add_option("--width", options.width, "Pixels");
    app.add_option("--height", options.height, "Pixels");
    app.add_option("--quality", options.quality, "H.264's constant rate factor");
    CLI11_PARSE(app, argc, argv);
    try {
        spotter::run(options);
    } catch (...) {
        std::fprintf(stderr, "%s\n", spotter::describe_current_exception().c_str());
        return 1;
    }
    return 0;
}
