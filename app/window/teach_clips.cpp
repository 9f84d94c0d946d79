#include "app/window/teach_clips.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/recorded_clips.h"
#include "app/typed_path.h"
#include "app/window/job_view.h"
#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "engine/core/sampler.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kCountdown{3};
// Whoever records until stopped and walks away fills no disk.
constexpr double kMostSeconds = 600;

double seconds_until(SteadyTime when, SteadyTime now) {
    return std::chrono::duration<double>(when - now).count();
}

ImportReportView view_of(const ImportReport& report, const std::string& source) {
    ImportReportView out;
    out.source = source;
    out.added = static_cast<int>(report.added);
    out.skipped = static_cast<int>(report.skipped);
    for (const Rejection& one : report.rejected) out.rejected.emplace_back(one.name, one.reason);
    out.notes = report.notes;
    return out;
}

std::vector<fs::path> sources_of(const ImportForm& form) {
    std::vector<fs::path> out = {typed_path(form.path)};
    out.insert(out.end(), form.others.begin(), form.others.end());
    return out;
}

// What the form lacks; empty: nothing.
std::string problem_of(const ImportForm& form) {
    if (!form.label.empty()) {
        const auto problem = label_problem(form.label);
        return problem ? "The label " + *problem : std::string();
    }
    const bool any = std::ranges::any_of(sources_of(form), [](const fs::path& source) {
        std::error_code error;
        return fs::is_regular_file(source, error) && !is_archive_name(source);
    });
    return any ? "Say what the video shows" : "";
}

bool has_label(const Dataset& dataset, const char* label) {
    return contains(dataset.labels, label);
}

}  // namespace

TeachClips::TeachClips(const WindowContext& context, LiveScreen& live, OpenDataset& dataset)
    : context_(context), live_(live), dataset_(dataset) {}

TeachClips::~TeachClips() {
    end_recording(false);
}

ClipWindow TeachClips::window() const {
    return live_.model().window();
}

void TeachClips::update(SteadyTime now, bool shown) {
    if (begins_ && now >= *begins_) start_recording(now);
    if (recorder_) {
        const double recorded = to_seconds(recorder_->length());
        const double most = record_form_.seconds > 0 ? record_form_.seconds : kMostSeconds;
        if (recorded >= most) end_recording(true);
    }
    // Nobody sees what is recorded any more.
    if (!shown && (begins_ || recorder_)) end_recording(false);
    if (player_ && shown) player_->update();
    take_kept();
    take_imported();
}

void TeachClips::show(ClipsView& view, SteadyTime now) const {
    const LiveView& live = live_.view();
    RecordView& record = view.record;
    record = {};
    record.form = record_form_;
    record.failure = record_failure_;
    record.kept = kept_text_;
    const Dataset& data = dataset_.data();
    record.labels = data.labels;
    record.has_rest = has_label(data, "rest");
    record.has_other = has_label(data, "other");
    record.mirrored = live.mirrored;
    if (player_) {
        record.phase = keeping_.busy() ? RecordPhase::saving : RecordPhase::review;
        record.video = {player_->texture(), player_->width(), player_->height()};
        record.recorded_s = to_seconds(length_);
        record.clips =
            static_cast<int>(window_ends({}, length_, window(), window().length()).size());
    } else {
        record.video = live.video;
        record.pose = live.pose;
        record.person = live.person;
        record.recorded_s = recorder_ ? to_seconds(recorder_->length()) : 0;
        record.left_s = begins_ ? seconds_until(*begins_, now) : 0;
        const bool pictures = live.phase == LivePhase::running && live.video.texture;
        record.phase = recorder_  ? RecordPhase::recording
                       : begins_  ? RecordPhase::countdown
                       : pictures ? RecordPhase::ready
                                  : RecordPhase::no_picture;
        if (!pictures && record.failure.empty()) record.failure = live.failure;
    }
    view.import = {import_form_, import_problem_, {}, import_failure_, report_};
    if (const auto running = jobs(now); !running.empty()) view.import.job = running.front();
}

void TeachClips::perform(const ClipsActions& actions, SteadyTime now) {
    if (actions.edit_record) {
        record_form_ = *actions.edit_record;
        kept_text_.clear();
    }
    if (actions.record) start_countdown(now);
    if (actions.stop) end_recording(!begins_);
    if (actions.keep) keep();
    if (actions.discard) end_recording(false);
    if (actions.open_live) context_.go_to("Live");
    if (actions.edit_import) edit_import(*actions.edit_import);
    if (actions.browse) browse();
    if (actions.import) start_import(now);
    if (actions.cancel_import) cancel_job();
    if (actions.dismiss_report) report_.reset();
}

