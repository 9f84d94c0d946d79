#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace spotter {

// Points and directions: metres, x to the viewer's right, y up, z towards the viewer. A person
// who faces the viewer has the left hand at +x.
struct Vec3 {
    double x = 0, y = 0, z = 0;

    friend Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend Vec3 operator-(Vec3 a) { return {-a.x, -a.y, -a.z}; }
    friend Vec3 operator*(Vec3 a, double s) { return {a.x * s, a.y * s, a.z * s}; }
    friend Vec3 operator*(double s, Vec3 a) { return a * s; }
    friend Vec3 operator*(Vec3 a, Vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
    friend Vec3 operator/(Vec3 a, double s) { return a * (1 / s); }
    Vec3& operator+=(Vec3 b) { return *this = *this + b; }
};

inline double dot(Vec3 a, Vec3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(Vec3 a, Vec3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double length(Vec3 a) {
    return std::sqrt(dot(a, a));
}
inline Vec3 normalized(Vec3 a) {
    const double n = length(a);
    return n > 1e-12 ? a / n : Vec3{0, 1, 0};
}
inline Vec3 mirrored(Vec3 a) {
    return {-a.x, a.y, a.z};
}
inline double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}
template <class T>
T mix(T a, T b, double share) {
    return a * (1 - share) + b * share;
}
// 0 before `from`, 1 after `to`, with a smooth start and end between them.
inline double ramp(double from, double to, double x) {
    const double s = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return s * s * s * (s * (6 * s - 15) + 10);
}

struct Mat3 {
    Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};  // columns

    friend Vec3 operator*(const Mat3& m, Vec3 v) { return m.x * v.x + m.y * v.y + m.z * v.z; }
    friend Mat3 operator*(const Mat3& a, const Mat3& b) { return {a * b.x, a * b.y, a * b.z}; }
};

inline Mat3 transposed(const Mat3& m) {
    return {{m.x.x, m.y.x, m.z.x}, {m.x.y, m.y.y, m.z.y}, {m.x.z, m.y.z, m.z.z}};
}
// The same rotation seen in a mirror at x = 0.
inline Mat3 mirrored(const Mat3& m) {
    return {mirrored(-m.x), mirrored(m.y), mirrored(m.z)};
}
// Turns by |v| degrees about v.
inline Mat3 rotation(Vec3 v) {
    const double angle = radians(length(v));
    const Vec3 a = normalized(v);
    const double s = std::sin(angle), c = std::cos(angle), k = 1 - c;
    return {{c + a.x * a.x * k, a.y * a.x * k + a.z * s, a.z * a.x * k - a.y * s},
            {a.x * a.y * k - a.z * s, c + a.y * a.y * k, a.z * a.y * k + a.x * s},
            {a.x * a.z * k + a.y * s, a.y * a.z * k - a.x * s, c + a.z * a.z * k}};
}
inline Mat3 rotation_x(double degrees) {
    return rotation({degrees, 0, 0});
}
inline Mat3 rotation_y(double degrees) {
    return rotation({0, degrees, 0});
}
inline Mat3 rotation_z(double degrees) {
    return rotation({0, 0, degrees});
}
// The shortest turn from direction `from` to direction `to`.
inline Mat3 alignment(Vec3 from, Vec3 to) {
    const Vec3 axis = cross(normalized(from), normalized(to));
    const double angle = std::atan2(length(axis), dot(normalized(from), normalized(to)));
    return rotation(normalized(axis) * (angle * 180 / std::numbers::pi));
}
// Orthonormal columns: `down` first, then what is left of `side`.
inline Mat3 frame_of(Vec3 down, Vec3 side) {
    const Vec3 a = normalized(down);
    const Vec3 b = normalized(side - a * dot(a, side));
    return {a, b, cross(a, b)};
}

// p -> rotation p + move.
struct Rigid {
    Mat3 rotation;
    Vec3 move;

    Vec3 operator()(Vec3 p) const { return rotation * p + move; }
};

struct Quat {
    double w = 1, x = 0, y = 0, z = 0;

    friend Quat operator*(const Quat& a, const Quat& b) {
        return {a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
                a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
                a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
                a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
    }
    friend Quat operator*(const Quat& a, double s) { return {a.w * s, a.x * s, a.y * s, a.z * s}; }
    Quat& operator+=(const Quat& b) {
        w += b.w, x += b.x, y += b.y, z += b.z;
        return *this;
    }
};

inline double dot(const Quat& a, const Quat& b) {
    return a.w * b.w + a.x * b.x + a.y * b.y + a.z * b.z;
}

inline Quat quat_of(const Mat3& m) {
    const double xx = m.x.x, yy = m.y.y, zz = m.z.z;
    const auto root = [](double v) { return std::sqrt(std::max(0.0, v)) / 2; };
    const Quat q{root(1 + xx + yy + zz), std::copysign(root(1 + xx - yy - zz), m.y.z - m.z.y),
                 std::copysign(root(1 - xx + yy - zz), m.z.x - m.x.z),
                 std::copysign(root(1 - xx - yy + zz), m.x.y - m.y.x)};
    return q * (1 / std::sqrt(dot(q, q)));
}

// A rigid motion whose weighted sums stay rigid: skin that is blended this way keeps its volume
// where limbs bend (Kavan et al., "Geometric Skinning with Approximate Dual Quaternion Blending").
struct DualQuat {
    Quat real;
    Quat dual{0, 0, 0, 0};

    DualQuat() : real{0, 0, 0, 0} {}
    explicit DualQuat(const Rigid& t)
        : real(quat_of(t.rotation)), dual(Quat{0, t.move.x, t.move.y, t.move.z} * real * 0.5) {}

    void add(const DualQuat& other, double weight) {
        const double sign = dot(real, other.real) < 0 ? -weight : weight;
        real += other.real * sign;
        dual += other.dual * sign;
    }
    Rigid rigid() const {
        const double n = 1 / std::sqrt(std::max(1e-12, dot(real, real)));
        const Quat r = real * n, d = dual * n, c{r.w, -r.x, -r.y, -r.z};
        const Quat t = d * c;
        const auto turn = [&](Vec3 v) {
            const Vec3 u{r.x, r.y, r.z};
            return v + 2 * cross(u, cross(u, v) + v * r.w);
        };
        return {{turn({1, 0, 0}), turn({0, 1, 0}), turn({0, 0, 1})}, {2 * t.x, 2 * t.y, 2 * t.z}};
    }
};

}  // namespace spotter
