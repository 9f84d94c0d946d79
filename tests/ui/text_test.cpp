#include "ui/text.h"

#include <catch2/catch.hpp>

#include "tests/ui/headless.h"

using namespace spotter;

TEST_CASE("a character that the font lacks is one box, whatever joins or colours it") {
    Headless screen(1280, 720);
    const auto width = [&](const char* text) {
        return screen.draw([text] { return text_width(text, Type::body); });
    };
    const float box = width("\u25A1");
    CHECK(box > 0);
    CHECK(width("\U0001F4AA") == box);
    CHECK(width("\u6DF1") == box);
    CHECK(width("\u2764\uFE0F") == box);
    CHECK(width("a\u200Db") == width("ab"));
}

TEST_CASE("a text that is too long for its width ends with an ellipsis there") {
    Headless screen(1280, 720);
    screen.draw([] {
        const std::string text = "What will be seen, such as lunge";
        const float width = text_width(text, Type::body);
        CHECK(shortened_text(text, Type::body, width + 1) == text);
        const std::string cut = shortened_text(text, Type::body, width / 2);
        CHECK(cut.ends_with("…"));
        CHECK(text_width(cut, Type::body) <= width / 2);
        return 0;
    });
}

TEST_CASE("a paragraph breaks where its text does and where its width ends") {
    Headless screen(1280, 720);
    const auto height = [&](float width, const char* text) {
        return screen.draw([&] { return paragraph_height(width, text, Type::body); });
    };
    const float line = height(500, "one");
    CHECK(line > 0);
    CHECK(height(500, "one\ntwo") == 2 * line);
    CHECK(height(500, "one\n\ntwo\n") == 2 * line);
    CHECK(height(40, "one of them is\ntwo") > 2 * line);
}

TEST_CASE("the name of a file is broken after a slash or not at all, never at its point") {
    Headless screen(1280, 720);
    // How many lines a text has that is as wide as the first part of it.
    const auto lines = [&](const std::string& first, const std::string& rest) {
        return screen.draw([&] {
            const float width = text_width(first, Type::body) + 1;
            return static_cast<int>(paragraph_height(width, first + rest, Type::body) /
                                    paragraph_height(width, "1", Type::body));
        });
    };
    // "mp4", "1.mp4", "1", instead of "mp4 1." and "mp4 1".
    CHECK(lines("mp4 1.", "mp4 1") == 3);
    // "mp4 a/" and "1.mp4 1".
    CHECK(lines("mp4 a/1.", "mp4 1") == 2);
    // A word that is longer than the line is broken where the line ends.
    CHECK(lines("mmmm", "mmmm") == 2);
}
