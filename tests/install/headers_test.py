#!/usr/bin/env python3
"""Every header compiles alone, clean of warnings: headers_test.py INCLUDE_FOLDER COMPILER"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

include, compiler = pathlib.Path(sys.argv[1]), sys.argv[2]
WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Werror"]


def fault(header: pathlib.Path) -> str:
    name = header.relative_to(include).as_posix()
    done = subprocess.run(
        [compiler, "-std=c++20", "-fsyntax-only", *WARNINGS, f"-I{include}", "-xc++", "-"],
        input=f"#include <{name}>\n#include <{name}>\n", text=True, capture_output=True)
    return "" if done.returncode == 0 else f"{name}:\n{done.stderr}"


headers = sorted(include.rglob("*.hpp"))
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    faults = [it for it in pool.map(fault, headers) if it]
print("\n".join(faults), f"\n{len(headers)} headers, {len(faults)} faults")
sys.exit(1 if faults or not headers else 0)
