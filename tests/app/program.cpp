#include "tests/app/program.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char** environ;

namespace spotter::test {
namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> environment_of(const std::filesystem::path& home,
                                        const Environment& changes) {
    std::map<std::string, std::string> values;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const std::size_t split = text.find('=');
        values[text.substr(0, split)] = text.substr(split + 1);
    }
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "SPOTTER_DATA_DIR", "SPOTTER_ASSETS",
                             "XDG_DATA_HOME", "XDG_CONFIG_HOME"}) {
        values.erase(name);
    }
    values["HOME"] = home.string();
    // What others left there is none of it.
    values["TMPDIR"] = home.string();
    // Compiled pose models are the same for every test.
    values["XDG_CACHE_HOME"] = SPOTTER_TEST_CACHE;
    for (const auto& [name, value] : changes.values) values[name] = value;
    std::vector<std::string> out;
    for (const auto& [name, value] : values) out.push_back(name + "=" + value);
    return out;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

std::size_t lines_in(const std::string& text) {
    const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return ends + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

Program::Program(const std::filesystem::path& home, const std::vector<std::string>& arguments,
                 const Environment& environment)
    : out_(environment.standard_output.value_or(home / "standard-output")),
      err_(home / "standard-error") {
    const std::filesystem::path in = home / "standard-input";
    if (environment.silent_input) {
        ::mkfifo(in.c_str(), 0600);
    } else {
        std::ofstream(in) << environment.standard_input;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, in.c_str(),
                                     environment.silent_input ? O_RDWR : O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&files, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const std::string program = environment.program.value_or(SPOTTER_PROGRAM).string();
    std::vector<std::string> words = {program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environment_of(home, environment);
    const int failed = posix_spawn(&process_, program.c_str(), &files, nullptr,
                                   pointers_to(words).data(), pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) process_ = -1;
}

Program::~Program() {
    if (process_ < 0 || status_) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

void Program::signal(int number) const {
    if (process_ > 0 && !status_) ::kill(process_, number);
}

std::string Program::output() const {
    return text_of(out_);
}

bool Program::ended() {
    int status = 0;
    if (!status_ && ::waitpid(process_, &status, WNOHANG) == process_) status_ = status;
    return status_.has_value();
}

void Program::pause() {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Finished Program::wait() {
    int status = 0;
    if (!status_ && ::waitpid(process_, &status, 0) == process_) status_ = status;
    Finished finished;
    if (status_) {
        finished.code = WIFEXITED(*status_) ? WEXITSTATUS(*status_) : 128 + WTERMSIG(*status_);
    }
    finished.out = std::filesystem::is_regular_file(out_) ? text_of(out_) : "";
    finished.err = text_of(err_);
    return finished;
}

Finished run_program(const std::filesystem::path& home, const std::vector<std::string>& arguments,
                     const Environment& environment) {
    return Program(home, arguments, environment).wait();
}

}  // namespace spotter::test
