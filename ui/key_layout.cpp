#include "ui/key_layout.h"

namespace spotter {

// GLFW's numbers of printing keys are the characters, letters as capitals.
int key_as_labelled(int key, const char* name) {
    const auto capital = [](int c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; };
    const auto is_letter = [](int c) { return c >= 'A' && c <= 'Z'; };
    const bool one = name && name[0] > ' ' && name[1] == '\0';
    if (!one || key < ' ' || key > '~') return key;
    const int labelled = capital(name[0]);
    return is_letter(labelled) || is_letter(key) ? labelled : key;
}

}  // namespace spotter
