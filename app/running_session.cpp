#include "app/running_session.h"

#include <utility>

namespace spotter {

RunningSession::RunningSession(const std::filesystem::path& folder, Session head, SteadyTime start,
                               SessionWriterOptions options)
    : began(start), last_exercise(start), writer(folder, std::move(head), std::move(options)) {}

RunningSession::~RunningSession() {
    writer.give_up();
    if (closing) closing->join();
    // Films tell the writer of their end.
    film.reset();
    ending_films.clear();
    writer.finish(length);
}

std::filesystem::path RunningSession::begin_film(const std::filesystem::path& folder,
                                                 std::function<void(const std::string&)> failure) {
    SessionFilm::Ears ears;
    ears.recording = [this](const Recording& recording) { writer.add(recording); };
    ears.failure = std::move(failure);
    ears.gap = [this](const FilmGap& lack) { writer.add(lack); };
    ++films;
    const std::string take = films == 1 ? "" : "-take" + std::to_string(films);
    const std::string name = writer.uuid() + take;
    film = std::make_unique<SessionFilm>(folder, name, std::move(ears));
    return folder / (name + ".mp4");
}

void RunningSession::end_film() {
    if (!film) return;
    film->close();
    ending_films.push_back(std::move(film));
}

SessionKept RunningSession::kept() const {
    SessionKept out;
    out.running = true;
    out.length = length;
    out.sets = static_cast<int>(sets.size());
    out.problem = writer.state().problem.value_or("");
    if (film) {
        out.filming = true;
        out.filmed = film->length();
        out.film_bytes = film->bytes();
        out.film_left_out = film->left_out();
    }
    return out;
}

std::uint64_t RunningSession::take_left_out() {
    std::uint64_t count = 0;
    std::erase_if(ending_films, [&](const auto& ended) {
        if (!ended->finished()) return false;
        count += ended->left_out();
        return true;
    });
    return count;
}

void RunningSession::close() {
    end_film();
    closing = std::make_unique<Worker>("session end", [this](const std::stop_token&) {
        for (const auto& ended : ending_films) ended->finish();
        writer.finish(length);
    });
}

}  // namespace spotter
