#!/usr/bin/env python3
"""Each header compiles alone, as C99 and as C++, and every declaration says with which release it came:
headers_test.py INCLUDE_FOLDER C_COMPILER CXX_COMPILER"""
import pathlib
import re
import subprocess
import sys

include, c_compiler, cxx_compiler = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
LANGUAGES = {
    "C99": [c_compiler, "-xc", "-std=c99", *WARNINGS, "-Wconversion", "-Wstrict-prototypes"],
    "C17": [c_compiler, "-xc", "-std=c17", *WARNINGS],
    "C++11": [cxx_compiler, "-xc++", "-std=c++11", *WARNINGS, "-Wconversion"],
    "C++20": [cxx_compiler, "-xc++", "-std=c++20", *WARNINGS],
}
faults: list[str] = []

for header in ("creneau_types.h", "creneau.h", "creneau_ports.h"):
    text = (include / header).read_text()
    for language, command in LANGUAGES.items():
        done = subprocess.run([*command, "-fsyntax-only", f"-I{include}", "-"], text=True, capture_output=True,
                              input=f"#include <{header}>\n#include <{header}>\nint used_by_nobody;\n")
        if done.returncode != 0:
            faults.append(f"{header} as {language}:\n{done.stderr}")
    for found in re.finditer(r"(?:/\*\*((?:(?!\*/).)*)\*/\n)?^CRN_API [^;]*?\b(crn_\w+)\(", text, re.S | re.M):
        if not found[1] or not re.search(r"Since[\s*]+\d+\.\d+\.", found[1]):
            faults.append(f"{header}: {found[2]} has no comment that says since when it is there")

print("\n".join(faults))
sys.exit(1 if faults else 0)
