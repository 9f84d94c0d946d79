#include "app/evaluation/clip_sequence.h"

#include <algorithm>
#include <map>
#include <random>

#include "app/recording.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr MediaTime kUsualStep = std::chrono::milliseconds(33);

// The same on every machine, unlike std::shuffle.
template <class Item>
void shuffle(std::vector<Item>& items, std::mt19937& random) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

}  // namespace

ClipSequence::ClipSequence(std::vector<DatasetClip> clips, std::filesystem::path folder,
                           std::stop_token stop)
    : clips_(std::move(clips)), folder_(std::move(folder)), stop_(std::move(stop)) {
    if (!open_next()) throw Error("play clips", folder_.string(), "there are no clips");
}

bool ClipSequence::open_next() {
    if (next_ == clips_.size()) return false;
    source_ = open_recording((folder_ / clips_[next_].file).string(), stop_);
    ++next_;
    shift_.reset();
    return true;
}

SourceInfo ClipSequence::info() const {
    SourceInfo info = source_->info();
    info.name = folder_.filename().string();
    info.duration = MediaTime::zero();
    return info;
}

std::optional<Frame> ClipSequence::read(std::stop_token stop) {
    std::optional<Frame> frame = source_->read(stop);
    while (!frame && !stop.stop_requested() && open_next()) frame = source_->read(stop);
    if (!frame) return std::nullopt;
    const std::string& label = clips_[next_ - 1].label;
    if (!shift_) {
        const MediaTime begin = frames_ == 0
                                    ? MediaTime::zero()
                                    : last_ + (step_ > MediaTime::zero() ? step_ : kUsualStep);
        shift_ = begin - frame->time;
        const double at = to_seconds(begin);
        if (!truth_.empty()) truth_.back().end_s = at;
        if (truth_.empty() || truth_.back().label != label) truth_.push_back({label, at, at});
    } else {
        step_ = frame->time + *shift_ - last_;
    }
    frame->time += *shift_;
    frame->number = frames_++;
    frame->epoch = 0;
    last_ = frame->time;
    truth_.back().end_s = to_seconds(last_);
    return frame;
}

std::vector<std::size_t> set_order(const Labels& labels, const std::vector<double>& lengths_s,
                                   double set_s, unsigned seed) {
    std::mt19937 random(seed);
    std::map<std::string, std::vector<std::size_t>> by_label;
    for (std::size_t i = 0; i < labels.size(); ++i) by_label[labels[i]].push_back(i);
    std::vector<std::vector<std::size_t>> sets;
    for (auto& [label, all] : by_label) {
        shuffle(all, random);
        double length = set_s;
        for (const std::size_t i : all) {
            if (length >= set_s) {
                sets.emplace_back();
                length = 0;
            }
            length += lengths_s[i];
            sets.back().push_back(i);
        }
    }
    shuffle(sets, random);
    std::vector<std::size_t> out;
    for (const auto& set : sets) out.insert(out.end(), set.begin(), set.end());
    return out;
}

}  // namespace spotter
