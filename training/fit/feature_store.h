#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace spotter {

// Keeps what a frozen encoder said of a clip, so that it is not asked again. One thread.
class FeatureStore {
  public:
    virtual ~FeatureStore() = default;
    // The key of what one encoder, which the store stands for, says of a clip with these plain
    // pictures, found in the way that `settings` names.
    virtual std::string key(std::string_view settings, std::span<const std::uint8_t> pixels) = 0;
    // The bytes that were put under the key; nothing when there are none.
    virtual std::optional<std::string> find(const std::string& key) = 0;
    // What cannot be kept is not; never throws.
    virtual void put(const std::string& key, std::string_view bytes) = 0;
};

}  // namespace spotter
