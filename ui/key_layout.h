#pragma once

namespace spotter {

// The key that says what is written on the one that was pressed: GLFW names keys by their place on
// an American keyboard, where a German one has Y in the place of Z. `name` is what GLFW calls it
// (glfwGetKeyName; may be null). Only letters move, so that digits stay where they are on keyboards
// that need Shift for them.
int key_as_labelled(int key, const char* name);

}  // namespace spotter
