#include "engine/model/normalisation.h"

#include <ATen/ATen.h>

namespace spotter {

Normalisation normalisation_of(const Preprocessing& preprocessing, at::Device device) {
    const auto options = at::TensorOptions(at::kDouble);
    const at::Tensor mean = at::tensor(at::ArrayRef<double>(preprocessing.mean), options);
    const at::Tensor deviation = at::tensor(at::ArrayRef<double>(preprocessing.deviation), options);
    return {(preprocessing.rescale_factor / deviation).to(device, at::kFloat).view({3, 1, 1}),
            (-mean / deviation).to(device, at::kFloat).view({3, 1, 1})};
}

at::Tensor pixels_from_bytes(const at::Tensor& bytes, const Normalisation& normalisation) {
    const at::Tensor values =
        bytes.to(normalisation.scale.device()).permute({0, 1, 4, 2, 3}).to(at::kFloat);
    return values * normalisation.scale + normalisation.shift;
}

}  // namespace spotter
