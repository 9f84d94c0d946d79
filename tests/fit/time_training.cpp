// Times training steps for tools/compare_training.py: one line in, clips per second of a few steps
// out.  time_training tiny|small|base|FOLDER float32|bfloat16 THREADS BATCH STEPS
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "training/fit/kept_heap.h"
#include "training/fit/learner.h"

using namespace spotter;

int main(int argc, char** argv) {
    if (argc != 6) return 2;
    const std::string name = argv[1];
    ModelInfo model =
        std::filesystem::is_directory(name) ? read_model_folder(name) : videomae_preset(name);
    TrainingPlan plan;
    plan.precision = parse_precision(argv[2]).value();
    plan.threads = std::atoi(argv[3]);
    plan.batch = std::atoi(argv[4]);
    plan.clip_norm = 1;
    const int steps = std::atoi(argv[5]);
    at::set_num_threads(plan.threads);
    const KeptHeap heap;
    TrainingStart start;
    start.model = model;
    const Ranks alone;
    Learner learner(plan, model.config,
                    classifier_task(plan, starting_weights(start, 1), model.preprocessing,
                                    std::vector<double>(model.labels.size(), 1.0)),
                    alone);
    const std::int64_t side = model.config.image_size;
    LearningBatch batch;
    batch.input = at::randint(0, 256, {plan.batch, model.config.frames, side, side, 3}, at::kByte);
    for (int i = 0; i < plan.batch; ++i) {
        batch.labels.push_back(i % model.config.classes);
        batch.positions.push_back(static_cast<std::size_t>(i));
    }
    const auto count = static_cast<std::size_t>(plan.batch);
    Tally tally;
    learner.step(batch, 1, 1e-5, count, tally);
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < steps; ++i) learner.step(batch, 1, 1e-5, count, tally);
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
        std::cout << plan.batch * steps / spent.count() << std::endl;
    }
}
