#include "engine/model/safetensors_writer.h"

#include <array>
#include <bit>
#include <set>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/model/json_fields.h"

namespace spotter {
namespace {

constexpr std::size_t kAlignment = 8;

void check(const NamedView& entry, const std::string& subject, const std::string& step) {
    std::uint64_t bytes = byte_size(entry.tensor.type);
    bool right = !entry.name.empty() && entry.name != "__metadata__";
    for (const std::int64_t side : entry.tensor.shape) {
        right = right && side >= 0 &&
                !__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(side), &bytes);
    }
    if (!right || bytes != entry.tensor.bytes.size()) {
        throw Error(step, subject, "tensor " + entry.name + " does not fit its shape");
    }
}

// Eight bytes of length, then JSON padded with spaces.
std::string header_of(const std::vector<NamedView>& tensors,
                      const std::map<std::string, std::string>& metadata) {
    nlohmann::ordered_json header;
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::size_t end = 0;
    for (const NamedView& entry : tensors) {
        const std::size_t begin = end;
        end += entry.tensor.bytes.size();
        header[entry.name] = {{"dtype", to_string(entry.tensor.type)},
                              {"shape", entry.tensor.shape},
                              {"data_offsets", {begin, end}}};
    }
    std::string json = header.dump();
    json.resize((json.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
    const auto length = std::bit_cast<std::array<char, 8>>(static_cast<std::uint64_t>(json.size()));
    return std::string(length.begin(), length.end()) + json;
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, const std::vector<NamedView>& tensors,
                       const std::map<std::string, std::string>& metadata,
                       const std::string& step) {
    static_assert(std::endian::native == std::endian::little, "tensors are written as they are");
    const std::string subject = path.string();
    std::set<std::string> names;
    for (const NamedView& entry : tensors) {
        check(entry, subject, step);
        if (!names.insert(entry.name).second) {
            throw Error(step, subject, "tensor " + entry.name + " stands twice");
        }
    }
    AtomicFile file(path, step);
    file.write(header_of(tensors, metadata));
    for (const NamedView& entry : tensors) file.write(entry.tensor.bytes);
    file.keep();
}

}  // namespace spotter
