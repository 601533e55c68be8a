# The commands of the project. Each works from a fresh clone.
BUILD ?= build
JOBS ?= $(shell nproc)
CMAKE_FLAGS ?= -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCRENEAU_WERROR=ON
LAUNCHER = -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER_LAUNCHER=ccache

.PHONY: packages build test format-check

packages:
	tools/install-packages build core adapters test check

build: packages
	CCACHE_SLOPPINESS=pch_defines,time_macros cmake -S . -B $(BUILD) -G Ninja $(CMAKE_FLAGS) $(LAUNCHER)
	CCACHE_SLOPPINESS=pch_defines,time_macros cmake --build $(BUILD) -j $(JOBS)

test: build
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

format-check: packages
	git ls-files '*.hpp' '*.h' '*.cpp' '*.c' | xargs -r clang-format-19 --dry-run --Werror
