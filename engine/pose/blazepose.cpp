#include "engine/pose/blazepose.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/pose/detector.h"
#include "engine/pose/landmarks.h"
#include "engine/pose/person.h"
#include "engine/pose/pose_smoother.h"

namespace spotter {
namespace {

constexpr float kMinPresence = 0.5F;
// Somebody who was lost is looked for where they were; after this long, anybody will do.
constexpr double kRememberedSeconds = 2;
// The detector needs a head, the landmarks do not: somebody who was followed for a second is
// looked for where they were just now, also when the detector sees nobody. Whatever was taken for
// a person for a moment is not.
constexpr double kSteadySeconds = 1;
constexpr double kJustNowSeconds = 0.5;

NetworkSpec spec_of(const std::filesystem::path& file, const PoseOptions& options) {
    return {.file = file, .outputs = {}, .threads = options.threads, .cache = options.cache};
}

Region region_of(const Detection& person) {
    return region_of_person(person.hips, person.top);
}

class BlazePose final : public PoseEstimator {
  public:
    BlazePose(const PoseModelFiles& files, const PoseOptions& options)
        : options_(options),
          detector_(spec_of(files.detector, options)),
          landmarks_(spec_of(files.landmarks, options)) {}

    std::optional<Pose> estimate(const ImageView& rgb, double seconds) override;
    void reset() override;
    void choose_person(float x, float y) override { chosen_ = Point{x, y}; }

  private:
    struct Seen {
        Region where;
        double seconds = 0;
        double since = 0;  // with no more than moments out of sight
    };
    struct Found {
        RegionLandmarks landmarks;
        Region where;
    };

    std::optional<Found> find(const ImageView& rgb, double seconds);
    // Nothing where nobody is.
    std::optional<Found> look(const ImageView& rgb, const std::optional<Region>& where);
    bool seen_just_now(double seconds) const;
    std::optional<Region> next_region(const ImageView& rgb, double seconds);
    std::optional<Region> detected_region(const ImageView& rgb, double seconds);
    // The person nearest to the middle of `around`, looked for there first: beside somebody
    // conspicuous the detector overlooks others.
    std::optional<Region> nearest_region(const ImageView& rgb, const Region& around);
    void stop_following();
    // Where the person will be looked for in the next frame; returns the body's size in pixels.
    float follow(const Found& found, double elapsed_s);

    const PoseOptions options_;
    PersonDetector detector_;
    LandmarkModel landmarks_;
    PoseSmoother smoother_;
    // Hips and top. Steadied even when the landmarks are not, as MediaPipe does: the crop of a
    // person who stands still must not tremble.
    OneEuroFilter region_filter_{4, {.min_cutoff = 0.01, .beta = 10}};
    std::optional<Region> followed_;
    std::optional<Seen> last_seen_;
    std::optional<Point> chosen_;
};

std::optional<Pose> BlazePose::estimate(const ImageView& rgb, double seconds) {
    if (rgb.empty()) return std::nullopt;
    const std::optional<Found> found = find(rgb, seconds);
    if (!found) return std::nullopt;
    const double elapsed_s = last_seen_ ? seconds - last_seen_->seconds : 0;
    const float body_size = follow(*found, elapsed_s);
    last_seen_ = Seen{found->where, seconds, seen_just_now(seconds) ? last_seen_->since : seconds};
    Pose pose = pose_from_landmarks(found->landmarks, found->where);
    if (options_.smooth) smoother_.smooth(pose, elapsed_s, body_size);
    pose.view = person_view(pose, rgb.width, rgb.height);
    return pose;
}

std::optional<BlazePose::Found> BlazePose::find(const ImageView& rgb, double seconds) {
    const bool following = followed_.has_value();
    std::optional<Found> found = look(rgb, next_region(rgb, seconds));
    if (found) return found;
    stop_following();
    if (options_.detect_every_frame) return std::nullopt;
    // Who left the region in a jump is looked for in the same picture.
    if (following) found = look(rgb, detected_region(rgb, seconds));
    if (!found && seen_just_now(seconds) &&
        last_seen_->seconds - last_seen_->since >= kSteadySeconds)
        found = look(rgb, last_seen_->where);
    return found;
}

std::optional<BlazePose::Found> BlazePose::look(const ImageView& rgb,
                                                const std::optional<Region>& where) {
    if (!where || !is_usable(*where, rgb.width, rgb.height)) return std::nullopt;
    RegionLandmarks landmarks = landmarks_.find(rgb, *where);
    if (!(landmarks.presence > kMinPresence)) return std::nullopt;
    return Found{std::move(landmarks), *where};
}

bool BlazePose::seen_just_now(double seconds) const {
    return last_seen_ && seconds - last_seen_->seconds <= kJustNowSeconds;
}

std::optional<Region> BlazePose::next_region(const ImageView& rgb, double seconds) {
    if (followed_ && !chosen_ && !options_.detect_every_frame) return followed_;
    const std::optional<Region> detected = detected_region(rgb, seconds);
    // A click on a picture in which nobody is found changes nothing.
    const bool keep = !detected && followed_ && !options_.detect_every_frame;
    chosen_.reset();
    return keep ? followed_ : detected;
}

std::optional<Region> BlazePose::detected_region(const ImageView& rgb, double seconds) {
    if (chosen_) {
        const int side = std::min(rgb.width, rgb.height);
        const auto region = nearest_region(rgb, {*chosen_, static_cast<float>(side), 0});
        if (region) stop_following();
        return region;
    }
    const bool recent = last_seen_ && seconds - last_seen_->seconds <= kRememberedSeconds;
    if (recent && !options_.detect_every_frame)
        return nearest_region(rgb, {last_seen_->where.center, last_seen_->where.size, 0});
    const auto people = detector_.detect(rgb, whole_picture(rgb.width, rgb.height));
    if (people.empty()) return std::nullopt;
    return region_of(most_prominent_person(people, rgb.width, rgb.height));
}

std::optional<Region> BlazePose::nearest_region(const ImageView& rgb, const Region& around) {
    const Region whole = whole_picture(rgb.width, rgb.height);
    std::vector<Detection> people;
    if (around.size < whole.size && is_usable(around, rgb.width, rgb.height))
        people = detector_.detect(rgb, around);
    if (people.empty()) people = detector_.detect(rgb, whole);
    if (people.empty()) return std::nullopt;
    return region_of(nearest_person(people, around.center));
}

float BlazePose::follow(const Found& found, double elapsed_s) {
    const auto in_frame = [&](std::size_t i) {
        return found.where.to_frame({found.landmarks.points[i].x, found.landmarks.points[i].y});
    };
    const Point hips = in_frame(RegionLandmarks::kHips);
    const Point top = in_frame(RegionLandmarks::kTop);
    const float body_size = 2 * distance(hips, top);
    std::array steady{hips.x, hips.y, top.x, top.y};
    if (body_size > 0) region_filter_.smooth(steady, elapsed_s, 1 / body_size);
    followed_ = region_of_person({steady[0], steady[1]}, {steady[2], steady[3]});
    return body_size;
}

void BlazePose::stop_following() {
    followed_.reset();
    region_filter_.reset();
    smoother_.reset();
}

void BlazePose::reset() {
    stop_following();
    last_seen_.reset();
    chosen_.reset();
}

}  // namespace

std::unique_ptr<PoseEstimator> make_blazepose(const PoseModelFiles& files,
                                              const PoseOptions& options) {
    return std::make_unique<BlazePose>(files, options);
}

}  // namespace spotter
