#include "app/window/source_choices.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace spotter {

namespace {

ChoiceView::Item item_of(const SourceSpec& spec) {
    switch (spec.kind) {
        case SourceKind::demo:
            return {"Demo workout", "Comes with Spotter"};
        case SourceKind::file:
            return {std::filesystem::path(spec.address).filename().string(), spec.address};
        case SourceKind::camera:
            if (spec.address.empty()) return {"First camera", ""};
            return {"Camera " + spec.address, ""};
        case SourceKind::stream:
            break;
    }
    return {spec.description(), ""};
}

}  // namespace

SourceChoices::SourceChoices() {
    const SourceSpec demo{SourceKind::demo, {}};
    choices_.push_back({demo, item_of(demo), false});
}

void SourceChoices::set_cameras(const std::vector<CameraInfo>& cameras) {
    std::optional<SourceSpec> current;
    if (current_ >= 0) current = at(current_);
    std::erase_if(choices_, [](const Choice& choice) { return choice.found; });
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        // The stable name: it is still the same camera after it was unplugged.
        const SourceSpec spec{SourceKind::camera, cameras[i].stable_name};
        choices_.insert(choices_.begin() + static_cast<std::ptrdiff_t>(i),
                        {spec, {cameras[i].name, cameras[i].path}, true});
    }
    current_ = -1;
    if (current) choose(*current);
}

void SourceChoices::choose(const SourceSpec& spec) {
    current_ = index_of(spec);
    if (current_ >= 0) return;
    current_ = static_cast<int>(choices_.size());
    choices_.push_back({spec, item_of(spec), false});
}

int SourceChoices::index_of(const SourceSpec& spec) const {
    const bool first_camera = spec.kind == SourceKind::camera && spec.address.empty();
    const auto at = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& choice) {
        if (first_camera && choice.found) return true;
        return choice.spec == spec || (choice.found && spec.kind == SourceKind::camera &&
                                       choice.item.detail == spec.address);
    });
    return at == choices_.end() ? -1 : static_cast<int>(at - choices_.begin());
}

ChoiceView SourceChoices::view(bool busy) const {
    ChoiceView out;
    for (const Choice& choice : choices_) out.items.push_back(choice.item);
    out.current = current_;
    out.busy = busy;
    return out;
}

}  // namespace spotter
