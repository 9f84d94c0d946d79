#include "training/data/zip_directory.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <numeric>
#include <optional>
#include <string_view>
#include <system_error>

#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace spotter {
namespace {

constexpr std::uint32_t kLocal = 0x04034b50;
constexpr std::uint32_t kCentral = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint32_t kEnd64 = 0x06064b50;
constexpr std::uint32_t kEnd64Locator = 0x07064b50;
constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint64_t kLongestComment = 65535;
constexpr std::uint64_t kMostDirectoryBytes = 256U << 20;

// Little-endian numbers of a piece of the file; reading beyond its end throws Error.
class Bytes {
  public:
    Bytes(std::string_view bytes, const std::filesystem::path& file) : left_(bytes), file_(file) {}

    std::string_view take(std::uint64_t count) {
        if (count > left_.size()) damaged();
        const std::string_view taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }
    std::uint64_t number(std::uint64_t bytes) {
        std::uint64_t value = 0;
        const std::string_view digits = take(bytes);
        for (std::size_t i = digits.size(); i-- > 0;) {
            value = value << 8 | static_cast<unsigned char>(digits[i]);
        }
        return value;
    }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    bool empty() const { return left_.empty(); }
    std::size_t left() const { return left_.size(); }
    [[noreturn]] void damaged() const {
        throw Error("read archive", file_.string(), "its directory is damaged or cut off",
                    "copy or download it again");
    }

  private:
    std::string_view left_;
    const std::filesystem::path& file_;
};

// The file, by place.
class ZipFile {
  public:
    explicit ZipFile(const std::filesystem::path& file) : file_(file), in_(file, std::ios::binary) {
        const std::error_code cause(errno, std::generic_category());
        if (!in_) {
            throw Error("read archive", file.string(), "cannot be read (" + cause.message() + ")",
                        "check its name and its permissions");
        }
        size_ = size_of(file);
    }
    std::uint64_t size() const { return size_; }
    const std::filesystem::path& path() const { return file_; }
    std::string read(std::uint64_t at, std::uint64_t count) {
        if (at > size_ || count > size_ - at) Bytes("", file_).damaged();
        std::string bytes(count, '\0');
        in_.clear();
        in_.seekg(static_cast<std::streamoff>(at));
        in_.read(bytes.data(), static_cast<std::streamsize>(count));
        if (!in_) throw Error("read archive", file_.string(), "cannot be read");
        return bytes;
    }

  private:
    static std::uint64_t size_of(const std::filesystem::path& file) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(file, error);
        return error ? 0 : size;
    }
    const std::filesystem::path& file_;
    std::ifstream in_;
    std::uint64_t size_ = 0;
};

// Where the central directory lies.
struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t size = 0;
    std::uint64_t begin = 0;
};

// Of the last end record whose comment reaches the file's end.
std::uint64_t find_end(ZipFile& file) {
    const std::uint64_t reach = std::min(file.size(), kEndBytes + kLongestComment);
    const std::uint64_t from = file.size() - reach;
    const std::string tail = file.read(from, reach);
    for (std::uint64_t at = reach >= kEndBytes ? reach - kEndBytes + 1 : 0; at-- > 0;) {
        Bytes record(std::string_view(tail).substr(at, kEndBytes), file.path());
        if (record.u32() != kEnd) continue;
        record.take(16);
        if (at + kEndBytes + record.u16() == reach) return from + at;
    }
    throw Error("read archive", file.path().string(), "is no ZIP archive, or it is cut off",
                "copy or download it again");
}

std::optional<Directory> read_end64(ZipFile& file, std::uint64_t end) {
    constexpr std::uint64_t kLocatorBytes = 20;
    if (end < kLocatorBytes) return std::nullopt;
    const std::string locator = file.read(end - kLocatorBytes, kLocatorBytes);
    Bytes place(locator, file.path());
    if (place.u32() != kEnd64Locator) return std::nullopt;
    place.take(4);
    const std::string record = file.read(place.u64(), 56);
    Bytes bytes(record, file.path());
    if (bytes.u32() != kEnd64) bytes.damaged();
    bytes.take(20);
    Directory directory;
    if (bytes.u64() != (directory.entries = bytes.u64())) bytes.damaged();
    directory.size = bytes.u64();
    directory.begin = bytes.u64();
    return directory;
}

Directory find_directory(ZipFile& file, std::uint64_t& end) {
    end = find_end(file);
    const std::string record = file.read(end, kEndBytes);
    Bytes bytes(record, file.path());
    bytes.take(8);
    Directory directory;
    if (bytes.u16() != (directory.entries = bytes.u16())) bytes.damaged();
    directory.size = bytes.u32();
    directory.begin = bytes.u32();
    if (const auto larger = read_end64(file, end)) directory = *larger;
    if (directory.begin > end || directory.size > end - directory.begin) bytes.damaged();
    return directory;
}

