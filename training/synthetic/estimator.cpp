#include "training/synthetic/estimator.h"

// Note [estimator errors]
// Fitted to what BlazePose said of the permissive clips (4862 pictures): shoulders, hips and nose
// are reported with a visibility near 1 wherever they are in the picture; elbows, wrists, knees
// and ankles that the body hides have medians of 0.2, 0.28, 0.44 and 0.59 with a wide spread and
// change slowly (correlation 0.93 over 0.13 s). Joints below the picture are guessed about two
// thirds as far away as they are, with visibilities from 0 to 0.9, lower the farther; in close-ups
// nothing but the head, the shoulders and some arm is seen. The picture's and the world's
// coordinates agree within 3 cm. Bones that point to the camera come out a third too short, and
// depth wanders about twice as much as the rest. Jitter is 0.1 to 2 % of the trunk, and larger
// on wrists and ankles. 1.6 % of pictures have nobody.

namespace spotter {
namespace {

using Bodies = std::vector<ViewedBody>;

constexpr std::array<std::size_t, 13> kDrawn = {0, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};
constexpr std::array<std::size_t, 6> kLefts = {11, 13, 15, 23, 25, 27};

struct Capsule {
    std::size_t from;
    std::size_t to;
    double radius;  // metres
};
constexpr std::array kTrunk = {Capsule{11, 23, 0.09}, Capsule{12, 24, 0.09}, Capsule{11, 24, 0.1},
                               Capsule{12, 23, 0.1}};
constexpr std::array kLimbs = {Capsule{11, 13, 0.05}, Capsule{12, 14, 0.05}, Capsule{13, 15, 0.04},
                               Capsule{14, 16, 0.04}, Capsule{23, 25, 0.08}, Capsule{24, 26, 0.08},
                               Capsule{25, 27, 0.06}, Capsule{26, 28, 0.06}};

// How much one capsule hides a point: 0 … 1.
double hidden_by(const ViewedBody& body, Vec3 point, const Capsule& capsule) {
    const Vec3 a = body.metres[capsule.from];
    const Vec3 way = body.metres[capsule.to] - a;
    const double flat = way.x * way.x + way.y * way.y;
    const double share =
        flat < 1e-6
            ? 0
            : std::clamp(((point.x - a.x) * way.x + (point.y - a.y) * way.y) / flat, 0.0, 1.0);
    const Vec3 nearest = a + way * share;
    const double behind = point.z - nearest.z - 0.03;
    if (behind <= 0) return 0;
    const double aside = std::hypot(point.x - nearest.x, point.y - nearest.y);
    const double inside =
        std::clamp((capsule.radius * 1.25 - aside) / (capsule.radius * 0.5), 0.0, 1.0);
    return inside * std::min(1.0, behind / 0.06);
}

double hidden(const ViewedBody& body, std::size_t joint) {
    double most = 0;
    const Vec3 point = body.metres[joint];
    for (const Capsule& capsule : kTrunk) most = std::max(most, hidden_by(body, point, capsule));
    for (const Capsule& capsule : kLimbs) {
        if (capsule.from == joint || capsule.to == joint) continue;
        most = std::max(most, hidden_by(body, point, capsule));
    }
    return most;
}

// How large the errors of a joint are beside those of others.
double unsteadiness(std::size_t joint) {
    switch (joint) {
        case 0:
            return 0.7;
        case 11:
        case 12:
            return 0.7;
        case 23:
        case 24:
            return 0.8;
        case 15:
        case 16:
            return 1.5;
        case 27:
        case 28:
            return 1.4;
        default:
            return 1;
    }
}

// The median visibility of a joint that the body hides.
double hidden_visibility(std::size_t joint) {
    switch (joint) {
        case 13:
        case 14:
            return 0.2;
        case 15:
        case 16:
            return 0.28;
        case 25:
        case 26:
            return 0.44;
        case 27:
        case 28:
            return 0.59;
        default:
            return 0.97;
    }
}

// A joint of one clip over time: true places go in, reported ones come out.
struct JointError {
    Vec3 offset;           // constant, metres
    double jitter = 0;     // metres
    double guess = 0.06;   // metres, of what cannot be seen; slow
    double seen = 1;       // visibility
    double unseen = 0.3;   // visibility when the body hides it
    double outside = 0.1;  // visibility just beyond the border
    Vec3 far;              // constant, metres, of what is beyond the border
    double shorter = 0.7;  // of the distance beyond the border
    Vec3 fast{};
    Vec3 slow{};
    double visibility = -1;
};

JointError draw_joint_error(Random& random, std::size_t joint, double jitter, double bias,
                            double outside) {
    const double scale = unsteadiness(joint);
    const auto spread = [&](double size) {
        return Vec3{normal(random, 0, size), normal(random, 0, size), normal(random, 0, 2 * size)};
    };
    JointError error;
    error.offset = spread(bias * scale);
    error.jitter = jitter * scale;
    error.guess = log_uniform(random, 0.004, 0.08) * scale;
    error.seen = 1 - std::abs(normal(random, 0, 0.004 + 0.05 * std::max(0.0, scale - 0.8)));
    error.unseen = std::clamp(normal(random, hidden_visibility(joint), 0.22), 0.02, 1.0);
    error.outside = std::min(1.0, outside * random.uniform(0.5, 1.5));
    error.far = spread(0.05);
    if (joint == 0) error.outside = random.uniform(0.75, 1);
    error.shorter = random.uniform(0.35, 1.05);
    return error;
}

// Noise of deviation 1 that keeps a share of itself from picture to picture.
void wander(Random& random, Vec3& value, double keep) {
    const double fresh = std::sqrt(1 - keep * keep);
    value = value * keep + Vec3{random.normal(), random.normal(), random.normal()} * fresh;
}

// Where the border pulls a guessed joint to.
Vec3 pulled_inside(Vec3 pixel, const View& view, double shorter) {
    const auto pulled = [shorter](double at, double size) {
        if (at < 0) return at * shorter;
        return at > size ? size + (at - size) * shorter : at;
    };
    return {pulled(pixel.x, view.width), pulled(pixel.y, view.height), pixel.z};
}

bool is_outside(Vec3 pixel, const View& view) {
    return pixel.x < 0 || pixel.y < 0 || pixel.x > view.width || pixel.y > view.height;
}

// How far outside, metres.
double beyond(Vec3 pixel, const View& view) {
    const double x = std::max({-pixel.x, pixel.x - view.width, 0.0});
    const double y = std::max({-pixel.y, pixel.y - view.height, 0.0});
    return std::hypot(x, y) / view.pixels_per_metre;
}

// A hidden limb is often guessed to do what the other one does.
void copy_visible_side(Bodies& bodies, const View& truth, std::size_t root, double share) {
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const ViewedBody& seen = truth.bodies[i];
        for (const std::size_t left : {root + 2, root + 4}) {
            for (const std::size_t side : {0U, 1U}) {
                const std::size_t joint = left + side;
                const std::size_t other = left + 1 - side;
                const double by = share * hidden(seen, joint) * (1 - hidden(seen, other));
                if (by <= 0) continue;
                const std::size_t own = root + side;
                const std::size_t others = root + 1 - side;
                for (auto part : {&ViewedBody::metres, &ViewedBody::pixels}) {
                    const Vec3 like =
                        (seen.*part)[other] + (seen.*part)[own] - (seen.*part)[others];
                    (bodies[i].*part)[joint] = lerp((bodies[i].*part)[joint], like, by);
                }
            }
        }
    }
}

// One joint of one picture: moves it and says its visibility.
double report(Random& random, JointError& error, const View& view, const ViewedBody& truth,
              std::size_t joint, ViewedBody& out) {
    const double unseen = hidden(truth, joint);
    const Vec3 pixel = out.pixels[joint];
    wander(random, error.fast, 0.4);
    wander(random, error.slow, 0.96);
    const bool outside = is_outside(pixel, view);
    const double lost = outside ? 1 : unseen;
    Vec3 off = error.offset + error.fast * (error.jitter * (1 + 1.5 * lost)) +
               error.slow * (error.guess * lost + 0.5 * error.jitter);
    off.z *= 1.6;
    if (outside) {
        const Vec3 inside = pulled_inside(pixel, view, error.shorter);
        const Vec3 moved = (inside - pixel) * (1 / view.pixels_per_metre);
        off = off + error.far + Vec3{moved.x, moved.y, 0};
    }
    out.metres[joint] = out.metres[joint] + off;
    out.pixels[joint] = pixel + off * view.pixels_per_metre;
    const double wanted = outside ? error.outside * std::exp(-beyond(pixel, view) / 0.6)
                                  : lerp(error.seen, error.unseen, unseen);
    error.visibility = error.visibility < 0 ? wanted : lerp(error.visibility, wanted, 0.6);
    return std::clamp(error.visibility + 0.02 * error.fast.x * (1 - error.visibility), 0.0, 1.0);
}

void swap_sides(Pose& pose, std::span<const std::size_t> lefts) {
    for (const std::size_t left : lefts) {
        std::swap(pose.image[left], pose.image[left + 1]);
        std::swap(pose.world[left], pose.world[left + 1]);
    }
}

using Poses = std::vector<std::optional<Pose>>;

// Left and right are taken for each other for a while: more often from the side, and for good
// from behind.
void confuse_sides(Random& random, const View& view, Poses& poses) {
    const double side = std::abs(std::sin(radians(view.azimuth)));
    const auto count = static_cast<double>(poses.size());
    if (std::cos(radians(view.azimuth)) < -0.5 && random.chance(0.12)) {
        for (auto& pose : poses) {
            swap_sides(*pose, kLefts);
            for (WorldPoint& point : pose->world) point.z = -point.z;
        }
        return;
    }
    if (!random.chance(0.02 + 0.06 * side * side)) return;
    const auto begin = static_cast<std::size_t>(random.uniform(0, count));
    const auto length = static_cast<std::size_t>(random.uniform(1, 7));
    const std::span<const std::size_t> all(kLefts);
    const std::size_t which = pick(random, {1, 2, 1});
    const auto part = which == 0 ? all.first(3) : (which == 1 ? all.last(2) : all);
    for (std::size_t i = begin; i < std::min(poses.size(), begin + length); ++i)
        swap_sides(*poses[i], part);
}

// The filter of the estimator follows with a delay.
void lag(Random& random, Poses& poses) {
    if (random.chance(0.5)) return;
    const auto keep = static_cast<float>(random.uniform(0, 0.35));
    for (std::size_t i = 1; i < poses.size(); ++i) {
        for (std::size_t j = 0; j < kJointCount; ++j) {
            Landmark& at = poses[i]->image[j];
            const Landmark& was = poses[i - 1]->image[j];
            at.x += keep * (was.x - at.x);
            at.y += keep * (was.y - at.y);
            WorldPoint& point = poses[i]->world[j];
            const WorldPoint& old = poses[i - 1]->world[j];
            point.x += keep * (old.x - point.x);
            point.y += keep * (old.y - point.y);
            point.z += keep * (old.z - point.z);
        }
    }
}

// Somebody else is followed from some picture on; or pictures have nobody.
void lose_track(Random& random, const View& view, Poses& poses) {
    const auto count = static_cast<double>(poses.size());
    if (random.chance(0.025)) {
        const auto x = static_cast<float>(normal(random, 0, 0.3) * view.width);
        const auto y = static_cast<float>(normal(random, 0, 0.06) * view.height);
        for (auto i = static_cast<std::size_t>(random.uniform(2, count)); i < poses.size(); ++i) {
            for (Landmark& at : poses[i]->image) at = {at.x + x, at.y + y, at.z, at.visibility};
        }
    }
    if (!random.chance(0.1)) return;
    const double share = random.uniform(0.04, 0.35);
    bool lost = false;
    for (auto& pose : poses) {
        lost = random.chance(lost ? 0.6 : share);
        if (lost) pose.reset();
    }
}

Pose pose_of(const ViewedBody& body, const std::array<double, kJointCount>& visibility,
             const View& view) {
    Pose pose;
    bool whole = true;
    for (std::size_t j = 0; j < kJointCount; ++j) {
        const Vec3 p = body.pixels[j];
        const Vec3 m = body.metres[j];
        pose.image[j] = {static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z),
                         static_cast<float>(visibility[j])};
        pose.world[j] = {static_cast<float>(m.x), static_cast<float>(m.y), static_cast<float>(m.z)};
    }
    for (const std::size_t joint : kDrawn) whole = whole && !is_outside(body.pixels[joint], view);
    pose.view = whole ? PersonView::whole : PersonView::cut_off;
    return pose;
}

