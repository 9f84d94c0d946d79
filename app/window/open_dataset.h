#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/dataset_store.h"
#include "app/paths.h"
#include "app/window/latest_job.h"
#include "training/data/dataset.h"
#include "ui/choice_view.h"

namespace spotter {

// The dataset that Teach works on: chosen among those in the user's folder, read in the
// background, and read again after each change. Main thread.
class OpenDataset {
  public:
    explicit OpenDataset(const Paths& paths);

    void choose(int index);
    // The one of this name, also when it was not there before; else nothing changes.
    void choose(const std::string& name);
    // Makes an empty one and chooses it. Throws Error when the name cannot be used.
    void create(const std::string& name);
    // Reads the chosen one again.
    void reload();
    // Others make datasets and add clips to them, too: looks which there are, and reads the chosen
    // one again. Returns whether another one is chosen now, because there was none or it is gone.
    bool look_again();
    // Takes over what was read meanwhile.
    void update();

    bool chosen() const { return current_ >= 0; }
    // Nothing of it is known yet.
    bool reading() const { return !read_ && failure_.empty(); }
    const std::string& failure() const { return failure_; }
    std::string name() const;
    std::filesystem::path folder() const;
    // What was read last; without clips for a new one, and while nothing was read yet.
    const Dataset& data() const { return data_; }
    // Changes whenever data() does.
    int version() const { return version_; }
    // A change that was made elsewhere.
    void replace(Dataset data);
    ChoiceView view() const;

  private:
    int index_of(const std::string& name) const;  // -1: there is none of this name
    void list_again();                            // what is chosen stays so

    const Paths& paths_;
    std::vector<StoredDataset> stored_;
    int current_ = -1;
    bool read_ = false;  // data_ is that of current_
    std::string failure_;
    Dataset data_;
    int version_ = 0;
    LatestJob<Dataset> job_{"Read dataset"};
};

// Whether any label still has a clip: an empty dataset is a folder like any other.
bool has_clips(const std::filesystem::path& folder);

}  // namespace spotter