// Sizes and place that do not fit 32 bits stand in an extra field, in this order.
void read_zip64(std::string_view extra, ZipRecord& record, const std::filesystem::path& file) {
    Bytes fields(extra, file);
    while (!fields.empty()) {
        const std::uint16_t id = fields.u16();
        Bytes field(fields.take(fields.u16()), file);
        if (id != 1) continue;
        for (std::uint64_t* value : {&record.inflated, &record.packed, &record.begin}) {
            if (*value == 0xffffffff) *value = field.u64();
        }
    }
}

ZipRecord read_record(Bytes& bytes, const std::filesystem::path& file) {
    if (bytes.u32() != kCentral) bytes.damaged();
    ZipRecord record;
    const std::uint16_t made_by = bytes.u16();
    bytes.take(2);
    record.flags = bytes.u16();
    record.method = bytes.u16();
    bytes.take(8);  // time, date, CRC
    record.packed = bytes.u32();
    record.inflated = bytes.u32();
    const std::uint16_t name = bytes.u16();
    const std::uint16_t extra = bytes.u16();
    const std::uint16_t comment = bytes.u16();
    bytes.take(4);  // disk, internal attributes
    const std::uint32_t attributes = bytes.u32();
    record.begin = bytes.u32();
    constexpr int kUnix = 3;
    constexpr int kMac = 19;
    if (const int host = made_by >> 8; host == kUnix || host == kMac) {
        record.mode = attributes >> 16;
    }
    record.name = bytes.take(name);
    read_zip64(bytes.take(extra), record, file);
    const bool says_utf8 = (record.flags & 1U << 11) != 0;
    record.odd_name = says_utf8 && !is_valid_utf8(record.name);
    const std::string_view remark = bytes.take(comment);
    record.odd_comment = says_utf8 && !is_valid_utf8(remark);
    return record;
}

// Finds where the entry ends, and whether its local header says what the directory says.
void read_local_header(ZipRecord& record, ZipFile& file) {
    constexpr std::uint64_t kLocalBytes = 30;
    record.end = record.begin;
    record.contradicts = true;
    if (record.begin > file.size() || file.size() - record.begin < kLocalBytes) return;
    const std::string header = file.read(record.begin, kLocalBytes);
    Bytes bytes(header, file.path());
    if (bytes.u32() != kLocal) return;
    bytes.take(2);
    const std::uint16_t flags = bytes.u16();
    const std::uint16_t method = bytes.u16();
    bytes.take(8);  // time, date, CRC
    const std::uint64_t packed = bytes.u32();
    bytes.take(4);
    const std::uint64_t name = bytes.u16();
    const std::uint64_t data = record.begin + kLocalBytes + name + bytes.u16();
    if (data > file.size() || record.packed > file.size() - data) return;
    record.end = data + record.packed;
    constexpr std::uint16_t kSizesFollow = 1U << 3;
    const bool same_size =
        (flags & kSizesFollow) != 0 || packed == 0xffffffff || packed == record.packed;
    record.contradicts = method != record.method || !same_size ||
                         file.read(record.begin + kLocalBytes, name) != record.name;
}

void mark_overlaps(std::vector<ZipRecord>& records, std::uint64_t directory) {
    std::vector<std::size_t> order(records.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return records[a].begin < records[b].begin; });
    std::size_t widest = 0;  // of those before, the one that reaches furthest
    for (std::size_t i = 0; i < order.size(); ++i) {
        ZipRecord& record = records[order[i]];
        if (record.end > directory) record.overlaps = true;
        if (i == 0) {
            widest = order[i];
            continue;
        }
        if (record.begin < records[widest].end) {
            record.overlaps = true;
            records[widest].overlaps = true;
        }
        if (record.end > records[widest].end) widest = order[i];
    }
}

}  // namespace

std::vector<ZipRecord> read_zip_directory(const std::filesystem::path& path,
                                          std::size_t most_entries) {
    ZipFile file(path);
    std::uint64_t end = 0;
    const Directory directory = find_directory(file, end);
    if (directory.entries > most_entries || directory.size > kMostDirectoryBytes) {
        throw Error("read archive", path.string(),
                    "it has more than " + std::to_string(most_entries) + " entries",
                    "unpack it, and name the folder");
    }
    const std::string central = file.read(directory.begin, directory.size);
    Bytes bytes(central, path);
    std::vector<ZipRecord> records;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        const std::uint64_t listed = directory.begin + central.size() - bytes.left();
        records.push_back(read_record(bytes, path));
        records.back().listed = listed;
        read_local_header(records.back(), file);
    }
    if (!bytes.empty()) bytes.damaged();
    mark_overlaps(records, directory.begin);
    return records;
}

}  // namespace spotter
