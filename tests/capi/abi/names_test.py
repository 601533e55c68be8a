#!/usr/bin/env python3
"""The committed list of exported names is that of the headers: names_test.py SOURCE_FOLDER LIBRARY

The library exports the functions of the headers and nothing else, under its own version; the codes are those of the
library. `capi/abi/symbols.txt` is what was ever exported: nothing of it may be missing.
"""
import pathlib
import re
import subprocess
import sys

source, library = pathlib.Path(sys.argv[1]), sys.argv[2]
abi = source / "capi/abi"
faults: list[str] = []


def compare(what: str, expected: set[str], actual: set[str]) -> None:
    faults.extend(f"{what}: {it} is missing" for it in sorted(expected - actual))
    faults.extend(f"{what}: {it} is not expected" for it in sorted(actual - expected))


names = subprocess.run([source / "tools/c-names"], check=True, text=True, capture_output=True).stdout.splitlines()
compare("capi/abi/names.txt (made by tools/c-names)", set((abi / "names.txt").read_text().splitlines()), set(names))

listed = subprocess.run(["nm", "-D", "--defined-only", library], check=True, text=True, capture_output=True).stdout
symbols = {line.split()[-1] for line in listed.splitlines()} - {"CRENEAU_1"}
versioned = {it.split("@")[0] for it in symbols if it.endswith("@@CRENEAU_1")}
compare("exported symbols", {it.split("@")[0] for it in symbols}, versioned)
compare("capi/abi/symbols.txt", set((abi / "symbols.txt").read_text().split()), versioned)
inline = {name for header in (source / "capi/include").glob("*.h")
          for name in re.findall(r"static inline [^;{]*?\b(crn_\w+)\(", header.read_text())}
declared = {it.split()[1] for it in names if it.startswith("function ")} - inline
compare("functions of the headers", declared, versioned)

codes = re.findall(r"CRENEAU_ERROR\((\w+), (\d+), \w+, \"(.*)\"\)",
                   (source / "include/creneau/model/error_codes.def").read_text())
header = re.sub(r"\s+(\* )?", " ", (source / "capi/include/creneau_types.h").read_text())
compare("error codes", {f"CRN_ERROR_{name.upper()} = {number}: {meaning}" for name, number, meaning in codes},
        {f"{name} = {number}: {meaning}" for name, number, meaning in
         re.findall(r"(CRN_ERROR_\w+) = (\d+),? /\*\*< (.*?) \*/", header)})

print("\n".join(faults))
sys.exit(1 if faults else 0)
