#include "app/window/replay_comparison.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "app/model_store.h"
#include "app/replay_files.h"
#include "tests/ui/replay_rig.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// As the film of a model that says `label` from 1 to 3 s.
Session opinion_of(const ModelUse& use, const Settings& settings, const Thresholds& thresholds,
                   const std::string& label) {
    Session out;
    out.uuid = kUuid;
    out.length = 4s;
    out.finished = true;
    out.models = {use};
    out.settings = session_settings(settings, thresholds);
    out.settings.emplace_back("window_s", "2");
    // Two reps.
    RecordedSet set;
    set.number = 1;
    set.label = label;
    set.start = 1s;
    set.end = 3s;
    set.reps = set.counted_reps = 2;
    out.sets = {set};
    out.reps = {{1, 1, 1s, 1500ms, 2s}, {1, 2, 2s, 2500ms, 3s}};
    const auto place = std::ranges::find(use.labels, label) - use.labels.begin();
    TimelineTrack& track = out.timeline.emplace_back();
    for (std::uint32_t time = 2000; time <= 4000; time += 500) {
        track.times_ms.push_back(time);
        track.labels.push_back(static_cast<std::int16_t>(place));
        track.scores_x255.resize(track.scores_x255.size() + use.labels.size());
        track.scores_x255[track.scores_x255.size() - use.labels.size() +
                          static_cast<std::size_t>(place)] = 230;
    }
    return out;
}

// The other model, which is the shipped one, says squats of the first video, lunges of the second.
struct Asked : Filmed {
    Asked() {
        const ModelInfo info = find_model(paths, settings.model);
        use = model_use(info);
        const Thresholds thresholds = effective_thresholds(settings, info.thresholds);
        ReplayFiles known(paths);
        known.put_opinion(ReplayFiles::key_of(film(0)), use.sha256,
                          opinion_of(use, settings, thresholds, "squat"));
        known.put_opinion(ReplayFiles::key_of(film(1)), use.sha256,
                          opinion_of(use, settings, thresholds, "lunge"));
    }
    // Its opinion of the session.
    void ask(ReplayComparison& comparison) {
        JobToken token;
        ReplayDocument document = open_replay({kUuid, {}}, settings, paths, token);
        comparison.start(settings.model, document);
        while (comparison.busy()) comparison.update(document);
    }

    ModelUse use;
};

}  // namespace

TEST_CASE("another model is compared over all videos of a session, and only there") {
    Asked filmed;
    JobToken token;
    ReplayDocument document = open_replay({kUuid, {}}, filmed.settings, filmed.paths, token);
    REQUIRE(document.films.size() == 2);
    // Squats all along, as live said.
    document.session.models = {filmed.use};
    SessionEdit edit(document.session);
    edit.add_segment("squat", 0ms, 20s);

    ReplayComparison comparison(filmed.context);
    comparison.start(filmed.settings.model, document);
    while (comparison.busy()) comparison.update(document);
    ReplayView view;
    comparison.show(edit, view);
    REQUIRE(view.comparison);
    CHECK(view.comparison->failure.empty());
    REQUIRE(view.comparison->segments);
    CHECK(*view.comparison->segments ==
          std::vector<SessionSegment>{{"squat", 2s, 4s}, {"lunge", 11s, 13s}});
    CHECK(view.comparison->differences ==
          std::vector<SegmentDifference>{{11s, 13s, "squat", "lunge"}});
    REQUIRE(view.comparison->curves);
    CHECK(view.comparison->curves->times_s.back() == Approx(13));

    // One video that is gone keeps nothing from being said of the other.
    fs::remove(filmed.film(0));
    document = open_replay({kUuid, {}}, filmed.settings, filmed.paths, token);
    comparison.start(filmed.settings.model, document);
    while (comparison.busy()) comparison.update(document);
    comparison.show(edit, view);
    CHECK(view.comparison->failure.empty());
    CHECK(view.comparison->segments->size() == 1);
    fs::remove(filmed.film(1));
    document = open_replay({kUuid, {}}, filmed.settings, filmed.paths, token);
    comparison.start(filmed.settings.model, document);
    while (comparison.busy()) comparison.update(document);
    comparison.show(edit, view);
    CHECK_THAT(view.comparison->failure, Catch::Contains("not there any more"));
}

