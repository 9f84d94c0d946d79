#include "app/hub/hub_listing.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/hub/file_hash.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostTextBytes = 16ULL << 20;
constexpr std::uint64_t kMostWeightBytes = 8ULL << 30;
constexpr std::uint64_t kMostBytes = 16ULL << 30;
constexpr std::array<std::string_view, 6> kTextFiles = {"config.json",
                                                        "model.safetensors.index.json",
                                                        "preprocessor_config.json",
                                                        "spotter.json",
                                                        "README.md",
                                                        "LICENSE"};

bool is_text(const std::string& name) {
    return std::find(kTextFiles.begin(), kTextFiles.end(), name) != kTextFiles.end();
}

bool is_weights(const std::string& name) {
    static const std::regex shard(R"(model(-\d{5}-of-\d{5})?\.safetensors)");
    return std::regex_match(name, shard);
}

// A member of `object` of the wanted kind, or `otherwise`.
template <class Value>
Value value_of(const json& object, const char* key, const Value& otherwise) {
    const auto at = object.find(key);
    if (at == object.end() || at->is_null()) return otherwise;
    return at->get<Value>();
}

HubFile file_of(const json& sibling) {
    HubFile file;
    file.name = sibling.at("rfilename").get<std::string>();
    file.size = value_of<std::uint64_t>(sibling, "size", 0);
    file.hash = value_of<std::string>(sibling, "blobId", "");
    if (const auto lfs = sibling.find("lfs"); lfs != sibling.end() && lfs->is_object()) {
        file.hash = value_of<std::string>(*lfs, "sha256", "");
        file.size = value_of<std::uint64_t>(*lfs, "size", file.size);
    }
    if (!is_hash(file.hash)) file.hash.clear();
    return file;
}

void check(const HubListing& listing, bool pickled, const std::string& model) {
    const auto has = [&](auto&& fits) {
        return std::any_of(listing.files.begin(), listing.files.end(),
                           [&](const HubFile& file) { return fits(file.name); });
    };
    if (!has([](const std::string& name) { return name == "config.json"; })) {
        throw Error(kPull, model, "it has no config.json, so it is no model of transformers",
                    "choose a VideoMAE classifier");
    }
    if (!has(is_weights)) {
        throw Error(kPull, model,
                    pickled ? "its weights are pickled, which can run code when they are read"
                            : "it has no model.safetensors",
                    "ask its owner for safetensors, or convert it with transformers");
    }
    for (const HubFile& file : listing.files) {
        if (file.size > (is_text(file.name) ? kMostTextBytes : kMostWeightBytes)) {
            throw Error(kPull, model, file.name + " is too large", "choose a smaller model");
        }
    }
    if (listing.bytes() > kMostBytes) {
        throw Error(kPull, model, "it is larger than 16 GB", "choose a smaller model");
    }
}

}  // namespace

std::uint64_t HubListing::bytes() const {
    std::uint64_t sum = 0;
    for (const HubFile& file : files) sum += file.size;
    return sum;
}

HubListing listing_from_json(const std::string& text, const std::string& model) {
    HubListing listing;
    bool pickled = false;
    try {
        const json answer = json::parse(text);
        listing.commit = answer.at("sha").get<std::string>();
        for (const json& sibling : answer.at("siblings")) {
            HubFile file = file_of(sibling);
            pickled = pickled || file.name == "pytorch_model.bin";
            if (is_text(file.name) || is_weights(file.name)) listing.files.push_back(file);
        }
    } catch (const json::exception&) {
        throw Error(kPull, model, "the server's answer is not the Hub's",
                    "check HF_ENDPOINT, and whether a proxy wants a login");
    }
    if (listing.commit.size() != 40 || !is_hash(listing.commit)) {
        throw Error(kPull, model, "the server's answer names no commit", "check HF_ENDPOINT");
    }
    check(listing, pickled, model);
    return listing;
}

}  // namespace spotter
