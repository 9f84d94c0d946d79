#include "training/data/clip_import.h"

#include <algorithm>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "training/data/clip_names.h"
#include "training/data/entry_name.h"
#include "training/data/fingerprint.h"
#include "training/data/group_name.h"
#include "training/data/label_name.h"
#include "training/data/source_cutter.h"
#include "training/data/source_list.h"
#include "training/data/splits.h"
#include "training/data/staging.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import clips";

void check(const ClipImportOptions& options) {
    if (options.label) {
        if (const auto problem = label_problem(*options.label)) {
            throw Error(kStep, printable(*options.label), "the label " + *problem,
                        "choose another one");
        }
    }
    for (const TimeSpan& span : options.spans) {
        if (span.start_s >= 0 && span.end_s > span.start_s) continue;
        throw Error(kStep, "", "the stretch ends before it begins", "name its start and its end");
    }
}

// Everything that decides which spans a video is cut into.
std::string cut_text(const ClipImportOptions& options) {
    std::string text = std::to_string(options.window.frames) + " x " +
                       std::to_string(options.window.interval.count()) + " ns every " +
                       std::to_string(options.stride.count()) + " ns, at most " +
                       std::to_string(options.per_video);
    for (const TimeSpan& span : options.spans) {
        const auto [start, end] = span_key(span.start_s, span.end_s);
        text += ", " + std::to_string(start) + " to " + std::to_string(end) + " ms";
    }
    return text;
}

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

class Importer {
  public:
    Importer(const fs::path& dataset, const ClipImportOptions& options, JobToken& token)
        : options_(options),
          token_(token),
          staging_(dataset),
          before_(read_dataset_if_any(dataset)) {
        for (const DatasetClip& clip : before_.clips) {
            if (clip.source_sha256.empty()) continue;
            KnownSource& source = known_[clip.source_sha256];
            source.name = clip.file;
            source.label = clip.label;
            source.group = clip.group;
            source.spans.insert(span_key(clip.start_s, clip.end_s));
        }
        for (const auto& [hash, record] : before_.sources) {
            if (known_.contains(hash)) known_[hash].fingerprint = record.fingerprint;
        }
    }

    ImportReport run(const std::vector<fs::path>& sources) {
        parts_ = sources.size();
        for (const fs::path& source : sources) import_part(source);
        return finish();
    }

    ImportReport run(const std::vector<LabelledVideo>& videos) {
        correcting_ = true;
        for (const LabelledVideo& video : videos) parts_ += video.spans.size();
        for (const LabelledVideo& video : videos) {
            for (const auto& [label, spans] : video.spans) {
                options_.label = label;
                options_.spans = spans;
                check(options_);
                import_part(video.file);
            }
        }
        return finish();
    }

  private:
    void import_part(const fs::path& source) {
        if (const auto list = list_videos(source, parts_ > 1)) import_list(*list);
        ++part_;
    }
    ImportReport finish() {
        say_guesses();
        commit();
        return std::move(report_);
    }
    std::optional<SourceList> list_videos(const fs::path& source, bool one_of_several);
    void import_list(const SourceList& list);
    void import_video(const SourceVideo& video, const std::function<void(double)>& progress);
    fs::path path_of(const SourceVideo& video) const;
    fs::path file_of(const SourceVideo& video);
    bool is_settled(const SourceVideo& video, const std::string& hash);
    std::string group_of(const SourceVideo& video, const std::string& hash);
    void join_look_alikes(const SourceVideo& video, const std::string& hash, KnownSource& source);
    void correct_known(const SourceVideo& video, const std::string& hash);
    void commit();
    void commit_corrections(Dataset& after, ClipNames& names, std::vector<Staging::Move>& moves);
    void say_guesses();
    void reject(const SourceVideo& video, const std::string& reason) {
        report_.rejected.push_back({printable(video.name), reason});
    }

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
    std::size_t part_ = 0;   // of what there is to import, which one
    std::size_t parts_ = 0;  // of how many
    ImportReport report_;
};

std::optional<SourceList> Importer::list_videos(const fs::path& source, bool one_of_several) {
    Labels labels = before_.labels;
    for (const NewClip& made : clips_) {
        if (!contains(labels, made.clip.label)) labels.push_back(made.clip.label);
    }
    token_.publish({"Looking into " + printable(source.filename().string()), -1});
    const fs::path scratch = staging_.path() / ("tables-" + std::to_string(made_folders_++));
    fs::create_directories(scratch);
    std::optional<std::string> label = options_.label;
    if (!label && one_of_several) label = label_of_folder(source);
    try {
        return list_source(source, label, labels, options_.limits, scratch, token_);
    } catch (const Error& error) {
        if (!one_of_several) throw;
        report_.rejected.push_back(
            {printable(source.filename().string()), reason_in(error.what(), source)});
        return std::nullopt;
    }
}

