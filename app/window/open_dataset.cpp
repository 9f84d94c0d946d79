#include "app/window/open_dataset.h"

#include <algorithm>
#include <utility>

#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

constexpr const char* kStep = "create dataset";

bool is_hidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

Dataset read_or_empty(const fs::path& folder) {
    if (has_clips(folder)) return read_dataset(folder);
    Dataset out;
    out.folder = folder;
    return out;
}

bool same(const Dataset& a, const Dataset& b) {
    return a.clips == b.clips && a.labels == b.labels && a.plan == b.plan && a.notes == b.notes;
}

}  // namespace

bool has_clips(const fs::path& folder) {
    std::error_code error;
    for (const fs::directory_entry& label : fs::directory_iterator(folder, error)) {
        if (is_hidden(label.path()) || !label.is_directory(error)) continue;
        if (!fs::is_empty(label.path(), error)) return true;
    }
    return false;
}

OpenDataset::OpenDataset(const Paths& paths) : paths_(paths), stored_(list_datasets(paths)) {
    if (!stored_.empty()) choose(0);
}

void OpenDataset::choose(int index) {
    current_ = index;
    read_ = false;
    replace({});
    reload();
}

int OpenDataset::index_of(const std::string& name) const {
    const auto found = std::ranges::find(stored_, name, &StoredDataset::name);
    return found == stored_.end() ? -1 : static_cast<int>(found - stored_.begin());
}

void OpenDataset::list_again() {
    const std::string before = name();
    stored_ = list_datasets(paths_);
    current_ = index_of(before);
}

void OpenDataset::choose(const std::string& name) {
    list_again();
    if (const int index = index_of(name); index >= 0) choose(index);
}

bool OpenDataset::look_again() {
    const bool before = chosen();
    list_again();
    if (chosen()) {
        reload();
        return false;
    }
    if (!stored_.empty()) {
        choose(0);
    } else if (before) {
        job_.cancel();
        replace({});
    }
    return before || chosen();
}

void OpenDataset::create(const std::string& name) {
    if (const auto problem = label_problem(name)) {
        throw Error(kStep, name, "its name " + *problem, "choose another one");
    }
    const fs::path folder = paths_.data / "datasets" / name;
    std::error_code error;
    if (fs::exists(folder, error)) {
        throw Error(kStep, name, "there is one of this name", "choose it, or another name");
    }
    fs::create_directories(folder, error);
    if (error) throw Error(kStep, folder.string(), error.message());
    choose(name);
}

void OpenDataset::reload() {
    if (!chosen()) return;
    failure_.clear();
    job_.start([folder = folder()](JobToken&) { return read_or_empty(folder); });
}

void OpenDataset::update() {
    auto outcome = job_.poll();
    if (!outcome) return;
    if (outcome->result) {
        // What was read again and is the same is no change.
        if (!read_ || !same(*outcome->result, data_)) replace(std::move(*outcome->result));
        read_ = true;
    } else {
        failure_ = outcome->failure;
    }
}

std::string OpenDataset::name() const {
    return chosen() ? stored_[static_cast<std::size_t>(current_)].name : std::string();
}

fs::path OpenDataset::folder() const {
    return chosen() ? stored_[static_cast<std::size_t>(current_)].folder : fs::path();
}

void OpenDataset::replace(Dataset data) {
    data_ = std::move(data);
    ++version_;
    // What is being read is older than this.
    if (job_.busy()) reload();
}

ChoiceView OpenDataset::view() const {
    ChoiceView out;
    for (const StoredDataset& stored : stored_) out.items.push_back({stored.name});
    out.current = current_;
    out.busy = job_.busy();
    if (chosen() && read_) {
        out.items[static_cast<std::size_t>(current_)].detail = counted(data_.clips.size(), "clip");
    }
    return out;
}

}  // namespace spotter
