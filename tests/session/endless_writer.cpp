// Writes a session until it is killed, and tells how many entries are surely written.
#include <cstdio>
#include <thread>

#include "engine/session/session_writer.h"
#include "tests/session/example_session.h"

using namespace spotter;

int main(int, char** arguments) {
    const Session session = test::example_session();
    SessionWriterOptions options;
    options.commit_every = std::chrono::milliseconds(0);
    SessionWriter writer(arguments[1], test::beginning_of(session), options);
    writer.add(session.models[0]);
    std::uint64_t told = 0;
    for (int i = 0;; ++i) {
        writer.add(TimelineScores{SessionTime(i), 0, 0, {1, 2, 3}});
        std::uint64_t written = writer.state().written;
        while (written + 3 < static_cast<std::uint64_t>(i)) {
            std::this_thread::yield();
            written = writer.state().written;
        }
        if (written == told) continue;
        told = written;
        std::printf("%llu\n", static_cast<unsigned long long>(told));
        std::fflush(stdout);
    }
}
