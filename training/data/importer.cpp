#include "training/data/importer.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "training/data/entry_name.h"
#include "training/data/fingerprint.h"
#include "training/data/group_name.h"
#include "training/data/label_name.h"
#include "training/data/splits.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import clips";

// Everything that decides which spans a video is cut into.
std::string cut_text(const ClipImportOptions& options, const std::vector<WantedPart>& parts) {
    std::string text = std::to_string(options.window.frames) + " x " +
                       std::to_string(options.window.interval.count()) + " ns every " +
                       std::to_string(options.stride.count()) + " ns, at most " +
                       std::to_string(options.per_video);
    for (const WantedPart& part : parts) {
        for (const TimeSpan& span : part.spans) {
            const auto [start, end] = span_key(span.start_s, span.end_s);
            text += ", " + std::to_string(start) + " to " + std::to_string(end) + " ms";
        }
    }
    return text;
}

}  // namespace

void check_wanted(const std::optional<std::string>& label, const std::vector<TimeSpan>& spans) {
    if (label) {
        if (const auto problem = label_problem(*label)) {
            throw Error(kStep, printable(*label), "the label " + *problem, "choose another one");
        }
    }
    for (const TimeSpan& span : spans) {
        if (span.start_s >= 0 && span.end_s > span.start_s) continue;
        throw Error(kStep, "", "the stretch ends before it begins", "name its start and its end");
    }
}

