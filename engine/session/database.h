#pragma once

// SQLite's header and owners of its objects; only for sources of this folder.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "engine/core/error.h"
#include "engine/core/free_with.h"

namespace spotter {

// What SQLite could not do. `code` is its primary result code.
class DatabaseError : public Error {
  public:
    DatabaseError(const std::string& step, const std::string& subject, int result,
                  const std::string& cause);
    int code() const { return code_; }
    // The file is no database, or its contents make no sense.
    bool damaged() const { return code_ == SQLITE_CORRUPT || code_ == SQLITE_NOTADB; }

  private:
    int code_;
};

class Database;

// One prepared statement: bind(), then step() until it is false, then again. Columns count from
// 0, parameters from 1 in the order of bind()'s arguments.
class Statement {
  public:
    // Starts anew with these values; nothing (nullopt) is NULL.
    template <class... Values>
    Statement& bind(const Values&... values) {
        reset();
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }
    // Goes to the next row; false: there is none.
    bool step();
    // step() for what gives no rows.
    void run();

    std::int64_t integer(int column) const;
    int number(int column) const { return static_cast<int>(integer(column)); }
    double real(int column) const;
    std::string text(int column) const;
    // Valid until the next step.
    std::span<const std::uint8_t> blob(int column) const;
    bool is_null(int column) const;

  private:
    friend class Database;
    Statement(Database& database, std::string_view sql);
    void reset();
    void check(int result) const;
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, int value) { bind_one(index, std::int64_t{value}); }
    void bind_one(int index, bool value) { bind_one(index, std::int64_t{value ? 1 : 0}); }
    void bind_one(int index, std::size_t value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    void bind_one(int index, double value);
    // Text and blobs must live until the last step().
    void bind_one(int index, std::string_view value);
    void bind_one(int index, const std::string& value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, std::span<const std::uint8_t> value);
    template <class Value>
    void bind_one(int index, const std::optional<Value>& value) {
        if (value) bind_one(index, *value);  // after reset() a parameter is NULL
    }

    Database* database_;
    std::unique_ptr<sqlite3_stmt, FreeWith<sqlite3_finalize>> handle_;
};

// One connection, for one thread at a time. It waits up to two seconds for others' locks. All
// methods throw DatabaseError.
class Database {
  public:
    enum class Access { read_write, read_only };

    // read_write: makes the file (not its folder) where there is none. read_only: for a folder
    // that cannot be written to; nobody else may be writing.
    Database(const std::filesystem::path& file, Access access);
    Database(const Database&) = delete;  // statements know it by its address
    Database& operator=(const Database&) = delete;

    Statement prepare(std::string_view sql) { return {*this, sql}; }
    // Statements without parameters or results.
    void run(const std::string& sql);
    std::int64_t last_row_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
    std::int64_t scalar(std::string_view sql);
    const std::filesystem::path& file() const { return file_; }

  private:
    friend class Statement;
    [[noreturn]] void fail(int result) const;

    const std::filesystem::path file_;
    const char* step_;
    std::unique_ptr<sqlite3, FreeWith<sqlite3_close_v2>> handle_;
};

// Begins to write; what was not committed is undone by the destructor.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool done_ = false;
};

}  // namespace spotter
