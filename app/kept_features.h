#pragma once

#include "app/paths.h"
#include "engine/model/model_folder.h"
#include "training/data/disk_cache.h"
#include "training/fit/feature_store.h"

namespace spotter {

// What a base model's encoder said of clips, in the user's cache: kept by the model's weights, so
// that another model of the same name has its own. One thread.
class KeptFeatures : public FeatureStore {
  public:
    // Reads the base's weights once. Throws Error when they cannot be read.
    KeptFeatures(const Paths& paths, const ModelInfo& base);

    std::string key(std::string_view settings, std::span<const std::uint8_t> pixels) override;
    std::optional<std::string> find(const std::string& key) override { return disk_.find(key); }
    void put(const std::string& key, std::string_view bytes) override { disk_.put(key, bytes); }

  private:
    DiskCache disk_;
    std::string encoder_;
};

}  // namespace spotter
