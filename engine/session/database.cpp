#include "engine/session/database.h"

namespace spotter {
namespace {

constexpr int kBusyTimeoutMs = 2000;

const char* remedy_for(int code) {
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program holds it; close that";
        case SQLITE_FULL:
        case SQLITE_IOERR:
            return "free some space and check the disk";
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return "choose a folder that you may write to with --data-dir";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "bring back a copy of it, or let Spotter begin a new one";
        default:
            return "";
    }
}

int primary(int result) {
    constexpr int kPrimaryBits = 0xff;
    return result & kPrimaryBits;
}

// A file name as part of SQLite's URI.
std::string uri_path(const std::filesystem::path& file) {
    std::string out;
    for (const char c : std::filesystem::absolute(file).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr char kDigits[] = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', kDigits[byte / 16], kDigits[byte % 16]};
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

DatabaseError::DatabaseError(const std::string& step, const std::string& subject, int result,
                             const std::string& cause)
    : Error(step, subject, cause, remedy_for(primary(result))), code_(primary(result)) {}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    sqlite3_stmt* handle = nullptr;
    const int result = sqlite3_prepare_v3(database.handle_.get(), sql.data(),
                                          static_cast<int>(sql.size()), 0, &handle, nullptr);
    handle_.reset(handle);
    check(result);
}

bool Statement::step() {
    const int result = sqlite3_step(handle_.get());
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) {
        try {
            database_->fail(result);
        } catch (...) {
            // Else it would keep the transaction from being undone.
            sqlite3_reset(handle_.get());
            throw;
        }
    }
    sqlite3_reset(handle_.get());
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(handle_.get(), column);
}

std::string Statement::text(int column) const {
    const auto bytes = blob(column);
    return {bytes.begin(), bytes.end()};
}

std::span<const std::uint8_t> Statement::blob(int column) const {
    const void* data = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

void Statement::check(int result) const {
    if (result != SQLITE_OK) database_->fail(result);
}

void Statement::bind_one(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value));
}

void Statement::bind_one(int index, double value) {
    check(sqlite3_bind_double(handle_.get(), index, value));
}

void Statement::bind_one(int index, std::string_view value) {
    // A null pointer would be NULL.
    const char* data = value.empty() ? "" : value.data();
    check(
        sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_one(int index, std::span<const std::uint8_t> value) {
    check(sqlite3_bind_blob64(handle_.get(), index, value.data(), value.size(), SQLITE_STATIC));
}

Database::Database(const std::filesystem::path& file, Access access)
    : file_(file), step_(access == Access::read_only ? "read sessions" : "keep sessions") {
    const bool read_only = access == Access::read_only;
    const std::string uri = "file:" + uri_path(file) + (read_only ? "?immutable=1" : "");
    const int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
        (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (result != SQLITE_OK) fail(result);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    if (!read_only) {
        // Saying it again would be written.
        constexpr int kIncremental = 2;
        if (scalar("PRAGMA auto_vacuum") != kIncremental) run("PRAGMA auto_vacuum=INCREMENTAL");
        // FULL, at two commits a second: a pulled plug loses no more than kill -9.
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
    }
}

void Database::run(const std::string& sql) {
    const int result = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result);
}

std::int64_t Database::scalar(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

void Database::fail(int result) const {
    if (primary(result) == SQLITE_NOMEM) throw std::bad_alloc();
    const std::string cause =
        handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(primary(result));
    throw DatabaseError(step_, file_.string(), result, cause);
}

Transaction::Transaction(Database& database) : database_(database) {
    database.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (done_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const std::exception&) {
        // Some failures have undone it already.
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    done_ = true;
}

}  // namespace spotter
