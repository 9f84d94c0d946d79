#include "engine/core/error.h"

#include <catch2/catch.hpp>

using namespace spotter;

TEST_CASE("an error is one line, and its parts can be told apart") {
    const Error whole("read clip", "a: b.mp4", "is cut off; twice", "copy it again");
    CHECK(whole.what() == std::string("read clip: a: b.mp4: is cut off; twice; copy it again"));
    CHECK(whole.subject() == "a: b.mp4");
    CHECK(whole.reason() == "is cut off; twice; copy it again");
}

TEST_CASE("parts of an error that are empty are left out") {
    const Error no_step("", "a.mp4", "is empty");
    CHECK(no_step.what() == std::string("a.mp4: is empty"));
    CHECK(no_step.subject() == "a.mp4");
    CHECK(no_step.reason() == "is empty");
    const Error step_alone("the disk is full", "", "");
    CHECK(step_alone.what() == std::string("the disk is full"));
    CHECK(step_alone.subject().empty());
    CHECK(step_alone.reason().empty());
    const Error no_cause("write", "a.mp4", "", "free some space");
    CHECK(no_cause.subject() == "a.mp4");
    CHECK(no_cause.reason() == "free some space");
    const Error no_subject("write", "", "the disk is full");
    CHECK(no_subject.subject().empty());
    CHECK(no_subject.reason() == "the disk is full");
}
