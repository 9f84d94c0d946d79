# Imported target openvino::runtime from the wheel in the build's virtual environment, or from
# CMAKE_PREFIX_PATH where that names one.
include_guard(GLOBAL)
set(SPOTTER_VENV ${PROJECT_SOURCE_DIR}/build/venv CACHE PATH "Virtual environment that holds the wheels")
file(GLOB openvino_hints ${SPOTTER_VENV}/lib/python3*/site-packages/openvino/cmake)
find_package(OpenVINO CONFIG QUIET COMPONENTS Runtime HINTS ${openvino_hints})
if(NOT OpenVINO_FOUND)
    message(FATAL_ERROR "OpenVINO is missing; run 'make setup', or configure with -DSPOTTER_WITH_POSE=OFF")
endif()

# Debian's OpenCV and OpenVINO's wheel both want a libtbb.so.12, and only the wheel's (newer) one
# serves both. DT_RPATH, unlike DT_RUNPATH, holds for the libraries of libraries too, so that the
# first one found is the wheel's.
target_link_options(openvino::runtime INTERFACE LINKER:--disable-new-dtags)
