#include "app/zip_writer.h"

#include <memory>
#include <system_error>

#include <zip.h>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "write archive";
constexpr const char* kRemedy = "check the folder, its permissions and the free space";

struct DiscardZip {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

std::string cause_of(int code) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

void add_file(zip_t* archive, const fs::path& target, const fs::path& file,
              const std::string& name) {
    zip_source_t* source = zip_source_file(archive, file.c_str(), 0, -1);
    const zip_int64_t index =
        source == nullptr ? -1 : zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        if (source != nullptr) zip_source_free(source);
        throw Error(kStep, target.string(), zip_strerror(archive), kRemedy);
    }
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

}  // namespace

void write_zip(const fs::path& target, const std::vector<fs::path>& files,
               const std::string& folder) {
    // libzip writes beside the file it was given and renames when it is closed.
    int code = 0;
    std::unique_ptr<zip_t, DiscardZip> archive(
        zip_open(target.c_str(), ZIP_CREATE | ZIP_EXCL, &code));
    if (!archive) throw Error(kStep, target.string(), cause_of(code), kRemedy);
    for (const fs::path& file : files) {
        add_file(archive.get(), target, file, folder + "/" + file.filename().string());
    }
    if (zip_close(archive.get()) != 0) {
        throw Error(kStep, target.string(), zip_strerror(archive.get()), kRemedy);
    }
    archive.release();
}

}  // namespace spotter
