#include "training/data/label_name.h"

#include <string>

#include <catch2/catch.hpp>

#include "training/data/group_name.h"

using namespace spotter;

TEST_CASE("labels may have spaces, emoji and other scripts") {
    for (const char* label :
         {"squat", "Bicep curl", "kniebeuge_tief", "🏋️ squat", "приседание"}) {
        INFO(label);
        CHECK_FALSE(label_problem(label));
    }
}

TEST_CASE("labels that cannot be folders are refused with a reason") {
    CHECK(label_problem("") == "is empty");
    CHECK(label_problem("a/b") == "has a slash in it");
    CHECK(label_problem("a\\b") == "has a backslash in it");
    CHECK(label_problem(std::string_view("a\0b", 3)) == "has a control character in it");
    CHECK(label_problem("a\nb") == "has a control character in it");
    CHECK(label_problem("..") == "begins with a dot");
    CHECK(label_problem(".git") == "begins with a dot");
    CHECK(label_problem(" squat") == "has a space before or after it");
    CHECK(label_problem("squat ") == "has a space before or after it");
    CHECK(label_problem("squat\xff") == "is not UTF-8");
    CHECK(label_problem(std::string(300, 'x')) == "is longer than 100 bytes");
    CHECK_FALSE(label_problem(std::string(100, 'x')));
}

TEST_CASE("bytes that are no UTF-8 are found") {
    CHECK(is_valid_utf8("plain, ä, 漢, 🏋"));
    CHECK_FALSE(is_valid_utf8("\xc0\xaf"));          // overlong slash
    CHECK_FALSE(is_valid_utf8("\xe0\x80\xaf"));      // overlong
    CHECK_FALSE(is_valid_utf8("\xed\xa0\x80"));      // surrogate
    CHECK_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));  // beyond Unicode
    CHECK_FALSE(is_valid_utf8("\xe6\xbc"));          // cut off
    CHECK_FALSE(is_valid_utf8("\x80"));
}

TEST_CASE("case is folded in the alphabets that have it") {
    CHECK(case_folded("SQUAT_Ä_Ž_Ω_ПРИСЕД") == "squat_ä_ž_ω_присед");
    CHECK(case_folded("×漢🏋") == "×漢🏋");
}

TEST_CASE("labels that read the same are one") {
    CHECK(known_label({"bicep_curl", "squat"}, "Bicep Curl") == "bicep_curl");
    CHECK(known_label({"squat"}, "squat") == "squat");
    CHECK(known_label({"squat"}, "lunge") == "lunge");
    CHECK(known_label({"Squat", "squat"}, "squat") == "squat");
}

TEST_CASE("idle labels come last") {
    Labels labels = {"squat", "rest", "lunge", "Other", "other_exercise"};
    sort_labels(labels);
    CHECK(labels == Labels{"lunge", "other_exercise", "squat", "Other", "rest"});
}

TEST_CASE("groups are guessed from names") {
    CHECK(group_from_name("v_BicepCurl_g05_c02", "BicepCurl") == "v_BicepCurl_g05");
    CHECK(is_ucf101_name("v_BicepCurl_g05_c02"));
    CHECK_FALSE(is_ucf101_name("my_gym_05"));
    CHECK(group_from_name("anna_kitchen_3", "squat") == "anna_kitchen");
    CHECK(group_from_name("anna_kitchen-0003", "squat") == "anna_kitchen");
    CHECK(group_from_name("anna (2)", "squat") == "anna");
    CHECK(group_from_name("dQw4w9WgXcQ_000010_000020", "squat") == "dQw4w9WgXcQ");
    CHECK(group_from_name("anna", "squat") == "anna");
}

TEST_CASE("a number behind a word that says nothing tells nothing") {
    for (const char* stem : {"squat_003", "Squat 3", "clip12", "IMG_2041", "007", "video (3)"}) {
        INFO(stem);
        CHECK(group_from_name(stem, "squat").empty());
    }
    CHECK(group_from_name("barbell biceps curl_1", "barbell biceps curl").empty());
    CHECK(group_from_name("squat_3_1", "squat") == "squat_3");
    CHECK(group_from_name("anna2", "squat") == "anna2");
}
