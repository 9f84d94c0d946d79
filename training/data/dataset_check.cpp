#include "training/data/dataset_check.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "capture/video_name.h"
#include "capture/video_reader.h"
#include "engine/core/error.h"
#include "training/data/fingerprint.h"
#include "training/data/splits.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

struct Look {
    const DatasetClip* clip = nullptr;
    std::string fingerprint;
};

// What is wrong with one clip's file, if anything; `fingerprint` is of what could be read.
std::string read_clip(const fs::path& file, std::string& fingerprint, const JobToken& token) {
    try {
        SourceOptions options;
        options.max_short_side = 240;
        options.warn = false;
        const auto reader = VideoReader::open_file(file, options, token.stop());
        FingerprintMaker maker;
        std::size_t pictures = 0;
        while (const auto frame = reader->read(token.stop())) {
            maker.add(frame->image, frame->time);
            ++pictures;
        }
        token.checkpoint();
        fingerprint = maker.make();
        if (pictures < 2) return "it has only one picture";
        if (const std::string note = reader->info().note; !note.empty()) return note;
    } catch (const Error& error) {
        token.checkpoint();  // a reader that was stopped throws Error, too
        return reason_in(error, file);
    }
    return {};
}

void compare(const std::vector<Look>& looks, const JobToken& token, DatasetCheck& check) {
    for (std::size_t i = 0; i < looks.size(); ++i) {
        token.checkpoint();
        const DatasetClip& clip = *looks[i].clip;
        for (std::size_t j = 0; j < i; ++j) {
            const DatasetClip& other = *looks[j].clip;
            const bool labels = clip.label != other.label;
            const bool splits = clip.split != other.split && clip.group != other.group;
            if ((!labels && !splits) ||
                !look_the_same(looks[i].fingerprint, looks[j].fingerprint)) {
                continue;
            }
            check.problems.push_back(
                {clip.file, "it looks the same as " + other.file +
                                (labels ? ", but has another label; 'spotter clips relabel' the "
                                          "wrong one, or delete it"
                                        : ", which is in another split; move one of them with "
                                          "'spotter clips split --to', or delete it")});
            break;
        }
    }
}

void find_strangers(const Dataset& dataset, DatasetCheck& check) {
    std::set<std::string> listed;
    for (const DatasetClip& clip : dataset.clips) listed.insert(clip.file);
    std::size_t strangers = 0;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(dataset.folder, error); at != fs::end(at);
         at.increment(error)) {
        if (error) break;
        if (at->path().filename().string().starts_with('.')) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file(error) && is_video_name(at->path()) &&
                   !listed.contains(
                       at->path().lexically_relative(dataset.folder).generic_string())) {
            ++strangers;
        }
    }
    if (strangers == 0) return;
    check.notes.push_back(
        std::to_string(strangers) +
        (strangers == 1 ? " video in the folder is" : " videos in the folder are") +
        " not part of the dataset; add them with 'spotter clips extract'");
}

}  // namespace

DatasetCheck check_dataset(const Dataset& dataset, JobToken& token) {
    DatasetCheck check;
    check.notes = dataset.notes;
    std::vector<Look> looks;
    for (const DatasetClip& clip : dataset.clips) {
        token.checkpoint();
        token.publish({"Reading " + clip.file, static_cast<double>(check.clips) /
                                                   static_cast<double>(dataset.clips.size())});
        Look look{&clip, {}};
        if (const std::string problem =
                read_clip(dataset.folder / clip.file, look.fingerprint, token);
            !problem.empty()) {
            check.problems.push_back({clip.file, problem});
        }
        looks.push_back(std::move(look));
        ++check.clips;
    }
    compare(looks, token, check);
    for (const std::string& group : parted_groups(dataset)) {
        check.problems.push_back({"group " + group,
                                  "its clips stand in more than one split; 'spotter clips split "
                                  "--redraw' puts each group into one"});
    }
    if (is_dataset(dataset.folder)) find_strangers(dataset, check);
    return check;
}

}  // namespace spotter
