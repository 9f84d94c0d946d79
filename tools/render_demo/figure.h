#pragma once

#include <cstdint>
#include <vector>

#include "tools/render_demo/human.h"

namespace spotter {

// A point of a surface that follows the bones.
struct Vertex {
    Vec3 rest;
    Vec3 normal;         // at rest
    std::uint32_t skin;  // whose influences it has: a point of the Human
    Vec3 albedo;         // linear RGB
    double shine = 0;
    float cover = 1;  // the surface ends where this falls below 0 (hems, hairline)
};

struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<Triangle> triangles;
};

// The person of the demo: skin, face, short hair, T-shirt, shorts, socks and shoes.
Mesh dress(const Human& human);

// One dumbbell in each hand.
Mesh make_dumbbells(const Human& human);

// A mesh where the bones are now.
struct PosedVertex {
    Vec3 place;
    Vec3 normal;
};
std::vector<PosedVertex> posed(const Mesh& mesh, const Human& human,
                               const std::vector<Rigid>& bones);

}  // namespace spotter
