#include "engine/core/error.h"

#include <exception>
#include <new>

namespace spotter {
namespace {

std::string joined(const std::string& step, const std::string& subject, const std::string& cause,
                   const std::string& remedy) {
    std::string line = step;
    for (const std::string& part : {subject, cause}) {
        if (part.empty()) continue;
        if (!line.empty()) line += ": ";
        line += part;
    }
    if (!remedy.empty()) line += "; " + remedy;
    return line;
}

}  // namespace

Error::Error(const std::string& step, const std::string& subject, const std::string& cause,
             const std::string& remedy)
    : std::runtime_error(joined(step, subject, cause, remedy)),
      subject_at_(step.empty() || subject.empty() ? 0 : step.size() + 2),
      subject_size_(subject.size()),
      reason_size_(cause.empty() ? remedy.size() : joined(cause, {}, {}, remedy).size()) {}

std::string_view Error::subject() const {
    return std::string_view(what()).substr(subject_at_, subject_size_);
}

std::string_view Error::reason() const {
    const std::string_view line = what();
    return line.substr(line.size() - reason_size_);
}

std::string describe_current_exception() {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return "out of memory; close other programs or use smaller input";
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "unknown failure";
    }
}

}  // namespace spotter
