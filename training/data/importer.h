#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "training/data/clip_import.h"
#include "training/data/clip_names.h"
#include "training/data/dataset.h"
#include "training/data/source_cutter.h"
#include "training/data/source_list.h"
#include "training/data/staging.h"

namespace spotter {

// What is wanted of a video: all of it without stretches.
struct WantedPart {
    std::string label;
    std::vector<TimeSpan> spans;
};

// Throws Error when the label cannot be one, or a stretch is none.
void check_wanted(const std::optional<std::string>& label, const std::vector<TimeSpan>& spans);

// A source that the dataset has, or will have.
struct KnownSource {
    std::string name;
    std::string label;
    std::string group;
    std::set<SpanKey> spans;
    std::string fingerprint;
};

struct NewClip {
    MadeClip made;
    DatasetClip clip;  // all but its file
};

// What import_clips() and import_labelled() do, with what they come to know on the way.
class Importer {
  public:
    Importer(const std::filesystem::path& dataset, const ClipImportOptions& options,
             JobToken& token);

    // One of them, once; see clip_import.h.
    ImportReport run(const std::vector<std::filesystem::path>& sources);
    ImportReport run(const std::vector<LabelledVideo>& videos);

  private:
    ImportReport finish();
    std::optional<SourceList> list_videos(const std::filesystem::path& source,
                                          std::optional<std::string> label);
    void import_list(const SourceList& list);
    void import_stretches(const LabelledVideo& labelled);
    // Number `index` of the `count` of a source.
    void import_guarded(const SourceVideo& video, const std::vector<WantedPart>& parts,
                        std::size_t index, std::size_t count);
    void import_video(const SourceVideo& video, const std::vector<WantedPart>& parts,
                      const std::function<void(double)>& progress);
    void take_clips(const SourceVideo& video, const std::string& hash, const WantedPart& part,
                    const CutPart& cut, KnownSource& source);
    std::filesystem::path path_of(const SourceVideo& video) const;
    std::filesystem::path file_of(const SourceVideo& video);
    bool is_settled(const SourceVideo& video, const std::vector<WantedPart>& parts,
                    const std::string& hash);
    std::string group_of(const SourceVideo& video, const std::string& hash);
    void join_look_alikes(const SourceVideo& video, const std::string& hash, KnownSource& source);
    void correct_known(const WantedPart& part, const std::string& hash);
    void commit();
    void commit_corrections(Dataset& after, ClipNames& names, std::vector<Staging::Move>& moves);
    void say_guesses();
    void reject(const SourceVideo& video, const std::string& reason);

    ClipImportOptions options_;
    bool correcting_ = false;  // clips of the same stretches get the new label
    JobToken& token_;
    Staging staging_;
    const Dataset before_;
    std::map<std::string, KnownSource> known_;  // by hash
    std::set<std::string> seen_;                // hashes of this import
    std::vector<NewClip> clips_;
    std::map<std::string, std::string> corrections_;  // files of the dataset, and their new label
    std::map<std::string, SourceRecord> records_;
    std::set<std::string> guessed_groups_;
    std::size_t guesses_ = 0;
    std::size_t made_folders_ = 0;
    std::size_t source_ = 0;   // of what there is to import, which one
    std::size_t sources_ = 0;  // of how many
    ImportReport report_;
};

}  // namespace spotter
