#include "app/window/window_model.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/session_upkeep.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr std::array<Precision, 3> kPrecisions = {Precision::automatic, Precision::float32,
                                                  Precision::bfloat16};

std::string name_of(Device device) {
    switch (device) {
        case Device::automatic:
            return "Automatic";
        case Device::cuda:
            return "GPU (CUDA)";
        case Device::cpu:
            break;
    }
    return "CPU";
}

std::string name_of(Precision precision) {
    return precision == Precision::automatic ? "Automatic" : std::string(to_string(precision));
}

// A list of `values` of which `chosen` is current; the automatic one says what it came to.
template <class Values, class Value>
ChoiceView choices(const Values& values, Value chosen, const std::optional<Value>& actual) {
    ChoiceView out;
    for (const Value value : values) {
        const bool automatic = value == Value::automatic;
        out.items.push_back({name_of(value), automatic && actual ? name_of(*actual) : ""});
        if (value == chosen) out.current = static_cast<int>(out.items.size()) - 1;
    }
    return out;
}

}  // namespace

WindowModel::WindowModel(Settings settings, Paths paths)
    : paths_(std::move(paths)), settings_(std::move(settings)) {
    read_list();
}

void WindowModel::read_list() {
    ++list_version_;
    stored_ = list_models(paths_);
    // A folder that was named on the command line.
    if (!is_stored(settings_.model)) stored_.push_back({settings_.model, settings_.model, false});
}

bool WindowModel::is_stored(const std::string& name) const {
    return std::ranges::any_of(stored_, [&](const StoredModel& model) {
        return model.name == name && model.folder != name;
    });
}

bool WindowModel::is_there(const std::string& name) const {
    std::error_code ignored;
    return is_stored(name) || std::filesystem::is_directory(name, ignored);
}

void WindowModel::note_chosen(LiveSettings& chosen) const {
    if (chosen_here_) {
        // The next window may begin elsewhere.
        chosen.model = is_stored(name()) ? name() : std::filesystem::absolute(name()).string();
    }
    if (device_chosen_) chosen.device = settings_.device;
    if (precision_chosen_) chosen.precision = settings_.precision;
}

void WindowModel::recall_machine(std::optional<Device> device, std::optional<Precision> precision) {
    if (device && !settings_.device_given) {
        settings_.device = *device;
        device_recalled_ = true;
    }
    if (precision && !settings_.precision_given) settings_.precision = *precision;
}

WindowModel::Loaded WindowModel::load_model(Settings settings, bool device_recalled,
                                            const Paths& paths) {
    if (device_recalled && settings.device == Device::cuda && !has_device(Device::cuda)) {
        settings.device = Device::automatic;
    }
    LoadedModel loaded = load_recognizers(find_model(paths, settings.model), settings, paths);
    Loaded out;
    out.recognizer = std::move(loaded.recognizers.front());
    ModelUse use = model_use(loaded.model);
    out.in_use = {settings,      std::move(loaded.model), std::move(use),
                  loaded.device, loaded.precision,        out.recognizer.pose != nullptr};
    out.has_cuda = has_device(Device::cuda);
    return out;
}

void WindowModel::load() {
    job_.start([settings = settings_, recalled = device_recalled_, paths = paths_](JobToken&) {
        return load_model(settings, recalled, paths);
    });
}

void WindowModel::choose_model(int index) {
    settings_.model = stored_.at(static_cast<std::size_t>(index)).name;
    chosen_here_ = true;
    load();
}

void WindowModel::switch_to(const std::string& name) {
    settings_.model = name;
    chosen_here_ = true;
    read_list();
    load();
}

void WindowModel::choose_device(int index) {
    settings_.device = devices().at(static_cast<std::size_t>(index));
    device_chosen_ = true;
    device_recalled_ = false;
    load();
}

void WindowModel::choose_precision(int index) {
    settings_.precision = kPrecisions.at(static_cast<std::size_t>(index));
    precision_chosen_ = true;
    load();
}

std::optional<Recognizer> WindowModel::take_loaded() {
    auto outcome = job_.poll();
    if (!outcome) return std::nullopt;
    if (!outcome->result) {
        if (loaded_) settings_ = loaded_->settings;
        chosen_here_ = device_chosen_ = precision_chosen_ = false;
        throw Error(outcome->failure, "", "");
    }
    loaded_ = std::move(outcome->result->in_use);
    settings_.device = loaded_->settings.device;
    has_cuda_ = outcome->result->has_cuda;
    return std::move(outcome->result->recognizer);
}

std::vector<Device> WindowModel::devices() const {
    std::vector<Device> out = {Device::automatic, Device::cpu};
    if (has_cuda_) out.push_back(Device::cuda);
    return out;
}

void WindowModel::show(LiveView& view) const {
    view.models = {};
    for (const StoredModel& model : stored_) {
        view.models.items.push_back({model.name, model.shipped ? "Comes with Spotter" : ""});
        if (model.name == settings_.model) {
            view.models.current = static_cast<int>(view.models.items.size()) - 1;
        }
    }
    view.models.busy = busy();
    std::optional<Device> device;
    std::optional<Precision> precision;
    if (loaded_) {
        device = loaded_->device;
        precision = loaded_->precision;
        view.idle_labels = loaded_->model.idle_labels;
        const Thresholds& thresholds = loaded_->model.thresholds;
        view.thresholds = {static_cast<float>(thresholds.enter),
                           static_cast<float>(thresholds.exit), thresholds.dwell_s};
    }
    view.devices = choices(devices(), settings_.device, device);
    view.precisions = choices(kPrecisions, settings_.precision, precision);
}

}  // namespace spotter