void TeachClips::edit_import(ImportForm form) {
    import_form_ = std::move(form);
    import_problem_ = problem_of(import_form_);
}

void TeachClips::browse() {
    FileRequest request{"clips", "Choose videos, zips or folders", "Choose", FileWish::sources,
                        FileKind::videos_and_zips};
    request.begin = typed_path(import_form_.path);
    context_.files.ask(std::move(request),
                       [this](const FilesChosen& chosen) { offer(chosen.paths); });
}

void TeachClips::offer(const std::vector<fs::path>& paths) {
    ImportForm form = import_form_;
    form.path = paths.front().string();
    form.others.assign(paths.begin() + 1, paths.end());
    edit_import(std::move(form));
    report_.reset();
    import_failure_.clear();
}

void TeachClips::forget() {
    end_recording(false);
    report_.reset();
    import_failure_.clear();
    kept_text_.clear();
}

void TeachClips::start_countdown(SteadyTime now) {
    record_failure_.clear();
    kept_text_.clear();
    if (const auto problem = label_problem(record_form_.label)) {
        record_failure_ = "the label " + *problem;
        return;
    }
    begins_ = now + kCountdown;
}

void TeachClips::start_recording(SteadyTime) {
    begins_.reset();
    const fs::path folder = context_.paths.data / "recordings";
    fs::create_directories(folder);
    const auto stamp = std::chrono::system_clock::now().time_since_epoch();
    file_ = folder /
            ("recording-" +
             std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(stamp).count()) +
             ".mp4");
    recorder_ = std::make_shared<ClipRecorder>(file_);
    live_.set_recorder(recorder_);
}

// With `look` the recording is played for the user to decide; otherwise it is gone.
void TeachClips::end_recording(bool look) {
    begins_.reset();
    live_.set_recorder(nullptr);
    const std::shared_ptr<ClipRecorder> recorder = std::exchange(recorder_, nullptr);
    if (look && recorder) {
        try {
            length_ = recorder->length();
            track_ = recorder->finish();
            player_ =
                std::make_unique<ClipPlayer>(file_, [&window = context_.window] { window.wake(); });
        } catch (const Error& error) {
            record_failure_ = error.what();
        }
        return;
    }
    player_.reset();
    track_.reset();
    std::error_code ignored;
    if (!file_.empty()) fs::remove(file_, ignored);
    file_.clear();
}

void TeachClips::keep() {
    ClipImportOptions options;
    options.label = record_form_.label;
    options.group = file_.stem().string();
    options.window = window();
    keeping_.start([file = file_, folder = dataset_.folder(), options,
                    track = track_.value_or(PoseTrack()), paths = context_.paths](JobToken& token) {
        return keep_recording(file, folder, options, track, paths, token);
    });
}

void TeachClips::take_kept() {
    const auto outcome = keeping_.poll();
    if (!outcome) return;
    if (!outcome->result) {
        record_failure_ = outcome->failure;
        return;
    }
    kept_text_ =
        "Kept " + counted(*outcome->result, "clip") + " of " + display_name(record_form_.label);
    record_failure_.clear();
    end_recording(false);
    dataset_.reload();
}

void TeachClips::start_import(SteadyTime now) {
    ClipImportOptions options;
    if (!import_form_.label.empty()) options.label = import_form_.label;
    options.window = window();
    options.stride = from_seconds(import_form_.stride_s);
    options.per_video = static_cast<std::size_t>(import_form_.per_video);
    report_.reset();
    import_failure_.clear();
    import_started_ = now;
    const std::vector<fs::path> sources = sources_of(import_form_);
    imported_ = sources.size() == 1 ? sources.front().filename().string()
                                    : counted(sources.size(), "source");
    importing_.start([sources, folder = dataset_.folder(), options](JobToken& token) {
        return import_clips(sources, folder, options, token);
    });
}

void TeachClips::take_imported() {
    const auto outcome = importing_.poll();
    if (!outcome) return;
    if (!outcome->result) {
        import_failure_ = outcome->failure;
        return;
    }
    report_ = view_of(*outcome->result, imported_);
    if (outcome->result->added == 0) return;  // so that something can be changed, and tried again
    ImportForm form = import_form_;
    form.path.clear();
    form.others.clear();
    edit_import(std::move(form));
    dataset_.reload();
}

bool TeachClips::moving(bool shown) const {
    const bool pictures = live_.view().video.texture != nullptr;
    return importing_.at_work() || keeping_.busy() || begins_ || recorder_ ||
           (shown && pictures && !player_);
}

std::vector<JobView> TeachClips::jobs(SteadyTime now) const {
    if (!importing_.at_work()) return {};
    return {job_view("Import clips", importing_, import_started_, now)};
}

void TeachClips::cancel_job() {
    importing_.cancel();
}

}  // namespace spotter
