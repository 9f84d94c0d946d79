#include "app/model_store.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <system_error>

#include "app/zip_writer.h"
#include "engine/core/error.h"
#include "engine/model/classifier.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import model";
constexpr const char* kCheckSpace = "check the folder's permissions and the free space";

void add_models(const fs::path& folder, bool shipped, std::map<std::string, StoredModel>& out) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with('.') || !fs::exists(entry.path() / "config.json", error)) continue;
        out.try_emplace(name, StoredModel{name, entry.path(), shipped});
    }
}

bool is_plain_name(const std::string& name) {
    constexpr const char* kAllowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    return !name.empty() && name.size() <= 64 && name.front() != '.' &&
           name.find_first_not_of(kAllowed) == std::string::npos;
}

// A folder that is removed unless it was kept under another name.
class StagedFolder {
  public:
    explicit StagedFolder(fs::path path) : path_(std::move(path)) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~StagedFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    const fs::path& path() const { return path_; }

  private:
    const fs::path path_;
};

// What the files of a copy need; files are copied in a way that does not say why it stopped.
void check_space(const std::vector<fs::path>& files, const fs::path& folder) {
    std::uintmax_t needed = 0;
    for (const fs::path& file : files) needed += fs::file_size(file);
    if (fs::space(folder).available < needed) {
        throw fs::filesystem_error("copy", std::make_error_code(std::errc::no_space_on_device));
    }
}

std::vector<fs::path> files_of(const ModelInfo& model) {
    std::vector<fs::path> files = model.weight_files;
    for (const char* name : {"config.json", "model.safetensors.index.json",
                             "preprocessor_config.json", "spotter.json", "README.md", "LICENSE"}) {
        if (fs::is_regular_file(model.folder / name)) files.push_back(model.folder / name);
    }
    return files;
}

void copy_model_files(const ModelInfo& model, const fs::path& to) {
    const std::vector<fs::path> files = files_of(model);
    check_space(files, to);
    for (const fs::path& file : files) {
        fs::copy_file(file, to / file.filename());
        fs::permissions(to / file.filename(), fs::perms::owner_write, fs::perm_options::add);
    }
}

// `staged` becomes `target`; what was there before stays until then.
void put_in_place(const fs::path& staged, const fs::path& target) {
    if (!fs::exists(target)) {
        fs::rename(staged, target);
        return;
    }
    const StagedFolder old(target.parent_path() / ("." + target.filename().string() + ".old"));
    fs::remove(old.path());
    fs::rename(target, old.path());
    try {
        fs::rename(staged, target);
    } catch (...) {
        fs::rename(old.path(), target);
        throw;
    }
}

}  // namespace

std::vector<StoredModel> list_models(const Paths& paths) {
    std::map<std::string, StoredModel> by_name;
    add_models(paths.data / "models", false, by_name);
    add_models(paths.assets / "models", true, by_name);
    std::vector<StoredModel> models;
    for (auto& [name, model] : by_name) models.push_back(std::move(model));
    return models;
}

ModelInfo find_model(const Paths& paths, const std::string& name_or_folder) {
    std::string known;
    for (const StoredModel& model : list_models(paths)) {
        if (model.name == name_or_folder) {
            ModelInfo info = read_model_folder(model.folder);
            info.name = model.name;
            return info;
        }
        known += (known.empty() ? "" : ", ") + model.name;
    }
    // A file is refused as what it is.
    if (fs::exists(name_or_folder)) return read_model_folder(name_or_folder);
    throw Error("find model", name_or_folder, "there is no such model and no such folder",
                known.empty() ? "bring one with 'spotter models import DIR'"
                              : "use one of: " + known + "; or the path of a model folder");
}

void check_new_name(const Paths& paths, const std::string& name, bool replace,
                    const std::string& step, const std::string& flag) {
    if (!is_plain_name(name)) {
        throw Error(step, name, "a model's name has only letters, digits, '.', '_' and '-'",
                    "choose another with " + flag);
    }
    if (fs::exists(paths.data / "models" / name) && !replace) {
        throw Error(step, name, "there is a model of this name already",
                    "choose another with " + flag + ", or replace it with --force");
    }
}

ModelInfo import_model(const Paths& paths, const fs::path& folder, const std::string& name,
                       bool replace) {
    check_new_name(paths, name, replace);
    const ModelInfo model = read_model_folder(folder);
    const fs::path target = paths.data / "models" / name;
    // Reads every weight: what is imported can be loaded.
    ClassifierOptions options;
    options.device = Device::cpu;
    load_classifier(model, options);
    try {
        fs::create_directories(target.parent_path());
        const StagedFolder staged(target.parent_path() / ("." + name + ".part"));
        copy_model_files(model, staged.path());
        put_in_place(staged.path(), target);
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, target.string(), error.code().message(), kCheckSpace);
    }
    ModelInfo imported = read_model_folder(target);
    imported.name = name;
    return imported;
}

void export_model(const Paths& paths, const std::string& name_or_folder, const fs::path& target) {
    constexpr const char* kExport = "export model";
    const ModelInfo model = find_model(paths, name_or_folder);
    fs::path clean = fs::absolute(target).lexically_normal();
    if (!clean.has_filename()) clean = clean.parent_path();
    if (fs::exists(clean)) {
        throw Error(kExport, target.string(), "it is there already", "name a new folder or file");
    }
    if (!fs::is_directory(clean.parent_path())) {
        throw Error(kExport, target.string(), "its folder is not there", "make the folder first");
    }
    try {
        if (clean.extension() == ".zip") {
            write_zip(clean, files_of(model), clean.stem().string());
            return;
        }
        const StagedFolder staged(clean.parent_path() /
                                  ("." + clean.filename().string() + ".part"));
        copy_model_files(model, staged.path());
        fs::rename(staged.path(), clean);
    } catch (const fs::filesystem_error& error) {
        throw Error(kExport, target.string(), error.code().message(), kCheckSpace);
    }
}

fs::path delete_model(const Paths& paths, const std::string& name) {
    constexpr const char* kDelete = "delete model";
    const fs::path models = paths.data / "models";
    if (!is_plain_name(name) || !fs::is_directory(models / name)) {
        const bool shipped = is_plain_name(name) && fs::exists(paths.assets / "models" / name);
        throw Error(kDelete, name,
                    shipped ? "it comes with Spotter and is not yours to delete"
                            : "you have no model of this name",
                    shipped ? "" : "see 'spotter models list'");
    }
    try {
        fs::create_directories(models / ".trash");
        fs::path trashed = models / ".trash" / name;
        for (int i = 2; fs::exists(trashed); ++i) {
            trashed.replace_filename(name + "." + std::to_string(i));
        }
        fs::rename(models / name, trashed);
        return trashed;
    } catch (const fs::filesystem_error& error) {
        throw Error(kDelete, name, error.code().message(), kCheckSpace);
    }
}

}  // namespace spotter