// The landmarks that go along with one that is drawn.
std::size_t leader_of(std::size_t joint) {
    if (joint < 11) return kNose;
    if (joint >= 17 && joint <= 22) return joint % 2 == 1 ? kLeftWrist : kRightWrist;
    if (joint >= 29) return joint % 2 == 1 ? kLeftAnkle : kRightAnkle;
    return joint;
}

}  // namespace

std::vector<std::optional<Pose>> estimated(Random& random, const View& view) {
    const double jitter = log_uniform(random, 0.0002, 0.013);
    const double bias = random.uniform(0.006, 0.024);
    const double flat = random.uniform(0.5, 1.1);
    const double turned = normal(random, 0, 7);
    const double tipped = normal(random, 0, 7);
    const Turn lean = turn_y(turned) * turn_x(tipped);
    const double presence = random.uniform(0.85, 1);
    const double outside =
        random.chance(0.55) ? log_uniform(random, 0.001, 0.06) : random.uniform(0.06, 1);
    Bodies bodies = view.bodies;
    if (random.chance(0.3)) copy_visible_side(bodies, view, kLeftShoulder, random.uniform(0.4, 1));
    if (random.chance(0.2)) copy_visible_side(bodies, view, kLeftHip, random.uniform(0.3, 0.9));
    std::array<JointError, kJointCount> errors;
    for (const std::size_t joint : kDrawn)
        errors[joint] = draw_joint_error(random, joint, jitter, bias, outside);
    std::vector<std::optional<Pose>> poses;
    poses.reserve(bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        ViewedBody& body = bodies[i];
        const ViewedBody& truth = view.bodies[i];
        std::array<double, kJointCount> visibility{};
        for (const std::size_t joint : kDrawn)
            visibility[joint] = report(random, errors[joint], view, truth, joint, body);
        for (std::size_t j = 0; j < kJointCount; ++j) {
            const std::size_t leader = leader_of(j);
            visibility[j] = visibility[leader];
            if (leader == j) continue;
            body.metres[j] = body.metres[j] + body.metres[leader] - truth.metres[leader];
            body.pixels[j] = body.pixels[j] + body.pixels[leader] - truth.pixels[leader];
        }
        const Vec3 hips = middle(body.metres[kLeftHip], body.metres[kRightHip]);
        for (Vec3& p : body.metres) {
            p = lean * (p - hips);
            p.z *= flat;
        }
        poses.emplace_back(pose_of(body, visibility, view));
        poses.back()->presence = static_cast<float>(presence);
    }
    confuse_sides(random, view, poses);
    lag(random, poses);
    lose_track(random, view, poses);
    return poses;
}

}  // namespace spotter
