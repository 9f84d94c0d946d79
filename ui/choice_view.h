#pragma once

#include <string>
#include <vector>

namespace spotter {

// One way to choose among several: sources, models, devices, datasets.
struct ChoiceView {
    struct Item {
        std::string name;
        std::string detail = {};  // second line, may be empty
    };
    std::vector<Item> items;
    int current = -1;   // -1: none
    bool busy = false;  // the chosen one is being opened or loaded
};

// How a row of a list was clicked: alone, with Ctrl, with Shift.
enum class RowClick { only, toggle, range };

}  // namespace spotter
