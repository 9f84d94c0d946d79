#pragma once

#include <string>
#include <vector>

#include "ui/files/files_view.h"

// Made-up states of the file chooser, for the tests and for the gallery. What they list lives as
// long as the program.
namespace spotter {

// Two folders and a dozen videos, of which one is chosen.
FilesView sample_files();
// As many videos as a phone has in years.
FilesView many_files();

struct NamedFilesView {
    std::string name;
    FilesView view;
};

// Every state that the file chooser has.
std::vector<NamedFilesView> all_files_views();

}  // namespace spotter