void Importer::import_list(const SourceList& list) {
    std::copy(list.rejected.begin(), list.rejected.end(), std::back_inserter(report_.rejected));
    std::copy(list.notes.begin(), list.notes.end(), std::back_inserter(report_.notes));
    report_.others += list.others;
    for (std::size_t i = 0; i < list.videos.size(); ++i) {
        token_.checkpoint();
        const SourceVideo& video = list.videos[i];
        const auto progress = [&](double fraction) {
            const double done = (static_cast<double>(i) + std::max(0.0, fraction)) /
                                static_cast<double>(list.videos.size());
            token_.publish({"Cutting " + printable(video.name),
                            (static_cast<double>(part_) + done) / static_cast<double>(parts_)});
        };
        progress(0);
        ++report_.videos;
        try {
            import_video(video, progress);
        } catch (const CannotStore&) {
            throw;
        } catch (const Error& error) {
            token_.checkpoint();  // a reader that was stopped throws Error, too
            reject(video, reason_in(error.what(), path_of(video)));
        }
    }
}

// An archive's video is inflated, looked at, and gone again with the next one.
fs::path Importer::path_of(const SourceVideo& video) const {
    if (!video.entry) return video.path;
    return staging_.path() / ("source" + fs::path(video.entry->name).extension().string());
}

fs::path Importer::file_of(const SourceVideo& video) {
    const fs::path file = path_of(video);
    if (!video.entry) return file;
    try {
        if (const auto problem = video.archive->extract(*video.entry, file, token_)) {
            reject(video, *problem);
            return {};
        }
    } catch (const Error& error) {
        throw CannotStore(error.what());
    }
    return file;
}

// Whether nothing is left to do about a video, or it is refused.
bool Importer::is_settled(const SourceVideo& video, const std::string& hash) {
    const auto at = known_.find(hash);
    if (at == known_.end()) return false;
    const KnownSource& known = at->second;
    if (known.label != video.label && options_.spans.empty()) {
        reject(video, "the same video is there as " + known.name + " with the label " +
                          known.label + "; decide which is right");
        return true;
    }
    if (seen_.contains(hash) && options_.spans.empty()) {
        reject(video, "it has the same bytes as " + known.name + "; one is enough");
        return true;
    }
    const auto record = before_.sources.find(hash);
    if (record == before_.sources.end() || record->second.cut != cut_text(options_) ||
        record->second.clips != known.spans.size()) {
        return false;
    }
    report_.skipped += known.spans.size();
    return true;
}

void Importer::import_video(const SourceVideo& video, const std::function<void(double)>& progress) {
    const fs::path file = file_of(video);
    if (file.empty()) return;
    const std::string hash = sha256_of_file(file, kStep, token_.stop());
    if (correcting_) correct_known(video, hash);
    if (is_settled(video, hash)) {
        seen_.insert(hash);
        return;
    }
    KnownSource source;
    if (known_.contains(hash)) source = known_[hash];
    const fs::path folder = staging_.path() / ("clips-" + std::to_string(made_folders_++));
    CutSource cut = cut_source(file, folder, options_, source.spans, token_, progress);
    seen_.insert(hash);
    report_.skipped += cut.known;
    if (cut.damaged > 0) {
        report_.notes.push_back(printable(video.name) + ": " + std::to_string(cut.damaged) +
                                " pictures or packets are damaged; the rest was used");
    }
    if (source.group.empty() || options_.group) source.group = group_of(video, hash);
    source.name = printable(video.name);
    source.label = video.label;
    source.fingerprint = cut.fingerprint;
    join_look_alikes(video, hash, source);
    for (MadeClip& made : cut.clips) {
        source.spans.insert(span_key(made.start_s, made.end_s));
        clips_.push_back({made,
                          {"", video.label, source.group, printable(video.name), hash, made.start_s,
                           made.end_s, video.split}});
    }
    records_[hash] = {cut.fingerprint, cut_text(options_), source.spans.size()};
    known_[hash] = std::move(source);
}

std::string Importer::group_of(const SourceVideo& video, const std::string& hash) {
    if (options_.group) return *options_.group;
    if (!video.group.empty()) return video.group;
    const std::string stem = fs::path(video.name).stem().string();
    std::string group = group_from_name(stem, video.label);
    if (group.empty()) return stem + " " + hash.substr(0, 8);
    ++guesses_;
    guessed_groups_.insert(group);
    return group;
}

