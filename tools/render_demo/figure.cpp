#include "tools/render_demo/figure.h"

#include <functional>
#include <limits>
#include <map>
#include <string>

namespace spotter {

namespace {

constexpr Vec3 kSkin{0.56, 0.335, 0.235};
constexpr Vec3 kLips{0.40, 0.17, 0.14};
constexpr Vec3 kHair{0.035, 0.022, 0.015};
constexpr Vec3 kShirt{0.70, 0.16, 0.10};
constexpr Vec3 kTrim{0.42, 0.07, 0.05};
constexpr Vec3 kShorts{0.030, 0.040, 0.062};
constexpr Vec3 kSocks{0.72, 0.72, 0.70};
constexpr Vec3 kShoes{0.10, 0.13, 0.17};
constexpr Vec3 kSole{0.82, 0.82, 0.80};
constexpr Vec3 kIron{0.035, 0.036, 0.040};
constexpr Vec3 kSteel{0.45, 0.46, 0.48};

const std::vector<std::string> kArm{"upperarm", "lowerarm", "wrist", "metacarpal", "finger"};

// Landmarks of the body at rest that clothes are cut by.
struct Measures {
    explicit Measures(const Human& human)
        : hip(human.head("upperleg01.L").y),
          knee(human.head("lowerleg01.L").y),
          ankle(human.head("foot.L").y),
          neck(human.head("neck01")),
          shoulder(human.head("upperarm01.L")),
          elbow(human.head("lowerarm01.L")),
          eye(human.head("eye.L")),
          head(human.head("head")) {
        for (const Triangle& face : human.groups.at("body")) {
            for (const auto corner : face) {
                const Vec3 p = human.points[corner];
                crown = std::max(crown, p.y);
                face_front = std::max(face_front, p.y > neck.y ? p.z : 0.0);
            }
        }
    }
    double hip, knee, ankle;
    Vec3 neck, shoulder, elbow, eye, head;
    double crown = 0, face_front = 0;
};

// A point of the body at rest: what decides which clothes cover it.
struct Place {
    Vec3 at;
    bool arm = false;
};

// All "cover" functions: metres inside the piece, negative outside.
double shirt_cover(const Measures& m, const Place& p) {
    const double collar = dot(m.neck + Vec3{0, 0.012, 0.02} - p.at, normalized(Vec3{0, 1, 0.42}));
    if (!p.arm) return std::min(p.at.y - (m.hip - 0.045), collar);
    const Vec3 along = normalized(m.elbow - m.shoulder);
    const Vec3 mine{std::abs(p.at.x), p.at.y, p.at.z};
    const double sleeve = 0.60 * length(m.elbow - m.shoulder);
    return std::min(sleeve - dot(mine - m.shoulder, along), collar);
}
double shorts_cover(const Measures& m, const Place& p) {
    if (p.arm) return -1;
    return std::min(p.at.y - (m.knee + 0.10), m.hip + 0.14 - p.at.y);
}
double sock_cover(const Measures& m, const Place& p) {
    return p.arm ? -1 : m.ankle + 0.085 - p.at.y;
}
double shoe_cover(const Measures& m, const Place& p) {
    return p.arm ? -1 : m.ankle + 0.012 + 0.25 * (p.at.z < 0 ? p.at.z : 0) - p.at.y;
}
// Above a line that falls from the forehead over the ears to the nape.
double hair_cover(const Measures& m, const Place& p) {
    const double depth = std::clamp((m.face_front - p.at.z) / 0.19, 0.0, 1.0);
    const double forehead = m.eye.y + 0.068;
    const double ear = m.eye.y + 0.012;
    const double nape = m.eye.y - 0.075;
    const double line = depth < 0.5 ? mix(forehead, ear, ramp(0.16, 0.5, depth))
                                    : mix(ear, nape, ramp(0.55, 0.85, depth));
    return p.at.y - line;
}

double around(Vec3 p, Vec3 centre, Vec3 size) {
    const Vec3 d = p - centre;
    return length({d.x / size.x, d.y / size.y, d.z / size.z});
}

// The colours of the face: brows, lips, a little red on cheeks and nose, stubble.
Vec3 skin_colour(const Measures& m, Vec3 p) {
    Vec3 colour = kSkin;
    if (p.y < m.neck.y) return colour;
    const Vec3 mine{std::abs(p.x), p.y, p.z};
    const Vec3 cheek = m.eye + Vec3{0.012, -0.040, 0.02};
    colour = mix(colour, Vec3{0.60, 0.29, 0.21},
                 0.6 * (1 - ramp(0.2, 1, around(mine, cheek, {0.022, 0.020, 0.05}))));
    const bool front = p.z > m.eye.z - 0.012;
    const Vec3 brow = m.eye + Vec3{0.003, 0.0225 + 0.10 * (mine.x - m.eye.x), 0.02};
    if (front)
        colour = mix(colour, kHair,
                     0.85 * (1 - ramp(0.6, 1.15, around(mine, brow, {0.020, 0.0052, 0.06}))));
    const Vec3 lid = m.eye + Vec3{0, 0.006, 0.01};
    if (front)
        colour =
            mix(colour, kHair, 0.5 * (1 - ramp(0.5, 1.1, around(mine, lid, {0.017, 0.005, 0.02}))));
    const double jaw = std::clamp((m.eye.y - 0.055 - p.y) / 0.02, 0.0, 1.0);
    const double front_half = std::clamp((p.z - m.head.z - 0.01) / 0.03, 0.0, 1.0);
    return mix(colour, colour * Vec3{0.80, 0.83, 0.86}, jaw * front_half);
}

class Tailor {
  public:
    explicit Tailor(const Human& human) : human_(human), m_(human), normals_(human.points.size()) {
        for (const char* group : {"body", "helper-tights", "helper-l-eye", "helper-r-eye"}) {
            for (const Triangle& t : human.groups.at(group)) {
                const Vec3 a = human.points[t[0]], b = human.points[t[1]], c = human.points[t[2]];
                for (const auto corner : t) normals_[corner] += cross(b - a, c - a);
            }
        }
        for (Vec3& normal : normals_) normal = normalized(normal);
    }

