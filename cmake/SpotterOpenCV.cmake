# Imported targets opencv::core, opencv::imgproc, opencv::imgcodecs and opencv::videoio, each found
# by name: Debian's OpenCVConfig.cmake is in libopencv-dev, which brings all of OpenCV, and its
# opencv_dnn a second protobuf.
include_guard(GLOBAL)
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
foreach(part core imgproc imgcodecs videoio)
    find_library(OPENCV_${part}_LIBRARY opencv_${part})
    if(NOT OPENCV_INCLUDE_DIR OR NOT OPENCV_${part}_LIBRARY)
        message(FATAL_ERROR "OpenCV's ${part} is missing; run 'make setup' or install libopencv-${part}-dev")
    endif()
    add_library(opencv::${part} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(opencv::${part} PROPERTIES IMPORTED_LOCATION ${OPENCV_${part}_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE_DIR}
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE_DIR})
endforeach()
target_link_libraries(opencv::imgproc INTERFACE opencv::core)
target_link_libraries(opencv::imgcodecs INTERFACE opencv::imgproc)
target_link_libraries(opencv::videoio INTERFACE opencv::imgcodecs)
