# The commands of the project. Each works from a fresh clone.
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
DEMO ?= build/demo
FUZZ_SECONDS ?= 30

.PHONY: help demo test sanitized threads fuzz java python install bench soak format format-check clean

help:
	@echo "make demo      build the program and run a month of a département"
	@echo "make test      build everything and run all tests"
	@echo "make install   PREFIX=$(PREFIX): headers, libraries, program"
	@echo "make python    the wheel of the Python package, and its tests in a fresh environment"
	@echo "make java      the jar of the Java binding, and its tests"
	@echo "make bench     the ratios of benchmarks/"
	@echo "make soak      the random tests at milestone figures (half an hour)"
	@echo "make sanitized, make threads: the tests and fuzz targets under ASan and UBSan, under TSan"
	@echo "make fuzz      the fuzz targets alone, FUZZ_SECONDS=1800 for a milestone"

# $(call build,PRESET,PURPOSES): installs what is missing of packages.txt for these purposes, builds.
define build
	tools/install-packages build core adapters $(2)
	cmake --preset $(1)
	cmake --build --preset $(1) -j $(JOBS)
endef

demo:
	$(call build,release)
	rm -rf "$(DEMO)"
	build/release/bin/creneau demo "$(DEMO)"

test:
	$(call build,test,test python java)
	ctest --preset test -j $(JOBS)

sanitized:
	$(call build,sanitized,test check)
	ctest --preset sanitized -j $(JOBS)

fuzz:
	tools/install-packages build core adapters test check
	cmake --preset sanitized -DCRENEAU_FUZZ_SECONDS=$(FUZZ_SECONDS)
	cmake --build --preset sanitized -j $(JOBS) --target fuzz_targets
	ctest --preset sanitized -L fuzz -j $(JOBS)

threads:
	$(call build,threads,test check)
	ctest --preset threads -j $(JOBS)

install:
	$(call build,release)
	cmake --install build/release --prefix "$(PREFIX)"

java:
	tools/install-packages build core adapters test python java
	cmake --preset test
	cmake --build --preset test -j $(JOBS) --target creneau_java java_contract with_postgres_server
	ctest --preset test -R '^java$$' --verbose

python:
	tools/install-packages build core adapters test python java
	cmake --preset test
	cmake --build --preset test -j $(JOBS) --target python_contract with_postgres_server
	ctest --preset test -R '^python$$' --verbose

bench:
	$(call build,bench,test bench python java)
	build/bench/benchmarks/creneau_benchmarks
	benchmarks/python/run build/bench/python
	benchmarks/java/run build/bench/java

soak:
	$(call build,test,test python java)
	CRENEAU_SOAK=1 ctest --preset test -L 'soak|threads' -j $(JOBS) --timeout 86400

SOURCES = git ls-files '*.hpp' '*.h' '*.cpp' '*.c'

format:
	tools/install-packages check
	$(SOURCES) | xargs -r clang-format-19 -i

format-check:
	tools/install-packages check
	$(SOURCES) | xargs -r clang-format-19 --dry-run --Werror

clean:
	rm -rf build
