#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/window/clip_player.h"
#include "app/window/open_dataset.h"
#include "app/window/strips.h"
#include "app/window/window_screen.h"
#include "training/data/dataset_edit.h"
#include "ui/teach/dataset_view.h"

namespace spotter {

// Teach → Dataset: looks at clips and changes them. Main thread.
class TeachDataset {
  public:
    TeachDataset(const WindowContext& context, OpenDataset& dataset);

    void update(bool shown);
    void show(DatasetView& view);
    // Throws Error when a change cannot be made; the dataset is then as it was.
    void perform(const DatasetActions& actions);
    // Another dataset was chosen.
    void forget();
    bool moving() const { return strips_.busy(); }
    // Plays a clip over the screen.
    void play(const std::filesystem::path& clip, const std::string& title);
    StripView strip_of(const std::filesystem::path& clip) { return strips_.strip_of(clip); }

  private:
    void follow_dataset();
    void follow_relabelled();
    void change(const DatasetActions& actions);
    void undo();
    const DatasetClip& clip_at(std::size_t index) const;

    const WindowContext& context_;
    OpenDataset& dataset_;
    int version_ = -1;                // of what follows:
    DatasetView summary_;             // labels and warnings
    std::string label_;               // selected
    std::vector<std::size_t> clips_;  // of it, indices into the dataset's
    std::size_t first_shown_ = 0;
    std::size_t last_shown_ = 0;
    struct Undo {
        std::string text;                  // what was done
        std::string deletion = {};         // of a deletion
        std::vector<ChangedClip> changes;  // of anything else
    };
    std::optional<Undo> undo_;
    std::optional<RelabelForm> relabel_;
    std::string relabelled_;  // its clip's file
    Strips strips_;
    std::unique_ptr<ClipPlayer> player_;
    std::string playing_;  // title
};

}  // namespace spotter
