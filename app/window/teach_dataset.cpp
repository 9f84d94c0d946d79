#include "app/window/teach_dataset.h"

#include <algorithm>
#include <utility>

#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "training/data/dataset_summary.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

constexpr Split kSplits[] = {Split::none, Split::train, Split::validation, Split::test};

ClipSplit split_view(Split split) {
    const auto* place = std::find(std::begin(kSplits), std::end(kSplits), split);
    return static_cast<ClipSplit>(place - std::begin(kSplits));
}

// Of a LabelSummary, or of the DatasetSummary with everything.
template <class Summary>
LabelRow counts_of(const Summary& summary) {
    LabelRow out;
    out.clips = static_cast<int>(summary.clips);
    out.groups = static_cast<int>(summary.groups);
    out.minutes = summary.minutes;
    for (const auto& [split, clips] : summary.clips_in) {
        out.by_split[static_cast<int>(split_view(split))] = static_cast<int>(clips);
    }
    return out;
}

LabelRow row_of(const LabelSummary& label) {
    LabelRow out = counts_of(label);
    out.label = label.label;
    out.idle = label.idle;
    return out;
}

std::string name_of(const DatasetClip& clip) {
    return fs::path(clip.file).filename().string();
}

}  // namespace

TeachDataset::TeachDataset(const WindowContext& context, OpenDataset& dataset)
    : context_(context),
      dataset_(dataset),
      strips_([&window = context.window] { window.wake(); }) {}

void TeachDataset::update(bool shown) {
    strips_.update();
    if (player_ && shown) player_->update();
    if (version_ != dataset_.version()) follow_dataset();
}

void TeachDataset::forget() {
    undo_.reset();
    relabel_.reset();
    player_.reset();
    label_.clear();
}

void TeachDataset::follow_dataset() {
    version_ = dataset_.version();
    const Dataset& data = dataset_.data();
    const DatasetSummary summary = summarize(data);
    summary_ = {};
    for (const LabelSummary& label : summary.labels) summary_.labels.push_back(row_of(label));
    summary_.all = counts_of(summary);
    if (!data.clips.empty()) summary_.warnings = summary.warnings;
    for (const std::string& note : data.notes) summary_.warnings.push_back(note);
    const auto known = std::find(data.labels.begin(), data.labels.end(), label_);
    if (known == data.labels.end()) label_ = data.labels.empty() ? "" : data.labels.front();
    clips_.clear();
    for (std::size_t i = 0; i < data.clips.size(); ++i) {
        if (data.clips[i].label == label_) clips_.push_back(i);
    }
    follow_relabelled();
}

// The clip that is being relabelled may have another place by now, or none.
void TeachDataset::follow_relabelled() {
    if (!relabel_) return;
    const auto& clips = dataset_.data().clips;
    const auto found = std::ranges::find(clips_, relabelled_,
                                         [&](std::size_t index) { return clips[index].file; });
    if (found == clips_.end()) {
        relabel_.reset();
    } else {
        relabel_->clip = static_cast<std::size_t>(found - clips_.begin());
    }
}

const DatasetClip& TeachDataset::clip_at(std::size_t index) const {
    return dataset_.data().clips.at(clips_.at(index));
}

void TeachDataset::show(DatasetView& view) {
    view = summary_;
    const Dataset& data = dataset_.data();
    for (std::size_t i = 0; i < view.labels.size(); ++i) {
        if (view.labels[i].label == label_) view.selected = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < clips_.size(); ++i) {
        const DatasetClip& clip = clip_at(i);
        ClipRow row;
        row.name = name_of(clip);
        row.group = clip.group;
        row.seconds = std::max(clip.end_s - clip.start_s, 0.0);
        row.split = split_view(clip.split);
        if (i >= first_shown_ && i < last_shown_) {
            row.strip = strips_.strip_of(data.folder / clip.file);
        }
        view.clips.push_back(std::move(row));
    }
    if (undo_) view.undo = undo_->text;
    view.relabel = relabel_;
    if (player_) {
        view.player = ClipPlayerView{playing_, player_->texture(), player_->width(),
                                     player_->height(), player_->failure()};
    }
}

void TeachDataset::play(const fs::path& clip, const std::string& title) {
    playing_ = title;
    player_ = std::make_unique<ClipPlayer>(clip, [&window = context_.window] { window.wake(); });
}

void TeachDataset::perform(const DatasetActions& actions) {
    first_shown_ = actions.first_shown;
    last_shown_ = actions.last_shown;
    if (actions.select) {
        label_ = summary_.labels.at(static_cast<std::size_t>(*actions.select)).label;
        follow_dataset();
    }
    if (actions.play) {
        const DatasetClip& clip = clip_at(*actions.play);
        play(dataset_.folder() / clip.file, clip.file);
    }
    if (actions.edit_relabel) {
        relabel_ = *actions.edit_relabel;
        relabelled_ = clip_at(relabel_->clip).file;
    }
    if (actions.close) {
        relabel_.reset();
        player_.reset();
    }
    change(actions);
}

void TeachDataset::change(const DatasetActions& actions) {
    const fs::path folder = dataset_.folder();
    if (actions.remove) {
        const DatasetClip clip = clip_at(*actions.remove);
        const TrashedClips trashed = delete_clips(folder, {clip.file});
        undo_ = Undo{"Deleted " + name_of(clip), trashed.name, {}};
        dataset_.reload();
    }
    if (actions.undo && undo_) undo();
    if (actions.move) {
        const int to = static_cast<int>(actions.to);
        std::vector<ChangedClip> changes;
        dataset_.replace(
            move_to_split(folder, {clip_at(*actions.move).file}, kSplits[to], &changes));
        undo_ = Undo{"Moved " + counted(changes.size(), "clip") + " to " + kSplitNames[to],
                     {},
                     std::move(changes)};
    }
    if (actions.relabel && relabel_) {
        const RelabelForm form = *std::exchange(relabel_, std::nullopt);
        const DatasetClip clip = clip_at(form.clip);
        std::vector<ChangedClip> changes;
        dataset_.replace(relabel_clips(folder, {clip.file}, form.label, &changes));
        if (changes.empty()) return;
        undo_ = Undo{
            name_of(clip) + " is " + display_name(form.label) + " now", {}, std::move(changes)};
    }
}

void TeachDataset::undo() {
    const Undo last = *std::exchange(undo_, std::nullopt);
    dataset_.replace(last.deletion.empty() ? take_back(dataset_.folder(), last.changes)
                                           : restore_clips(dataset_.folder(), last.deletion));
}

}  // namespace spotter
