#pragma once

#include <span>
#include <string>

#include "engine/session/database.h"

namespace spotter {

// The steps that make and change the database's tables; step n leads from version n to n + 1.
// Steps are never changed, only added.
std::span<const char* const> schema_steps();

// Brings the tables to the newest version, each step whole or not at all. Throws Error when the
// file is of a newer one, and leaves it as it is.
void migrate(Database& database, std::span<const char* const> steps = schema_steps());

// Throws Error unless the file has just this version; for databases that cannot be written to.
void check_version(Database& database);

}  // namespace spotter
