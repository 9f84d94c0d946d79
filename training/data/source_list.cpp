#include "training/data/source_list.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "capture/video_name.h"
#include "engine/core/error.h"
#include "training/data/entry_name.h"
#include "training/data/label_name.h"
#include "training/data/labels_table.h"
#include "training/data/path_labels.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import clips";

// Files at the top of a source that say more about its videos.
bool describes_videos(const std::string& name) {
    return name == "labels.tsv" || name == "dataset.json";
}

void list_archive(const fs::path& file, const ArchiveLimits& limits, const fs::path& scratch,
                  const JobToken& token, SourceList& list) {
    const auto archive = std::make_shared<Archive>(file, limits);
    list.rejected = archive->rejected();
    std::string top;  // the one folder that everything lies in, with its slash
    for (const ArchiveEntry& entry : archive->entries()) {
        if (is_video_name(entry.name)) {
            list.videos.push_back({entry.name, "", "", Split::none, {}, entry, archive});
        } else if (const std::string name = fs::path(entry.name).filename().string();
                   describes_videos(name) && entry.inflated <= (64U << 20)) {
            const std::string folder = entry.name.substr(0, entry.name.size() - name.size());
            if (folder.find('/') + 1 != folder.size() && !folder.empty()) continue;
            top = folder;
            if (const auto problem = archive->extract(entry, scratch / name, token)) {
                list.rejected.push_back({entry.name, *problem});
            }
        } else {
            ++list.others;
        }
    }
    // Tables name files from where they lie.
    const bool all_in_top = std::all_of(list.videos.begin(), list.videos.end(),
                                        [&](auto& video) { return video.name.starts_with(top); });
    if (!all_in_top) return;
    for (SourceVideo& video : list.videos) video.name.erase(0, top.size());
}

void list_folder(const fs::path& folder, const JobToken& token, SourceList& list) {
    try {
        const auto options = fs::directory_options::skip_permission_denied;
        for (auto at = fs::recursive_directory_iterator(folder, options); at != fs::end(at); ++at) {
            token.checkpoint();
            const std::string name = at->path().lexically_relative(folder).generic_string();
            if (at->path().filename().string().starts_with('.')) {
                at.disable_recursion_pending();
            } else if (!at->is_regular_file()) {
                continue;
            } else if (!is_video_name(at->path())) {
                list.others += describes_videos(name) ? 0 : 1;
            } else if (!is_valid_utf8(name)) {
                list.rejected.push_back({printable(name), "its name is not UTF-8; rename it"});
            } else {
                list.videos.push_back({name, "", "", Split::none, at->path(), {}, nullptr});
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, folder.string(), error.code().message(), "check its permissions");
    }
}

void list_file(const fs::path& file, const std::optional<std::string>& label, SourceList& list) {
    if (!label) {
        throw Error(kStep, file.string(), "it is not said what it shows",
                    "name its label with --label, or import a folder whose folders are labels");
    }
    const std::string name = printable(file.filename().string());
    list.videos.push_back({name, *label, "", Split::none, file, {}, nullptr});
}

// What labels.tsv or dataset.json in `folder` say; the latter about splits, too.
struct Table {
    LabelsTable rows;
    std::map<std::string, Split> splits;
};

Table read_table(const fs::path& folder, SourceList& list) {
    Table table;
    try {
        table.rows = read_labels_table(folder);
        if (is_dataset(folder)) {
            for (const DatasetClip& clip : read_dataset_list(folder).clips) {
                table.rows[clip.file] = {clip.label, clip.group};
                table.splits[clip.file] = clip.split;
            }
        }
    } catch (const Error& error) {
        list.notes.push_back(std::string(error.what()) + "; it was left aside");
    }
    return table;
}

void label_by_place(SourceList& list, Table table) {
    std::vector<std::string> paths;
    for (const SourceVideo& video : list.videos) paths.push_back(video.name);
    const std::vector<PathLabel> places = labels_from_paths(paths);
    for (std::size_t i = 0; i < list.videos.size(); ++i) {
        SourceVideo& video = list.videos[i];
        const LabelsRow row = take_row(table.rows, video.name);
        video.label = row.label.empty() ? places[i].label : row.label;
        video.group = row.scene;
        const auto split = table.splits.find(video.name);
        video.split = split != table.splits.end() ? split->second : places[i].split;
    }
    if (const std::size_t unused = unused_rows(table.rows).size(); unused > 0) {
        list.notes.push_back(std::to_string(unused) +
                             " files of labels.tsv or dataset.json are not there");
    }
}

// Drops videos whose label cannot be used, and joins labels that read the same.
void settle_labels(SourceList& list, Labels known) {
    std::set<std::string> said;
    std::vector<SourceVideo> kept;
    for (SourceVideo& video : list.videos) {
        if (const auto problem = label_problem(video.label)) {
            list.rejected.push_back(
                {printable(video.name),
                 video.label.empty()
                     ? "it is in no label's folder; put it into one named after what it shows"
                     : "its label " + *problem + "; rename its folder"});
            continue;
        }
        const std::string same = known_label(known, video.label);
        if (same != video.label && said.insert(video.label).second) {
            list.notes.push_back(video.label + " is taken for " + same);
        }
        if (std::find(known.begin(), known.end(), same) == known.end()) known.push_back(same);
        video.label = same;
        kept.push_back(std::move(video));
    }
    list.videos = std::move(kept);
}

}  // namespace

SourceList list_source(const fs::path& source, const std::optional<std::string>& label,
                       const Labels& known, const ArchiveLimits& limits, const fs::path& scratch,
                       const JobToken& token) {
    SourceList list;
    std::error_code error;
    const fs::file_status status = fs::status(source, error);
    if (!fs::exists(status)) {
        throw Error(kStep, source.string(), "there is no such file or folder", "check the path");
    }
    if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
        throw Error(kStep, source.string(), "it is neither a file nor a folder",
                    "name a ZIP, a folder or a video");
    }
    if (fs::is_directory(status)) {
        list_folder(source, token, list);
    } else if (is_archive_name(source)) {
        list_archive(source, limits, scratch, token, list);
    } else {
        list_file(source, label, list);
    }
    if (list.videos.empty() && list.rejected.empty()) {
        throw Error(kStep, source.string(), "there are no videos in it",
                    "put each label's videos into a folder of its name");
    }
    std::sort(list.videos.begin(), list.videos.end(),
              [](const SourceVideo& a, const SourceVideo& b) { return a.name < b.name; });
    Table table = read_table(fs::is_directory(status) ? source : scratch, list);
    if (fs::is_directory(status) || is_archive_name(source)) label_by_place(list, table);
    if (label) {
        for (SourceVideo& video : list.videos) video.label = *label;
    }
    settle_labels(list, known);
    return list;
}

std::optional<std::string> label_of_folder(const fs::path& folder) {
    if (!fs::is_directory(folder)) return std::nullopt;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (describes_videos(name)) return std::nullopt;
        if (entry.is_directory() && !name.starts_with('.')) return std::nullopt;
    }
    return fs::weakly_canonical(folder).filename().string();
}

}  // namespace spotter
