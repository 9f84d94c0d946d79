#pragma once

#include <stdexcept>
#include <string>

namespace spotter {

// An operation that could not finish. `what()` is the one line a user reads:
// "step: subject: cause; remedy", for example
// "read model: default/model.safetensors: header is cut off; copy the file again".
// Empty parts are left out.
class Error : public std::runtime_error {
  public:
    Error(const std::string& step, const std::string& subject, const std::string& cause,
          const std::string& remedy = {});
};

// Text of the exception being handled, for the four places that catch everything
// (main, Worker, Job, UI actions). Call it only inside a catch block.
std::string describe_current_exception();

}  // namespace spotter
