#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace spotter {

// An operation that could not finish. `what()` is the one line a user reads:
// "step: subject: cause; remedy", for example
// "read model: default/model.safetensors: header is cut off; copy the file again".
// Empty parts are left out.
class Error : public std::runtime_error {
  public:
    Error(const std::string& step, const std::string& subject, const std::string& cause,
          const std::string& remedy = {});

    // Parts of what(): what it is about, and "cause; remedy". Valid as long as the error.
    std::string_view subject() const;
    std::string_view reason() const;

  private:
    std::size_t subject_at_;
    std::size_t subject_size_;
    std::size_t reason_size_;
};

// Text of the exception being handled, for the four places that catch everything
// (main, Worker, Job, UI actions). Call it only inside a catch block.
std::string describe_current_exception();

}  // namespace spotter
