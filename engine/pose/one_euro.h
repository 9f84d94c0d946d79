#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace spotter {

struct OneEuroParameters {
    double min_cutoff = 1;         // Hz; lower: steadier at rest
    double beta = 0;               // higher: less lag in motion
    double derivative_cutoff = 1;  // Hz
};

// One-euro filter (Casiez, Roussel, Vogel, CHI 2012) of several numbers that are measured
// together, as MediaPipe computes it: speed is taken between raw values.
class OneEuroFilter {
  public:
    OneEuroFilter(std::size_t size, OneEuroParameters parameters);

    // Smooths `values`, which were measured `elapsed_s` after the last ones; as they are after a
    // reset, or when no time has passed. Speeds are multiplied by `speed_scale`, so that near and
    // far bodies are smoothed alike. Precondition: `values` has the filter's size.
    void smooth(std::span<float> values, double elapsed_s, double speed_scale);
    void reset();

  private:
    struct State {
        float raw = 0;
        float value = 0;
        float speed = 0;
    };
    OneEuroParameters parameters_;
    bool started_ = false;
    std::vector<State> states_;
};

}  // namespace spotter
