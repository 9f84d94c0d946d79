# make run    set up what is missing, build, start Spotter   (ARGS="predict clip.mp4" for a command)
# make test   set up what is missing, build and run every test
# make model  train the shipped model again into build/model/default (about six hours on one core)
# make setup  only the set-up: packages, LibTorch, OpenVINO, pose models
# make format, make check: clang-format; format and include rules without building

.PHONY: run test model setup format check clean FORCE
.DEFAULT_GOAL := run

SOURCES = $(shell git ls-files '*.h' '*.cpp')

setup:
	@tools/setup.sh

# Where LibTorch is to be taken from; written only when that changes.
libtorch = $(SPOTTER_LIBTORCH)|$(CMAKE_PREFIX_PATH)
build/stamps/libtorch: FORCE
	@mkdir -p build/stamps && { echo '$(libtorch)' | cmp -s - $@ || echo '$(libtorch)' >$@; }

build/%/build.ninja: CMakePresets.json build/stamps/libtorch
	@cmake --preset $* -U 'LibTorch_*' -U SPOTTER_LIBTORCH >build/$*.log || { cat build/$*.log; exit 1; }

run: setup
	@$(MAKE) --no-print-directory build/release/build.ninja
	@cmake --build build/release --target spotter -- --quiet
	@build/release/app/spotter $(ARGS)

model: setup
	@$(MAKE) --no-print-directory build/release/build.ninja
	@cmake --build build/release --target spotter -- --quiet
	@build/release/app/spotter synth --train assets/models/default/recipe.toml --out build/model/default --force

test: setup
	@$(MAKE) --no-print-directory build/dev/build.ninja
	@cmake --build build/dev
	@ctest --test-dir build/dev --output-on-failure -j2

format:
	@clang-format -i $(SOURCES)

check:
	@clang-format --dry-run --Werror $(SOURCES)
	@tools/check_includes.py

clean:
	rm -rf build/release build/dev build/asan build/tsan build/fuzz build/coverage build/tidy build/bare
