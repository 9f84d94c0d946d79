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

# spotter_shared_library(NAME sources…): one that the program shares with the libraries that see LibTorch. Those are
# loaded when they are first needed, and what they and the program have in common must not be there twice. A build
# without LibTorch loads nothing: there it is static.
function(spotter_shared_library name)
    if(NOT SPOTTER_WITH_TORCH)
        spotter_library(${name} ${ARGN})
        return()
    endif()
    add_library(${name} SHARED ${ARGN})
    target_link_libraries(${name} PUBLIC spotter_flags)
    target_link_options(${name} PRIVATE LINKER:-z,defs)
    # All beside the program, where they find each other.
    set_target_properties(${name} PROPERTIES DEFINE_SYMBOL "" LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/app
        BUILD_RPATH "$ORIGIN")
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
