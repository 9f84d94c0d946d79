#pragma once

#include <vector>

namespace spotter {

// What a model already knows and is not to forget while it learns something else ("learning
// without forgetting", Li and Hoiem 2016, with examples of the old labels). Examples say so: number
// labels + l is a remembered example of label l, and what the start said of it is what the model is
// to go on saying. Where a handful of clips are learnt from, the right label would pull harder: a
// few hundred remembered clips learnt by heart cost what many thousands had taught.
struct Remembering {
    std::vector<int>
        known;  // labels of the model that its start knows; empty: nothing is remembered

    bool empty() const { return known.empty(); }
};

}  // namespace spotter
