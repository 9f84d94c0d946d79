#include "engine/model/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "engine/model/json_fields.h"

// Note [safetensors]
// Eight bytes: the header's length, little-endian, at most 100,000,000 and inside the file. The
// header: JSON that starts with `{`, no key twice; `__metadata__` maps texts to texts; every other
// key is a tensor with dtype, shape and data_offsets [begin, end). Sizes are multiplied with
// overflow checks and must equal end - begin. In order of their offsets the tensors start at 0,
// touch each other, and end with the file. Nothing is allocated from a number in the header before
// it was compared with the size of the file.

namespace spotter {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors are used as they are stored");

constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kLengthBytes = 8;
constexpr const char* kCopyAgain = "copy the file again";

struct TypeInfo {
    DType type;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array<TypeInfo, 15> kTypes{{{DType::boolean, "BOOL", 1},
                                           {DType::u8, "U8", 1},
                                           {DType::i8, "I8", 1},
                                           {DType::f8_e5m2, "F8_E5M2", 1},
                                           {DType::f8_e4m3, "F8_E4M3", 1},
                                           {DType::i16, "I16", 2},
                                           {DType::u16, "U16", 2},
                                           {DType::f16, "F16", 2},
                                           {DType::bf16, "BF16", 2},
                                           {DType::i32, "I32", 4},
                                           {DType::u32, "U32", 4},
                                           {DType::f32, "F32", 4},
                                           {DType::i64, "I64", 8},
                                           {DType::u64, "U64", 8},
                                           {DType::f64, "F64", 8}}};

const TypeInfo& info_of(DType type) {
    return *std::find_if(kTypes.begin(), kTypes.end(),
                         [&](const TypeInfo& info) { return info.type == type; });
}

struct CloseFile {
    int handle;
    ~CloseFile() { ::close(handle); }
};

// The whole file, read-only.
std::pair<std::shared_ptr<const void>, std::size_t> mapped(const std::filesystem::path& path) {
    const std::string subject = path.string();
    const auto fail = [&](int code) {
        throw Error(kReadModel, subject, std::generic_category().message(code));
    };
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) fail(errno);
    const CloseFile closer{handle};
    struct stat status {};
    if (::fstat(handle, &status) != 0) fail(errno);
    if (!S_ISREG(status.st_mode)) throw Error(kReadModel, subject, "is not a file");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < kLengthBytes + 2) throw Error(kReadModel, subject, "is cut off", kCopyAgain);
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
    if (start == MAP_FAILED) fail(errno);
    return {std::shared_ptr<const void>(start, [size](void* s) { ::munmap(s, size); }), size};
}

struct Extent {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    const std::string* name = nullptr;
};

// Reads the header's JSON; `data_` are the bytes after it.
class HeaderReader {
  public:
    HeaderReader(std::string subject, std::span<const std::byte> data)
        : subject_(std::move(subject)), data_(data) {}

