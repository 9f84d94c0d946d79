#include "tests/ui/files_views.h"

#include <numeric>

namespace spotter {

namespace {

constexpr std::int64_t kMoment = 1'795'630'000;  // in November 2026

FileRow folder(const std::string& name) {
    FileRow out;
    out.name = name;
    out.folder = true;
    out.icon = Icon::folder;
    return out;
}

FileRow video(const std::string& name, std::uint64_t bytes) {
    FileRow out;
    out.name = name;
    out.bytes = bytes;
    out.changed_s = kMoment;
    out.icon = Icon::film;
    return out;
}

std::vector<FileRow> some_rows() {
    std::vector<FileRow> out = {folder("Monday"), folder("With the coach")};
    for (int i = 1; i <= 11; ++i) {
        out.push_back(video("squat-" + std::to_string(i) + ".mp4",
                            static_cast<std::uint64_t>(i) * 31'400'000));
    }
    out.push_back(
        video("Übung mit einem sehr langen Namen, der nirgends hinpasst, auch nicht in "
              "ein breites Fenster, vom 2026-11-25.mov",
              2'400'000'000));
    return out;
}

std::vector<int> counting(std::size_t count) {
    std::vector<int> out(count);
    std::iota(out.begin(), out.end(), 0);
    return out;
}

FilesView view_of(const std::vector<FileRow>& rows, const std::vector<int>& shown) {
    FilesView out;
    out.title = "Choose a video";
    out.places = {{"Home", "/home/anna", Icon::person},
                  {"Videos", "/home/anna/Videos", Icon::film},
                  {"Downloads", "/home/anna/Downloads", Icon::download},
                  {"SD card of the camera", "/media/anna/SD card of the camera", Icon::chip}};
    out.folder = out.path_text = "/home/anna/Videos";
    out.rows = &rows;
    out.shown = &shown;
    out.chosen.resize(rows.size());
    out.kinds = {"Videos", "All files"};
    out.status = "2 folders, 12 files, 3 other files are not shown";
    out.button = "Open";
    return out;
}

FilesView empty_view() {
    static const std::vector<FileRow> rows;
    static const std::vector<int> shown;
    FilesView out = view_of(rows, shown);
    out.status.clear();
    return out;
}

FilesView failed_view(const std::string& failure) {
    FilesView out = empty_view();
    out.failure = failure;
    return out;
}

FilesView saving_view() {
    FilesView out = sample_files();
    out.title = "Where to export to";
    out.name = "spotter-2026-11-25.jsonl";
    out.kinds.clear();
    out.status = "2 folders, 12 files";
    out.button = "Choose";
    out.ready = out.can_make = true;
    return out;
}

}  // namespace

FilesView sample_files() {
    static const std::vector<FileRow> rows = some_rows();
    static const std::vector<int> shown = counting(rows.size());
    FilesView out = view_of(rows, shown);
    out.cursor = 3;
    out.chosen[3] = true;
    out.ready = true;
    return out;
}

FilesView many_files() {
    static const std::vector<FileRow> rows = [] {
        std::vector<FileRow> all;
        for (int i = 0; i < 20'000; ++i) all.push_back(video("clip-" + std::to_string(i), 1000));
        return all;
    }();
    static const std::vector<int> shown = counting(rows.size());
    return view_of(rows, shown);
}

std::vector<NamedFilesView> all_files_views() {
    std::vector<NamedFilesView> out = {{"files", sample_files()},
                                       {"files-many", many_files()},
                                       {"files-empty", empty_view()},
                                       {"files-saving", saving_view()}};
    FilesView filtered = empty_view();
    filtered.filter = "bench";
    filtered.status = "0 of 14";
    out.push_back({"files-none", filtered});
    FilesView others = empty_view();
    others.status = "3 files are not shown";
    out.push_back({"files-others", others});
    FilesView reading = sample_files();
    reading.reading = true;
    reading.read = "12288 so far";
    out.push_back({"files-reading", reading});
    out.push_back({"files-gone", failed_view("The folder “Monday” is not there")});
    out.push_back({"files-no-right", failed_view("You have no right to look into “lost+found”")});
    FilesView asking = saving_view();
    asking.warning = asking.asking = true;
    asking.status = "“spotter-2026-11-25.jsonl” is there already. Replace it?";
    out.push_back({"files-asking", asking});
    FilesView making = saving_view();
    making.folder_name = "November";
    making.warning = true;
    making.status = "“November” is there already; choose another name";
    out.push_back({"files-making", making});
    FilesView refused = saving_view();
    refused.warning = true;
    refused.ready = false;
    refused.name = "my-gym.zip";
    refused.status = "“my-gym.zip” is there already; choose another name";
    out.push_back({"files-refused", refused});
    return out;
}

}  // namespace spotter
