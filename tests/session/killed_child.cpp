#include "tests/session/killed_child.h"

#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace spotter::test {

int write_until_killed(const std::filesystem::path& data_folder, int wanted) {
    int ends[2];
    if (::pipe(ends) != 0) return -1;
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[0]);
    std::string program = SPOTTER_ENDLESS_WRITER;
    std::string folder = data_folder.string();
    char* words[] = {program.data(), folder.data(), nullptr};
    pid_t process = -1;
    const int failed = posix_spawn(&process, program.c_str(), &files, nullptr, words, environ);
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    int told = -1;
    {
        const std::unique_ptr<FILE, int (*)(FILE*)> lines(::fdopen(ends[0], "r"), std::fclose);
        while (failed == 0 && told < wanted && std::fscanf(lines.get(), "%d", &told) == 1) {
        }
        if (failed == 0) ::kill(process, SIGKILL);
        // What it told before it died counts too.
        for (int more = 0; std::fscanf(lines.get(), "%d", &more) == 1;) told = more;
    }
    if (failed == 0) ::waitpid(process, nullptr, 0);
    return told;
}

}  // namespace spotter::test