Importer::Importer(const fs::path& dataset, const ClipImportOptions& options, JobToken& token)
    : options_(options), token_(token), staging_(dataset), before_(read_dataset_if_any(dataset)) {
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

ImportReport Importer::run(const std::vector<fs::path>& sources) {
    sources_ = sources.size();
    for (const fs::path& source : sources) {
        if (const auto list = list_videos(source, options_.label)) import_list(*list);
        ++source_;
    }
    return finish();
}

ImportReport Importer::run(const std::vector<LabelledVideo>& videos) {
    correcting_ = true;
    sources_ = videos.size();
    for (const LabelledVideo& video : videos) {
        for (const auto& [label, spans] : video.spans) check_wanted(label, spans);
    }
    for (const LabelledVideo& video : videos) {
        import_stretches(video);
        ++source_;
    }
    return finish();
}

ImportReport Importer::finish() {
    say_guesses();
    commit();
    return std::move(report_);
}

void Importer::reject(const SourceVideo& video, const std::string& reason) {
    report_.rejected.push_back({printable(video.name), reason});
}

std::optional<SourceList> Importer::list_videos(const fs::path& source,
                                                std::optional<std::string> label) {
    const bool one_of_several = sources_ > 1;
    Labels labels = before_.labels;
    for (const NewClip& made : clips_) {
        if (!contains(labels, made.clip.label)) labels.push_back(made.clip.label);
    }
    token_.publish({"Looking into " + printable(source.filename().string()), -1});
    const fs::path scratch = staging_.path() / ("tables-" + std::to_string(made_folders_++));
    fs::create_directories(scratch);
    if (!label && one_of_several) label = label_of_folder(source);
    try {
        return list_source(source, label, labels, options_.limits, scratch, token_);
    } catch (const Error& error) {
        if (!one_of_several) throw;
        report_.rejected.push_back(
            {printable(source.filename().string()), reason_in(error, source)});
        return std::nullopt;
    }
}

void Importer::import_list(const SourceList& list) {
    std::copy(list.rejected.begin(), list.rejected.end(), std::back_inserter(report_.rejected));
    std::copy(list.notes.begin(), list.notes.end(), std::back_inserter(report_.notes));
    report_.others += list.others;
    for (std::size_t i = 0; i < list.videos.size(); ++i) {
        const SourceVideo& video = list.videos[i];
        import_guarded(video, {{video.label, options_.spans}}, i, list.videos.size());
    }
}

// However many labels it has, the video is read once.
void Importer::import_stretches(const LabelledVideo& labelled) {
    std::optional<SourceVideo> video;
    std::vector<WantedPart> parts;
    for (const auto& [label, spans] : labelled.spans) {
        const auto list = list_videos(labelled.file, label);
        if (!list) return;
        std::ranges::copy(list->rejected, std::back_inserter(report_.rejected));
        std::ranges::copy(list->notes, std::back_inserter(report_.notes));
        if (list->videos.empty()) continue;
        video = list->videos.front();
        parts.push_back({video->label, spans});
    }
    if (video) import_guarded(*video, parts, 0, 1);
}

void Importer::import_guarded(const SourceVideo& video, const std::vector<WantedPart>& parts,
                              std::size_t index, std::size_t count) {
    token_.checkpoint();
    const auto progress = [&](double fraction) {
        const double done =
            (static_cast<double>(index) + std::max(0.0, fraction)) / static_cast<double>(count);
        token_.publish({"Cutting " + printable(video.name),
                        (static_cast<double>(source_) + done) / static_cast<double>(sources_)});
    };
    progress(0);
    ++report_.videos;
    try {
        import_video(video, parts, progress);
    } catch (const CannotStore&) {
        throw;
    } catch (const Error& error) {
        token_.checkpoint();  // a reader that was stopped throws Error, too
        reject(video, reason_in(error, path_of(video)));
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
bool Importer::is_settled(const SourceVideo& video, const std::vector<WantedPart>& parts,
                          const std::string& hash) {
    const auto at = known_.find(hash);
    if (at == known_.end()) return false;
    const KnownSource& known = at->second;
    const bool whole =
        std::ranges::any_of(parts, [](const WantedPart& part) { return part.spans.empty(); });
    if (known.label != video.label && whole) {
        reject(video, "the same video is there as " + known.name + " with the label " +
                          known.label + "; decide which is right");
        return true;
    }
    if (seen_.contains(hash) && whole) {
        reject(video, "it has the same bytes as " + known.name + "; one is enough");
        return true;
    }
    const auto record = before_.sources.find(hash);
    if (record == before_.sources.end() || record->second.cut != cut_text(options_, parts) ||
        record->second.clips != known.spans.size()) {
        return false;
    }
    report_.skipped += known.spans.size();
    return true;
}

void Importer::import_video(const SourceVideo& video, const std::vector<WantedPart>& parts,
                            const std::function<void(double)>& progress) {
    const fs::path file = file_of(video);
    if (file.empty()) return;
    const std::string hash = sha256_of_file(file, kStep, token_.stop());
    if (correcting_) {
        for (const WantedPart& part : parts) correct_known(part, hash);
    }
    if (is_settled(video, parts, hash)) {
        seen_.insert(hash);
        return;
    }
    KnownSource source;
    if (known_.contains(hash)) source = known_[hash];
    const fs::path folder = staging_.path() / ("clips-" + std::to_string(made_folders_++));
    std::vector<std::vector<TimeSpan>> spans;
    for (const WantedPart& part : parts) spans.push_back(part.spans);
    CutSource cut = cut_source(file, folder, options_, spans, source.spans, token_, progress);
    seen_.insert(hash);
    if (!cut.note.empty()) report_.notes.push_back(printable(video.name) + ": " + cut.note);
    if (source.group.empty() || options_.group) source.group = group_of(video, hash);
    source.name = printable(video.name);
    source.label = video.label;
    source.fingerprint = cut.fingerprint;
    join_look_alikes(video, hash, source);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        take_clips(video, hash, parts[i], cut.parts[i], source);
    }
    records_[hash] = {cut.fingerprint, cut_text(options_, parts), source.spans.size()};
    known_[hash] = std::move(source);
}

void Importer::take_clips(const SourceVideo& video, const std::string& hash, const WantedPart& part,
                          const CutPart& cut, KnownSource& source) {
    report_.skipped += cut.known;
    if (cut.clips.empty() && cut.known == 0) {
        reject(video, "nothing of it lies in the wanted stretch of " + part.label);
    }
    for (const MadeClip& made : cut.clips) {
        // Of two labels for the same stretch the first one holds.
        if (!source.spans.insert(span_key(made.start_s, made.end_s)).second) {
            ++report_.skipped;
            continue;
        }
        clips_.push_back({made,
                          {"", part.label, source.group, printable(video.name), hash, made.start_s,
                           made.end_s, video.split}});
    }
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

void Importer::correct_known(const WantedPart& part, const std::string& hash) {
    for (const DatasetClip& clip : before_.clips) {
        if (clip.source_sha256 != hash || clip.label == part.label) continue;
        const double middle = (clip.start_s + clip.end_s) / 2;
        const bool meant = std::ranges::any_of(part.spans, [&](const TimeSpan& span) {
            return middle >= span.start_s && middle <= span.end_s;
        });
        if (meant) corrections_.emplace(clip.file, part.label);
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

}  // namespace spotter