    const Measures& measures() const { return m_; }

    struct Cut {
        std::function<double(const Place&)> cover;
        std::function<double(const Place&)> thickness;
        std::function<Vec3(const Place&)> colour;
        double shine = 0;
    };
    void add(const std::string& group, const Cut& cut) {
        std::map<std::uint32_t, std::uint32_t> numbers;
        const auto vertex = [&](std::uint32_t point) {
            const auto [at, is_new] =
                numbers.try_emplace(point, static_cast<std::uint32_t>(mesh_.vertices.size()));
            if (is_new) {
                const Place place{human_.points[point], human_.weight(point, kArm) > 0.5};
                mesh_.vertices.push_back({place.at + normals_[point] * cut.thickness(place),
                                          normals_[point], point, cut.colour(place), cut.shine,
                                          static_cast<float>(cut.cover(place))});
            }
            return at->second;
        };
        for (const Triangle& t : human_.groups.at(group)) {
            const Triangle triangle{vertex(t[0]), vertex(t[1]), vertex(t[2])};
            bool any = false;
            for (const auto corner : triangle) any = any || mesh_.vertices[corner].cover >= 0;
            if (any) mesh_.triangles.push_back(triangle);
        }
    }
    Mesh finish() { return std::move(mesh_); }

  private:
    const Human& human_;
    const Measures m_;
    std::vector<Vec3> normals_;
    Mesh mesh_;
};

std::function<double(const Place&)> constant(double value) {
    return [value](const Place&) { return value; };
}
std::function<Vec3(const Place&)> plain(Vec3 colour) {
    return [colour](const Place&) { return colour; };
}

void add_skin(Tailor& tailor) {
    const Measures m = tailor.measures();
    tailor.add("body", {[m](const Place& p) {
                            // Skin that clothes hide could show through where a limb bends.
                            const double hidden =
                                std::max({shirt_cover(m, p), shorts_cover(m, p), shoe_cover(m, p)});
                            return 0.03 - hidden;
                        },
                        constant(0), [m](const Place& p) { return skin_colour(m, p.at); }, 0.12});
    for (const char* eye : {"helper-l-eye", "helper-r-eye"}) {
        tailor.add(eye, {constant(1), constant(0),
                         [m](const Place& p) {
                             const double out =
                                 std::hypot(std::abs(p.at.x) - m.eye.x, p.at.y - m.eye.y);
                             return out < 0.0065 ? Vec3{0.03, 0.018, 0.01} : Vec3{0.62, 0.60, 0.58};
                         },
                         0.5});
    }
}

void add_hair(Tailor& tailor) {
    const Measures m = tailor.measures();
    tailor.add("body", {[m](const Place& p) { return hair_cover(m, p); },
                        [m](const Place& p) {
                            const double inside = std::max(0.0, hair_cover(m, p));
                            return 0.001 + 0.016 * ramp(0, 0.06, inside);
                        },
                        plain(kHair), 0.25});
}

void add_clothes(Tailor& tailor) {
    const Measures m = tailor.measures();
    tailor.add("helper-tights", {[m](const Place& p) { return shorts_cover(m, p); },
                                 [m](const Place& p) {
                                     return mix(0.024, 0.007,
                                                ramp(m.knee + 0.10, m.hip + 0.02, p.at.y));
                                 },
                                 plain(kShorts), 0.03});
    tailor.add(
        "helper-tights",
        {[m](const Place& p) { return shirt_cover(m, p); },
         [m](const Place& p) {
             if (p.arm) return 0.017;
             const double low = 1 - ramp(m.hip - 0.05, m.hip + 0.22, p.at.y);
             const double high = ramp(m.neck.y - 0.12, m.neck.y + 0.01, p.at.y);
             return 0.013 + 0.012 * low - 0.007 * high;
         },
         [m](const Place& p) { return mix(kTrim, kShirt, ramp(0.010, 0.016, shirt_cover(m, p))); },
         0.02});
    tailor.add("helper-tights", {[m](const Place& p) { return sock_cover(m, p); }, constant(0.005),
                                 plain(kSocks), 0.02});
    tailor.add(
        "helper-tights",
        {[m](const Place& p) { return shoe_cover(m, p); },
         [](const Place& p) { return 0.011 + 0.004 * (1 - ramp(0.0, 0.03, p.at.y)); },
         [](const Place& p) { return mix(kSole, kShoes, ramp(0.016, 0.024, p.at.y)); }, 0.15});
}

// A closed solid of revolution along `axis` from `centre`: pairs of place along it and radius.
void add_turned(Mesh& mesh, Vec3 centre, Vec3 axis, std::uint32_t skin, Vec3 colour, double shine,
                std::initializer_list<std::pair<double, double>> outline) {
    constexpr std::uint32_t kSides = 20;
    const Vec3 u = normalized(cross(axis, std::abs(axis.y) < 0.9 ? Vec3{0, 1, 0} : Vec3{1, 0, 0}));
    const Vec3 v = cross(axis, u);
    const std::pair<double, double>* before = nullptr;
    for (const auto& ring : outline) {
        if (before) {
            const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
            const double rise = ring.first - before->first, widen = ring.second - before->second;
            for (std::uint32_t i = 0; i < kSides; ++i) {
                const double angle = 2 * std::numbers::pi * i / kSides;
                const Vec3 out = u * std::cos(angle) + v * std::sin(angle);
                const Vec3 normal = normalized(out * rise - axis * widen);
                for (const auto& end : {*before, ring}) {
                    mesh.vertices.push_back({centre + axis * end.first + out * end.second, normal,
                                             skin, colour, shine, 1});
                }
                const std::uint32_t a = base + 2 * i, b = base + 2 * ((i + 1) % kSides);
                mesh.triangles.push_back({a, a + 1, b});
                mesh.triangles.push_back({b, a + 1, b + 1});
            }
        }
        before = &ring;
    }
}

// A point that moves with one bone alone, or nearly.
std::uint32_t point_of(const Human& human, int bone) {
    std::uint32_t best = 0;
    double most = -1;
    for (std::uint32_t i = 0; i < human.influences.size(); ++i) {
        for (const Influence& influence : human.influences[i]) {
            if (influence.bone == bone && influence.weight > most) {
                most = influence.weight;
                best = i;
            }
        }
    }
    return best;
}

}  // namespace

Mesh dress(const Human& human) {
    Tailor tailor(human);
    add_skin(tailor);
    add_hair(tailor);
    add_clothes(tailor);
    return tailor.finish();
}

Mesh make_dumbbells(const Human& human) {
    Mesh mesh;
    for (const std::string s : {".L", ".R"}) {
        const double out = s == ".L" ? 1 : -1;
        const Vec3 first = human.head("finger2-1" + s), fifth = human.head("finger5-1" + s);
        const Vec3 axis = normalized(first - fifth);
        const Vec3 fingers = normalized(human.head("finger3-2" + s) - human.head("finger3-1" + s));
        Vec3 palm = normalized(cross(axis, fingers));
        if (dot(palm, {-0.45 * out, -1, 0.1}) < 0) palm = -palm;
        const Vec3 centre = (first + fifth) * 0.5 + palm * 0.030 + fingers * 0.012;
        const auto skin = point_of(human, human.bone("metacarpal3" + s));
        add_turned(mesh, centre, axis, skin, kSteel, 0.5, {{-0.07, 0.013}, {0.07, 0.013}});
        for (const double end : {-1.0, 1.0}) {
            add_turned(mesh, centre + axis * (end * 0.088), axis, skin, kIron, 0.35,
                       {{-0.030, 0.0},
                        {-0.030, 0.036},
                        {-0.024, 0.043},
                        {0.024, 0.043},
                        {0.030, 0.036},
                        {0.030, 0.0}});
        }
    }
    return mesh;
}

std::vector<PosedVertex> posed(const Mesh& mesh, const Human& human,
                               const std::vector<Rigid>& bones) {
    std::vector<DualQuat> motions(bones.begin(), bones.end());
    std::vector<PosedVertex> vertices;
    vertices.reserve(mesh.vertices.size());
    for (const Vertex& v : mesh.vertices) {
        DualQuat blend;
        for (const Influence& i : human.influences[v.skin]) {
            blend.add(motions[static_cast<std::size_t>(i.bone)], i.weight);
        }
        const Rigid move = blend.rigid();
        vertices.push_back({move(v.rest), move.rotation * v.normal});
    }
    return vertices;
}

}  // namespace spotter
