# Finds LibTorch 2.11 or later, for CPU or CUDA, without TorchConfig.cmake, which demands a CUDA
# toolkit for a CUDA build. Looks, in this order, in SPOTTER_LIBTORCH (CMake or environment), in
# CMAKE_PREFIX_PATH, and in the virtual environment SPOTTER_VENV; each may be a libtorch folder or a
# site-packages/torch folder. Defines
#   LibTorch::LibTorch          what to link
#   LibTorch_VERSION
#   LibTorch_CUDA_HEADERS_FOUND whether LibTorch is a CUDA build and CUDA's headers are there,
#   LibTorch_CUDA_INCLUDE_DIR   which then are here

set(SPOTTER_LIBTORCH "$ENV{SPOTTER_LIBTORCH}" CACHE PATH "LibTorch: a libtorch or site-packages/torch folder")
set(SPOTTER_VENV ${PROJECT_SOURCE_DIR}/build/venv CACHE PATH "Virtual environment with the wheels")
file(GLOB venv_torch ${SPOTTER_VENV}/lib/python3*/site-packages/torch)
if(SPOTTER_LIBTORCH)
    set(places PATHS ${SPOTTER_LIBTORCH} ${SPOTTER_LIBTORCH}/libtorch ${SPOTTER_LIBTORCH}/torch NO_DEFAULT_PATH)
else()
    set(places PATHS ${venv_torch})
endif()

find_path(LibTorch_INCLUDE_DIR ATen/ATen.h PATH_SUFFIXES include ${places})
foreach(part torch torch_cpu c10)
    find_library(LibTorch_${part}_LIBRARY ${part} PATH_SUFFIXES lib ${places})
endforeach()
set(LibTorch_VERSION "")
foreach(header torch/headeronly/version.h torch/csrc/api/include/torch/version.h)
    if(NOT LibTorch_VERSION AND EXISTS ${LibTorch_INCLUDE_DIR}/${header})
        file(STRINGS ${LibTorch_INCLUDE_DIR}/${header} lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
        string(REGEX MATCHALL "[0-9]+" numbers "${lines}")
        string(REPLACE ";" "." LibTorch_VERSION "${numbers}")
    endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_torch_LIBRARY LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY LibTorch_INCLUDE_DIR
    VERSION_VAR LibTorch_VERSION
    REASON_FAILURE_MESSAGE "Run 'make setup', or point SPOTTER_LIBTORCH at LibTorch 2.11 or later, or build with -DSPOTTER_WITH_TORCH=OFF")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    get_filename_component(library_dir ${LibTorch_torch_LIBRARY} DIRECTORY)
    # Only in a CUDA build, and only beside the libraries that were found.
    find_library(LibTorch_torch_cuda_LIBRARY torch_cuda PATHS ${library_dir} NO_DEFAULT_PATH)
    find_library(LibTorch_c10_cuda_LIBRARY c10_cuda PATHS ${library_dir} NO_DEFAULT_PATH)
    set(libraries ${LibTorch_torch_LIBRARY} ${LibTorch_torch_cpu_LIBRARY} ${LibTorch_c10_LIBRARY})
    if(LibTorch_torch_cuda_LIBRARY)
        list(APPEND libraries ${LibTorch_torch_cuda_LIBRARY} ${LibTorch_c10_cuda_LIBRARY})
        # The toolkit's, or those of the wheels that a CUDA wheel of LibTorch brings.
        file(GLOB wheels ${library_dir}/../../nvidia/cu1* ${library_dir}/../../nvidia/cuda_runtime)
        find_path(LibTorch_CUDA_INCLUDE_DIR crt/host_config.h HINTS $ENV{CUDA_HOME} ${wheels} /usr/local/cuda
            PATH_SUFFIXES include)
        find_library(LibTorch_cudart_LIBRARY NAMES cudart libcudart.so.13 libcudart.so.12
            HINTS $ENV{CUDA_HOME} ${wheels} /usr/local/cuda PATH_SUFFIXES lib lib64)
        if(LibTorch_CUDA_INCLUDE_DIR AND LibTorch_cudart_LIBRARY)
            set(LibTorch_CUDA_HEADERS_FOUND TRUE)
            list(APPEND libraries ${LibTorch_cudart_LIBRARY})
        else()
            message(STATUS "LibTorch has CUDA, but CUDA's headers are missing: models run there without a CUDA graph")
        endif()
    endif()
    add_library(LibTorch::LibTorch INTERFACE IMPORTED GLOBAL)
    target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE_DIR}
        ${LibTorch_INCLUDE_DIR}/torch/csrc/api/include)
    target_compile_definitions(LibTorch::LibTorch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
    # The CUDA back end registers itself when it is loaded; nothing refers to it by name. The C++
    # library comes first: wheels of LibTorch 2.11 export parts of an older one (std::filesystem),
    # with which remove_all() crashes.
    target_link_libraries(LibTorch::LibTorch INTERFACE
        -Wl,--push-state,--no-as-needed stdc++ ${libraries} -Wl,--pop-state)
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_torch_LIBRARY LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY
    LibTorch_torch_cuda_LIBRARY LibTorch_c10_cuda_LIBRARY LibTorch_cudart_LIBRARY LibTorch_CUDA_INCLUDE_DIR)
