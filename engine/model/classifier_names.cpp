#include "engine/model/classifier.h"

namespace spotter {

std::string_view to_string(Device device) {
    switch (device) {
        case Device::cpu:
            return "cpu";
        case Device::cuda:
            return "cuda";
        case Device::automatic:
            break;
    }
    return "auto";
}

std::string_view to_string(Precision precision) {
    switch (precision) {
        case Precision::float32:
            return "float32";
        case Precision::bfloat16:
            return "bfloat16";
        case Precision::automatic:
            break;
    }
    return "auto";
}

std::optional<Device> parse_device(std::string_view text) {
    for (const Device device : {Device::automatic, Device::cpu, Device::cuda}) {
        if (text == to_string(device)) return device;
    }
    return std::nullopt;
}

std::optional<Precision> parse_precision(std::string_view text) {
    for (const Precision precision :
         {Precision::automatic, Precision::float32, Precision::bfloat16}) {
        if (text == to_string(precision)) return precision;
    }
    return std::nullopt;
}

}  // namespace spotter
