#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/choice_view.h"
#include "ui/icons.h"

// Everything that the file chooser shows, and everything that a user can ask for on it.
namespace spotter {

// A file or folder of the folder that is looked into.
struct FileRow {
    std::string name;
    bool folder = false;
    std::uint64_t bytes = 0;     // of a file
    std::int64_t changed_s = 0;  // of a file: seconds since 1970
    Icon icon = Icon::file;
    std::string folded = {};  // the name without case, which the filter looks at
};

// Where files often are.
struct FilePlace {
    std::string name;  // "Downloads"
    std::string path;
    Icon icon = Icon::folder;
};

struct FilesView {
    std::string title;  // "Choose a video"
    std::vector<FilePlace> places;
    std::string folder;     // the path of what is listed
    std::string path_text;  // what stands in the field of the path
    int version = 0;        // another one: the fields begin anew with what stands here

    bool reading = false;  // it takes a while
    std::string read;      // how far: "1200 so far"
    std::string failure;   // why nothing is listed, one line; empty: nothing failed
    const std::vector<FileRow>* rows = nullptr;
    const std::vector<int>* shown = nullptr;  // indices into rows that the filter lets through
    std::vector<bool> chosen;                 // of each of rows
    int cursor = -1;                          // index into shown
    bool show_cursor = false;                 // scroll to where it is
    std::string filter;
    std::vector<std::string> kinds;  // of files: what is wanted, and all; fewer: no choice
    int kind = 0;

    std::string status;               // "3 folders, 12 files"
    bool warning = false;             // the status is one
    std::optional<std::string> name;  // of the file to save; nothing: files are there already
    std::string button;               // "Open"
    bool ready = false;               // it can be pressed
    bool asking = false;              // whether to replace the file that the status names
    bool can_make = false;            // a folder in this one
    std::optional<std::string> folder_name;  // of one that is made; nothing: none is
};

struct FilesActions {
    std::optional<std::string> path_text;
    bool go_to_path = false;   // what stands in its field
    std::optional<int> place;  // index into places
    bool parent = false;
    std::optional<std::string> filter;
    std::optional<int> kind;
    std::optional<int> row;  // index into shown
    RowClick click = RowClick::only;
    int move = 0;         // the cursor by so many rows
    bool extend = false;  // what is chosen, to where it is moved
    bool enter = false;   // what is under the cursor: go into the folder, or choose the file
    bool choose_all = false;
    std::optional<std::string> name;
    bool choose = false;      // the button
    bool replace = false;     // the answers to the question
    bool keep = false;        // also: no folder is made
    bool new_folder = false;  // one is wanted
    std::optional<std::string> folder_name;
    bool make_folder = false;  // of that name
    bool close = false;
};

}  // namespace spotter
