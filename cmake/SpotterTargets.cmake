# What every target of the project has in common: warnings, sanitizers, include root.

add_library(spotter_flags INTERFACE)
target_include_directories(spotter_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(spotter_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wimplicit-fallthrough -Wnull-dereference
    # GCC 12 sees overlaps that are not there in string concatenation (PR 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(SPOTTER_WERROR)
    target_compile_options(spotter_flags INTERFACE -Werror)
endif()
if(SPOTTER_SANITIZE)
    target_compile_options(spotter_flags INTERFACE -fsanitize=${SPOTTER_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(spotter_flags INTERFACE -fsanitize=${SPOTTER_SANITIZE})
endif()
if(SPOTTER_FUZZ)
    target_compile_options(spotter_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# spotter_library(NAME sources…): one static library of the project.
function(spotter_library name)
    add_library(${name} STATIC ${ARGN})
    target_link_libraries(${name} PUBLIC spotter_flags)
endfunction()

# spotter_test(NAME LIBRARIES lib… SOURCES file…): one Catch2 program, each test case a ctest test.
function(spotter_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE spotter_flags ${ARG_LIBRARIES} Catch2::Catch2WithMain)
    target_compile_definitions(${name} PRIVATE SPOTTER_TEST_DIR="${PROJECT_SOURCE_DIR}/tests"
        SPOTTER_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
    catch_discover_tests(${name} TEST_PREFIX "${name}: " DISCOVERY_MODE PRE_TEST
        PROPERTIES TIMEOUT 300)
endfunction()
