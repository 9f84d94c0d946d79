#include <utility>

#include "engine/model/recorded_pass.h"

namespace spotter {

Pass recorded_pass(Pass pass, const at::Tensor&) {
    return pass;
}

}  // namespace spotter
