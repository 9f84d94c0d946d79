#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace spotter {

struct NetworkSpec {
    std::filesystem::path file;        // tflite, one picture (1, side, side, 3)
    std::vector<std::string> outputs;  // those that are wanted; the rest is not computed
    float mean = 0;                    // picture values become (value - mean) / scale
    float scale = 1;
    int threads = 0;              // 0: all cores
    std::filesystem::path cache;  // empty: none
};

// A neural network of one 8-bit picture on the CPU. One thread at a time.
class Network {
  public:
    // Throws Error when the file cannot be read or compiled.
    explicit Network(const NetworkSpec& spec);
    ~Network();
    Network(Network&&) noexcept;
    Network& operator=(Network&&) noexcept;

    // Where the picture goes: RGB, interleaved.
    std::span<std::uint8_t> input();
    // Throws Error when inference fails.
    void run();
    // Of the last run(), in the order of NetworkSpec::outputs.
    std::span<const float> output(std::size_t index) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace spotter
