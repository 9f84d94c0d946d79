#pragma once

namespace spotter {

// The shape of a masked autoencoder's decoder, as `config.json` gives it beside the encoder's.
struct DecoderConfig {
    int hidden_size = 384;
    int layers = 4;
    int heads = 6;
    int intermediate_size = 1536;
    bool norm_pix_loss = true;  // patches are learnt normalised, each by its own mean and deviation
};

// What masked pretraining is told besides a plan.
struct MaskedPretraining {
    DecoderConfig decoder;
    double mask_ratio = 0.9;  // of the places of a picture; 0.75 to 0.9 is usual
};

}  // namespace spotter