    std::map<std::string, TensorView> tensors(const nlohmann::json& header) {
        std::map<std::string, TensorView> all;
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__") continue;
            const auto at = all.emplace(name, tensor(name, entry)).first;
            extents_.back().name = &at->first;
        }
        check_extents();
        return all;
    }

    std::map<std::string, std::string> metadata(const nlohmann::json& header) const {
        std::map<std::string, std::string> all;
        const auto entry = header.find("__metadata__");
        if (entry == header.end()) return all;
        if (!entry->is_object()) fail("__metadata__", "is not an object");
        for (const auto& [key, value] : entry->items()) {
            if (!value.is_string()) fail("__metadata__", "holds something that is not a text");
            all.emplace(key, value.get<std::string>());
        }
        return all;
    }

  private:
    [[noreturn]] void fail(const std::string& name, const std::string& cause) const {
        throw Error(kReadModel, subject_, "tensor " + name.substr(0, 120) + " " + cause,
                    kCopyAgain);
    }

    TensorView tensor(const std::string& name, const nlohmann::json& entry) {
        if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") ||
            !entry.contains("shape") || !entry.contains("data_offsets")) {
            fail(name, "does not have exactly dtype, shape and data_offsets");
        }
        TensorView view;
        const nlohmann::json& dtype = entry["dtype"];
        const auto known = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeInfo& info) {
            return dtype.is_string() && dtype.get_ref<const std::string&>() == info.name;
        });
        if (known == kTypes.end()) fail(name, "has unknown dtype " + dtype.dump().substr(0, 40));
        view.type = known->type;
        const std::vector<std::uint64_t> offsets = whole_numbers(name, entry["data_offsets"]);
        if (offsets.size() != 2) fail(name, "does not have two data_offsets");
        const auto [begin, end] = std::pair{offsets[0], offsets[1]};
        if (end < begin || end > data_.size()) fail(name, "lies outside the file");
        std::uint64_t bytes = known->bytes;
        for (const std::uint64_t side : whole_numbers(name, entry["shape"])) {
            if (__builtin_mul_overflow(bytes, side, &bytes) || side > INT64_MAX) {
                fail(name, "has a shape that is too large");
            }
            view.shape.push_back(static_cast<std::int64_t>(side));
        }
        if (bytes != end - begin) fail(name, "has a shape that disagrees with its size");
        view.bytes = data_.subspan(begin, end - begin);
        extents_.push_back({begin, end, nullptr});
        return view;
    }

    std::vector<std::uint64_t> whole_numbers(const std::string& name,
                                             const nlohmann::json& list) const {
        std::vector<std::uint64_t> numbers;
        if (!list.is_array()) fail(name, "has a shape or data_offsets that is not a list");
        for (const nlohmann::json& value : list) {
            if (!value.is_number_unsigned()) {
                fail(name, "has a shape or data_offsets that is not a whole number: " +
                               value.dump().substr(0, 40));
            }
            numbers.push_back(value.get<std::uint64_t>());
        }
        return numbers;
    }

    void check_extents() {
        std::sort(extents_.begin(), extents_.end(), [](const Extent& a, const Extent& b) {
            return std::pair{a.begin, a.end} < std::pair{b.begin, b.end};
        });
        std::uint64_t end = 0;
        for (const Extent& extent : extents_) {
            if (extent.begin < end) fail(*extent.name, "overlaps another tensor");
            if (extent.begin > end) fail(*extent.name, "leaves a hole before it");
            end = extent.end;
        }
        if (end != data_.size()) {
            throw Error(kReadModel, subject_, "has bytes that belong to no tensor", kCopyAgain);
        }
    }

    std::string subject_;
    std::span<const std::byte> data_;
    std::vector<Extent> extents_;
};

// Whether the exponent of some value is all ones: infinite or not a number.
template <class Bits>
bool exponents_are_finite(std::span<const std::byte> bytes, Bits exponent) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(Bits)) {
        Bits value{};  // copied, because tensors need not be aligned in the file
        std::memcpy(&value, bytes.data() + at, sizeof value);
        if ((value & exponent) == exponent) return false;
    }
    return true;
}

}  // namespace

std::size_t byte_size(DType type) {
    return info_of(type).bytes;
}

std::string_view to_string(DType type) {
    return info_of(type).name;
}

std::string shape_text(std::span<const std::int64_t> shape) {
    std::string text = "[";
    for (const std::int64_t side : shape) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(side);
    }
    return text + "]";
}

bool all_finite(const TensorView& tensor) {
    switch (tensor.type) {
        case DType::f16:
            return exponents_are_finite<std::uint16_t>(tensor.bytes, 0x7c00);
        case DType::bf16:
            return exponents_are_finite<std::uint16_t>(tensor.bytes, 0x7f80);
        case DType::f32:
            return exponents_are_finite<std::uint32_t>(tensor.bytes, 0x7f800000);
        case DType::f64:
            return exponents_are_finite<std::uint64_t>(tensor.bytes, 0x7ff0000000000000);
        default:
            return true;
    }
}

SafeTensors::SafeTensors(const std::filesystem::path& path) : path_(path) {
    const std::string subject = path.string();
    auto [mapping, size] = mapped(path);
    mapping_ = std::move(mapping);
    const std::span file(static_cast<const std::byte*>(mapping_.get()), size);
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), kLengthBytes);
    if (length > kMaxHeaderBytes) {
        throw Error(kReadModel, subject,
                    "claims a header of " + std::to_string(length) + " bytes; it is no safetensors",
                    kCopyAgain);
    }
    if (length > size - kLengthBytes) {
        throw Error(kReadModel, subject, "header is cut off", kCopyAgain);
    }
    const auto text = file.subspan(kLengthBytes, length);
    if (text.empty() || text.front() != std::byte{'{'}) {
        throw Error(kReadModel, subject, "header does not start with {; it is no safetensors",
                    kCopyAgain);
    }
    const nlohmann::json header =
        parse_json({reinterpret_cast<const char*>(text.data()), text.size()}, subject);
    HeaderReader reader(subject, file.subspan(kLengthBytes + length));
    metadata_ = reader.metadata(header);
    tensors_ = reader.tensors(header);
}

const TensorView* SafeTensors::find(const std::string& name) const {
    const auto at = tensors_.find(name);
    return at == tensors_.end() ? nullptr : &at->second;
}

}  // namespace spotter
