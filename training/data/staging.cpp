#include "training/data/staging.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "write dataset";
constexpr const char* kLockFile = ".lock";
constexpr const char* kJournal = "moves.txt";
constexpr std::string_view kPrefix = ".import-";

[[noreturn]] void fail(const fs::path& path, int error) {
    throw Error(kStep, path.string(), std::generic_category().message(error),
                "check the folder, its permissions and the free space");
}

// An open file that is locked; -1 when `wait` is false and somebody else holds it.
int open_locked(const fs::path& file, bool wait) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(file, errno);
    int result = 0;
    do {
        result = ::flock(descriptor, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result == 0) return descriptor;
    const int error = errno;
    ::close(descriptor);
    if (error != EWOULDBLOCK) fail(file, error);
    return -1;
}

// One line of the journal: where a file goes, and after a tab, where it was in the dataset.
std::string journal_line(const fs::path& dataset, const Staging::Move& move) {
    const std::string from = move.from.lexically_relative(dataset).generic_string();
    return move.to + (stays_in_dataset(from) ? "\t" + from : "") + "\n";
}

// Takes back what a commit moved that never came to its end: files that dataset.json does not
// name.
void undo_moves(const fs::path& dataset, const fs::path& journal) {
    std::ifstream in(journal);
    if (!in) return;
    std::set<std::string> listed;
    if (is_dataset(dataset)) {
        for (const DatasetClip& clip : read_dataset_list(dataset).clips) listed.insert(clip.file);
    }
    std::string line;
    std::error_code ignored;
    while (std::getline(in, line)) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const std::string file = line.substr(0, tab);
        if (!stays_in_dataset(file) || listed.contains(file)) continue;
        const std::string from = line.substr(std::min(tab + 1, line.size()));
        if (stays_in_dataset(from)) {
            fs::rename(dataset / file, dataset / from, ignored);
        } else {
            fs::remove(dataset / file, ignored);
        }
        fs::remove((dataset / file).parent_path(), ignored);  // if it is empty
    }
}

// With the dataset's lock held, so that no Staging is just being made.
void clean_up(const fs::path& dataset) {
    std::vector<fs::path> left;
    for (const fs::directory_entry& entry : fs::directory_iterator(dataset)) {
        if (entry.path().filename().string().starts_with(kPrefix)) left.push_back(entry.path());
    }
    for (const fs::path& folder : left) {
        const int lock = open_locked(folder / kLockFile, false);
        if (lock < 0) continue;  // at work
        undo_moves(dataset, folder / kJournal);
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        ::close(lock);
    }
}

}  // namespace

DatasetLock::DatasetLock(const fs::path& folder)
    : descriptor_(open_locked(folder / kLockFile, true)) {}

DatasetLock::~DatasetLock() {
    ::close(descriptor_);
}

Staging::Staging(const fs::path& dataset) : dataset_(dataset) {
    try {
        made_dataset_ = fs::create_directories(dataset_);
        const DatasetLock lock(dataset_);
        clean_up(dataset_);
        std::string name = (dataset_ / (std::string(kPrefix) + "XXXXXX")).string();
        if (::mkdtemp(name.data()) == nullptr) fail(dataset_, errno);
        path_ = name;
        lock_ = open_locked(path_ / kLockFile, true);
    } catch (const fs::filesystem_error& error) {
        fail(dataset_, error.code().value());
    }
}

Staging::~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    ::close(lock_);
    if (!made_dataset_ || is_dataset(dataset_)) return;
    fs::remove(dataset_ / kLockFile, ignored);
    fs::remove(dataset_, ignored);  // if it is empty
}

void Staging::commit(const std::vector<Move>& moves, const Dataset& after) {
    std::string journal;
    for (const Move& move : moves) journal += journal_line(dataset_, move);
    write_atomically(path_ / kJournal, journal, kStep);
    try {
        for (const Move& move : moves) {
            const fs::path target = dataset_ / move.to;
            fs::create_directories(target.parent_path());
            fs::rename(move.from, target);
        }
        write_dataset(after);
        std::error_code ignored;
        for (const Move& move : moves) fs::remove(move.from.parent_path(), ignored);  // if empty
    } catch (const fs::filesystem_error& error) {
        undo_moves(dataset_, path_ / kJournal);
        fail(dataset_, error.code().value());
    } catch (const Error&) {
        undo_moves(dataset_, path_ / kJournal);
        throw;
    }
}

}  // namespace spotter
