#pragma once

#include <filesystem>

#include "engine/session/database.h"

namespace spotter::test {

// Another program that writes into the file, for as long as it lives.
struct Held {
    explicit Held(const std::filesystem::path& data)
        : database(data / "spotter.sqlite", Database::Access::read_write) {}
    Database database;
    Transaction transaction{database};
};

}  // namespace spotter::test
