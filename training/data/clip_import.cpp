#include "training/data/clip_import.h"

#include <algorithm>
#include <system_error>

#include "engine/core/error.h"
#include "training/data/importer.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import clips";

// Folders that lie in each other would be read while they are written.
void check_apart(const fs::path& source, const fs::path& dataset) {
    std::error_code error;
    const fs::path from = fs::weakly_canonical(source, error);
    const fs::path to = fs::weakly_canonical(dataset, error);
    const auto inside = [](const fs::path& inner, const fs::path& outer) {
        return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
               outer.end();
    };
    if (fs::is_directory(from, error) && (inside(from, to) || inside(to, from))) {
        throw Error(kStep, source.string(), "the dataset and it lie in each other",
                    "name another folder for the dataset");
    }
}

// Of sources or of labelled videos.
template <class What>
ImportReport import_all(const What& what, const fs::path& dataset, const ClipImportOptions& options,
                        JobToken& token) {
    try {
        return Importer(dataset, options, token).run(what);
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, dataset.string(), error.code().message(),
                    "check the folder, its permissions and the free space");
    }
}

}  // namespace

ImportReport import_clips(const std::vector<fs::path>& sources, const fs::path& dataset,
                          const ClipImportOptions& options, JobToken& token) {
    check_wanted(options.label, options.spans);
    for (const fs::path& source : sources) check_apart(source, dataset);
    return import_all(sources, dataset, options, token);
}

ImportReport import_labelled(const std::vector<LabelledVideo>& videos, const fs::path& dataset,
                             const ClipImportOptions& options, JobToken& token) {
    return import_all(videos, dataset, options, token);
}

}  // namespace spotter