TEST_CASE("what another model says is taken difference by difference, with its sets") {
    Asked filmed;
    SessionEdit edit(filmed.session);
    ReplayComparison comparison(filmed.context);
    CHECK_FALSE(comparison.take(edit, {0s, 20s}));
    filmed.ask(comparison);
    ReplayView view;
    const auto differences = [&] {
        comparison.show(edit, view);
        return view.comparison->differences.size();
    };
    REQUIRE(differences() == 2);
    REQUIRE(comparison.go_to(0) == 2);
    REQUIRE(comparison.take_difference(edit, 0));
    CHECK(edit.state().segments == std::vector<SessionSegment>{{"squat", 2s, 4s}});
    // The squats that stood there, from 2 to 8 s, have their middle elsewhere.
    CHECK(edit.state().sets == filmed.session.sets);
    REQUIRE(differences() == 1);
    CHECK(view.comparison->current == -1);
    CHECK(view.comparison->next == 0);
    CHECK_FALSE(comparison.take_difference(edit, 1));
    REQUIRE(comparison.take_difference(edit, 0));
    REQUIRE(edit.state().sets.size() == 2);
    CHECK(edit.state().sets[1].label == "lunge");
    CHECK(edit.state().sets[1].start == 11s);
    CHECK(edit.state().sets[1].reps == 2);
    CHECK(edit.state().reps.back().end == 13s);
    CHECK(differences() == 0);
    edit.undo();
    CHECK(differences() == 1);
}

TEST_CASE("what another model says of all of it is taken, but where nothing was filmed") {
    Asked filmed;
    SessionEdit edit(filmed.session);
    edit.add_segment("rest", 0s, 20s);
    ReplayComparison comparison(filmed.context);
    filmed.ask(comparison);
    REQUIRE(comparison.take(edit, {0s, SessionTime::max()}));
    CHECK(edit.state().segments == std::vector<SessionSegment>{{"rest", 0s, 2s},
                                                               {"squat", 2s, 4s},
                                                               {"rest", 4s, 11s},
                                                               {"lunge", 11s, 13s},
                                                               {"rest", 13s, 20s}});
    CHECK_FALSE(comparison.take(edit, {0s, SessionTime::max()}));
    CHECK_FALSE(comparison.take(edit, {5s, 9s}));
}

TEST_CASE("in Replay the other model's is taken with a key, kept, and taken back") {
    Asked filmed;
    LiveScreen live(filmed.context, watching_nothing());
    ReplayScreen screen(filmed.context, live);
    screen.open({kUuid, {}});
    filmed.until(screen, [&] { return !screen.moving(true); });
    const auto panel = filmed.panel(screen);
    const Rect& header = filmed.layout.header;
    filmed.ui.click(panel, header.right() - 250, header.y + header.height / 2);
    filmed.ui.click(panel, header.right() - 250, header.bottom() + 30);
    filmed.until(screen, [&] { return !screen.moving(true); });
    filmed.ui.type(panel, 'n');
    filmed.ui.type(panel, 'n');
    filmed.ui.type(panel, 't');
    filmed.until(screen, [&] { return filmed.stored().sets.size() == 2; });
    CHECK(filmed.stored().sets[1].label == "lunge");
    ImGui::GetIO().KeyCtrl = true;
    filmed.ui.press(panel, ImGuiKey_Z);
    ImGui::GetIO().KeyCtrl = false;
    filmed.until(screen, [&] { return filmed.stored().corrections.empty(); });
    CHECK(filmed.stored().sets == filmed.session.sets);
}