void Importer::correct_known(const SourceVideo& video, const std::string& hash) {
    for (const DatasetClip& clip : before_.clips) {
        if (clip.source_sha256 != hash || clip.label == video.label) continue;
        const double middle = (clip.start_s + clip.end_s) / 2;
        const bool meant = std::ranges::any_of(options_.spans, [&](const TimeSpan& span) {
            return middle >= span.start_s && middle <= span.end_s;
        });
        if (meant) corrections_.emplace(clip.file, video.label);
    }
}

void Importer::join_look_alikes(const SourceVideo& video, const std::string& hash,
                                KnownSource& source) {
    for (const auto& [known, other] : known_) {
        if (known == hash || !look_the_same(source.fingerprint, other.fingerprint)) continue;
        std::string note = printable(video.name) + " looks the same as " + other.name;
        if (other.label != source.label) {
            note += ", but is labelled " + source.label + " and not " + other.label +
                    "; decide which is right";
        }
        if (other.group != source.group) note += "; it joins the group " + other.group;
        source.group = other.group;
        report_.notes.push_back(note);
        return;
    }
}

void Importer::say_guesses() {
    if (guesses_ < 2) return;
    report_.notes.push_back("groups were guessed from file names: " + std::to_string(guesses_) +
                            " videos in " + std::to_string(guessed_groups_.size()) +
                            (guessed_groups_.size() == 1 ? " group" : " groups"));
}

void Importer::commit_corrections(Dataset& after, ClipNames& names,
                                  std::vector<Staging::Move>& moves) {
    for (const auto& [file, label] : corrections_) {
        const auto clip = std::ranges::find(after.clips, file, &DatasetClip::file);
        if (clip == after.clips.end()) continue;
        clip->label = label;
        clip->file = names.renamed(label, file);
        moves.push_back({after.folder / file, clip->file});
        ++report_.relabelled;
    }
}

void Importer::commit() {
    if (clips_.empty() && corrections_.empty()) return;
    token_.checkpoint();
    token_.publish({"Adding " + counted(clips_.size(), "clip"), 1});
    const fs::path& folder = before_.folder;
    const DatasetLock lock(folder);
    Dataset after = read_dataset_if_any(folder);  // others may have changed it meanwhile
    ClipNames names(after);
    std::vector<Staging::Move> moves;
    commit_corrections(after, names, moves);
    for (NewClip& made : clips_) {
        made.clip.file = names.next(made.clip.label, made.clip.source, made.clip.source_sha256);
        moves.push_back({made.made.file, made.clip.file});
        after.clips.push_back(made.clip);
        ++report_.added_by_label[made.clip.label];
    }
    for (auto& [hash, record] : records_) after.sources[hash] = record;
    SplitOptions splits;
    splits.plan = after.plan.value_or(options_.plan);
    for (std::string& note : assign_splits(after, splits).notes) {
        report_.notes.push_back(std::move(note));
    }
    staging_.commit(moves, after);
    report_.added = clips_.size();
}

// Folders that lie in each other would be read while they are written.
void check_apart(const fs::path& source, const fs::path& dataset) {
    std::error_code error;
    const fs::path from = fs::weakly_canonical(source, error);
    const fs::path to = fs::weakly_canonical(dataset, error);
    const auto inside = [](const fs::path& inner, const fs::path& outer) {
        return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
               outer.end();
    };
    if (fs::is_directory(from, error) && (inside(from, to) || inside(to, from))) {
        throw Error(kStep, source.string(), "the dataset and it lie in each other",
                    "name another folder for the dataset");
    }
}

// Of sources or of labelled videos.
template <class What>
ImportReport import_all(const What& what, const fs::path& dataset, const ClipImportOptions& options,
                        JobToken& token) {
    try {
        return Importer(dataset, options, token).run(what);
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, dataset.string(), error.code().message(),
                    "check the folder, its permissions and the free space");
    }
}

}  // namespace

ImportReport import_clips(const std::vector<fs::path>& sources, const fs::path& dataset,
                          const ClipImportOptions& options, JobToken& token) {
    check(options);
    for (const fs::path& source : sources) check_apart(source, dataset);
    return import_all(sources, dataset, options, token);
}

ImportReport import_labelled(const std::vector<LabelledVideo>& videos, const fs::path& dataset,
                             const ClipImportOptions& options, JobToken& token) {
    return import_all(videos, dataset, options, token);
}

}  // namespace spotter
