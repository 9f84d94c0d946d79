#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace spotter::test {

struct Finished {
    int code = -1;  // of the exit; 128 + N when signal N ended it
    std::string out;
    std::string err;
};

// How many lines; the last one may lack its end.
std::size_t lines_in(const std::string& text);

struct Environment {
    // Names and values that replace or add to this process's.
    std::vector<std::pair<std::string, std::string>> values;
    std::optional<std::filesystem::path> standard_output;  // a file to write to instead
    std::string standard_input;
    std::optional<std::filesystem::path> program;  // a copy of it to start instead
    bool silent_input = false;                     // standard input says nothing and never ends
};

// The built program in a process of its own, without a display and with folders of its own in
// `home`. The destructor ends it.
class Program {
  public:
    Program(const std::filesystem::path& home, const std::vector<std::string>& arguments,
            const Environment& environment = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void signal(int number) const;
    // What it wrote so far.
    std::string output() const;
    // Waits until `holds`, or until it has ended by itself; false then.
    template <class Condition>
    bool wait_until(Condition holds) {
        while (!holds()) {
            if (ended()) return false;
            pause();
        }
        return true;
    }
    Finished wait();

  private:
    bool ended();
    static void pause();

    std::filesystem::path out_;
    std::filesystem::path err_;
    pid_t process_ = -1;
    std::optional<int> status_;
};

Finished run_program(const std::filesystem::path& home, const std::vector<std::string>& arguments,
                     const Environment& environment = {});

}  // namespace spotter::test
