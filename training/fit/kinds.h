#pragma once

#include <cstddef>
#include <vector>

namespace spotter {

// What is learnt beside the labels: which kind of a label an example is ("concentration curl"). An
// encoder that tells kinds apart keeps what a label throws away, and learns new labels from fewer
// clips. The model that is trained has the kinds' outputs after those of its labels, and examples
// say a kind: number labels + k is kind k.
struct Kinds {
    std::vector<int> label_of;  // the label of each kind; empty: examples say a label
    double share = 0;           // of the loss that is the kinds', 0 to below 1

    bool empty() const { return label_of.empty(); }
    // Of `outputs` of the model, how many are labels'.
    std::size_t labels(std::size_t outputs) const { return outputs - label_of.size(); }
};

}  // namespace spotter
