#pragma once

#include "ui/fields.h"
#include "ui/files/files_view.h"
#include "ui/rect.h"

// The parts of the file chooser.
namespace spotter {

// What has the keyboard: the field of the path, or the one that is typed into otherwise.
struct FilesFocus {
    TextEdit path;
    TextEdit typed;  // filter, or name of the file to save
};

// What the folder holds, or why nothing can be shown.
void draw_files_list(const FilesView& view, const Rect& area, FilesActions& actions);

// Arrows, Enter, Backspace, Escape.
void read_files_keys(const FilesView& view, const FilesFocus& focus, FilesActions& actions);

}  // namespace spotter
