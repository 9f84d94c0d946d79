#pragma once

#include <algorithm>
#include <array>
#include <cmath>

// Just enough of vectors and turns for a body. Right-handed: x to the left of the person who
// faces z, y up, metres. Angles are degrees.
namespace spotter {

struct Vec3 {
    double x = 0;
    double y = 0;
    double z = 0;
};
inline Vec3 operator+(Vec3 a, Vec3 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Vec3 operator-(Vec3 a, Vec3 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Vec3 operator*(Vec3 a, double s) {
    return {a.x * s, a.y * s, a.z * s};
}
inline double dot(Vec3 a, Vec3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline double length(Vec3 a) {
    return std::sqrt(dot(a, a));
}
inline Vec3 middle(Vec3 a, Vec3 b) {
    return (a + b) * 0.5;
}
inline Vec3 mirrored(Vec3 a) {
    return {-a.x, a.y, a.z};
}
// `a` itself where it has no direction.
inline Vec3 unit(Vec3 a) {
    const double n = length(a);
    return n > 1e-9 ? a * (1 / n) : a;
}

inline double lerp(double from, double to, double share) {
    return from + (to - from) * share;
}
inline Vec3 lerp(Vec3 from, Vec3 to, double share) {
    return from + (to - from) * share;
}
inline double radians(double degrees) {
    return degrees * 0.017453292519943295;
}

// Rows of a turn.
struct Turn {
    std::array<Vec3, 3> row{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};

    Vec3 operator*(Vec3 v) const { return {dot(row[0], v), dot(row[1], v), dot(row[2], v)}; }
    Turn operator*(const Turn& b) const {
        Turn out;
        for (std::size_t i = 0; i < 3; ++i)
            out.row[i] = b.row[0] * row[i].x + b.row[1] * row[i].y + b.row[2] * row[i].z;
        return out;
    }
    // The same turn on the other side of the body.
    Turn mirrored() const {
        Turn out;
        out.row = {Vec3{row[0].x, -row[0].y, -row[0].z}, Vec3{-row[1].x, row[1].y, row[1].z},
                   Vec3{-row[2].x, row[2].y, row[2].z}};
        return out;
    }
};

// Rodrigues' formula; `axis` of length 1.
inline Turn turn_about(Vec3 axis, double degrees) {
    const double c = std::cos(radians(degrees));
    const double s = std::sin(radians(degrees));
    const Vec3 a = axis * (1 - c);
    return {{Vec3{c + axis.x * a.x, axis.x * a.y - axis.z * s, axis.x * a.z + axis.y * s},
             Vec3{axis.y * a.x + axis.z * s, c + axis.y * a.y, axis.y * a.z - axis.x * s},
             Vec3{axis.z * a.x - axis.y * s, axis.z * a.y + axis.x * s, c + axis.z * a.z}}};
}
inline Turn turn_x(double degrees) {
    return turn_about({1, 0, 0}, degrees);
}
inline Turn turn_y(double degrees) {
    return turn_about({0, 1, 0}, degrees);
}
inline Turn turn_z(double degrees) {
    return turn_about({0, 0, 1}, degrees);
}

}  // namespace spotter
