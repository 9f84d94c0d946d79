#include "engine/pose/network.h"

#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <openvino/frontend/manager.hpp>
#include <openvino/openvino.hpp>
#include <sys/file.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {
namespace {

// OpenVINO's messages span lines; the last one says what was wrong.
std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

// The model from 8-bit pixels to the wanted outputs alone: leaving out the landmark model's
// segmentation saves a third of its time.
std::shared_ptr<ov::Model> read_network(const NetworkSpec& spec) {
    // Not ov::Core::read_model(), which tries every format it knows.
    const auto reader = ov::frontend::FrontEndManager().load_by_framework("tflite");
    if (!reader) throw std::runtime_error("OpenVINO has no reader of tflite");
    const std::shared_ptr<ov::Model> whole = reader->convert(reader->load(spec.file.string()));
    ov::OutputVector wanted;
    for (const std::string& name : spec.outputs) wanted.push_back(whole->output(name));
    const auto model = std::make_shared<ov::Model>(wanted, whole->get_parameters());
    ov::preprocess::PrePostProcessor pixels(model);
    pixels.input().tensor().set_element_type(ov::element::u8);
    pixels.input()
        .preprocess()
        .convert_element_type(ov::element::f32)
        .mean(spec.mean)
        .scale(spec.scale);
    return pixels.build();
}

ov::AnyMap compile_options(const NetworkSpec& spec) {
    ov::AnyMap options{
        ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
        // In bfloat16, OpenVINO's choice where the processor has it, joints are 10 cm off in
        // metres.
        ov::hint::inference_precision(ov::element::f32),
        // Other threads (capture, classifier, window) want the same cores.
        ov::hint::enable_cpu_pinning(false),
    };
    if (spec.threads > 0) options.insert(ov::inference_num_threads(spec.threads));
    return options;
}

// Held by one process at a time; waits for it. A folder that cannot be locked is used as it is.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& folder)
        : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (file_ >= 0) ::flock(file_, LOCK_EX);
    }
    ~FolderLock() {
        if (file_ >= 0) ::close(file_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    const int file_;
};

ov::CompiledModel compile(ov::Core& core, const NetworkSpec& spec) {
    const auto model = read_network(spec);
    const ov::AnyMap options = compile_options(spec);
    std::error_code failed;
    std::filesystem::create_directories(spec.cache, failed);
    if (!spec.cache.empty() && std::filesystem::is_directory(spec.cache, failed)) {
        try {
            // It is written in place, and another process that reads half of it would not survive.
            const FolderLock lock(spec.cache);
            ov::AnyMap cached = options;
            cached.insert(ov::cache_dir(spec.cache.string()));
            return core.compile_model(model, "CPU", cached);
        } catch (const ov::Exception& error) {
            log_debug("pose: compiled without its cache: " + last_line(error.what()));
        }
    }
    return core.compile_model(model, "CPU", options);
}

}  // namespace

struct Network::State {
    std::string name;
    ov::CompiledModel compiled;
    ov::InferRequest request;
};

Network::Network(const NetworkSpec& spec) : state_(std::make_unique<State>()) {
    try {
        ov::Core core;
        state_->name = spec.file.string();
        state_->compiled = compile(core, spec);
        state_->request = state_->compiled.create_infer_request();
    } catch (const std::exception& error) {
        throw Error("load pose model", spec.file.string(), last_line(error.what()),
                    "remove it and run \"make\" again to fetch it");
    }
}

Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

std::span<std::uint8_t> Network::input() {
    ov::Tensor tensor = state_->request.get_input_tensor();
    return {tensor.data<std::uint8_t>(), tensor.get_size()};
}

void Network::run() {
    try {
        state_->request.infer();
    } catch (const std::exception& error) {
        throw Error("find the pose", state_->name, last_line(error.what()));
    }
}

std::span<const float> Network::output(std::size_t index) const {
    const ov::Tensor tensor = state_->request.get_output_tensor(index);
    return {tensor.data<const float>(), tensor.get_size()};
}

}  // namespace spotter
