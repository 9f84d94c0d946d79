#pragma once

#include <string>

// What is told large and, if the user likes, heard.
namespace spotter {

enum class FlashKind { rep, set_done, rest_over, go };

// What fills the screen for a moment.
struct FlashView {
    FlashKind kind = FlashKind::rep;
    std::string large;    // a number
    std::string caption;  // may be empty
    float strength = 1;   // fades to 0
};

// What flashes.
enum class FlashChoice { nothing, sets, everything };

constexpr const char* to_string(FlashChoice choice) {
    return choice == FlashChoice::nothing ? "nothing"
           : choice == FlashChoice::sets  ? "sets"
                                          : "everything";
}

}  // namespace spotter
