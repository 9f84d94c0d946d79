#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spotter {

inline constexpr const char* kPull = "pull model";

// One file of a model on the Hub.
struct HubFile {
    std::string name;
    std::uint64_t size = 0;
    std::string hash;  // as has_hash() takes it; empty: the server tells it with the file
};

// A model on the Hub at one commit: the files that are worth fetching.
struct HubListing {
    std::string commit;
    std::vector<HubFile> files;

    std::uint64_t bytes() const;
};

// What the Hub's API answers about a model (`/api/models/OWNER/NAME/revision/REVISION?blobs=true`):
// config, preprocessor, safetensors with their index, spotter.json, README and LICENSE; all else
// is left out. Throws Error when it is not such an answer, when a file is too large, or when there
// are no weights as safetensors.
HubListing listing_from_json(const std::string& text, const std::string& model);

}  // namespace spotter
