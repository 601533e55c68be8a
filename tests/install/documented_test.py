#!/usr/bin/env python3
"""Every public name has a doc comment, and every reference in one leads somewhere: documented_test.py INCLUDE_FOLDER"""
import pathlib
import re
import subprocess
import sys
import tempfile

include = pathlib.Path(sys.argv[1]).resolve()
NOT_PUBLIC = [f"{name}{below}" for name in ("creneau::detail", "creneau::*::detail", "creneau::memory", "std")
              for below in ("", "::*")] + ["CRENEAU_ERROR"]
# A defaulted comparison compares all fields in their order; doxygen cannot place a specialization of std::hash.
NOTHING_TO_SAY = re.compile(r"operator(==|<=>)\(.*= ?default \(friend\)|Internal inconsistency: .*std::hash")

with tempfile.TemporaryDirectory(prefix="creneau-") as folder:
    warnings = pathlib.Path(folder) / "warnings"
    settings = {
        "INPUT": include / "creneau",
        "RECURSIVE": "YES",
        "FILE_PATTERNS": "*.hpp",
        "EXCLUDE_SYMBOLS": " ".join(NOT_PUBLIC),
        "EXTRACT_ALL": "NO",
        "INHERIT_DOCS": "YES",
        "DISTRIBUTE_GROUP_DOC": "YES",
        # Headers include each other from here; the error codes are written by macros.
        "INCLUDE_PATH": include,
        "MACRO_EXPANSION": "YES",
        "WARN_IF_UNDOCUMENTED": "YES",
        "WARN_AS_ERROR": "NO",
        "WARN_LOGFILE": warnings,
        "QUIET": "YES",
        "OUTPUT_DIRECTORY": folder,
        "GENERATE_HTML": "NO",
        "GENERATE_LATEX": "NO",
        # Without any output doxygen resolves no reference.
        "GENERATE_XML": "YES",
    }
    done = subprocess.run(["doxygen", "-"], text=True, cwd=folder,
                          input="".join(f'{key} = {value}\n' for key, value in settings.items()))
    faults = warnings.read_text().splitlines() if warnings.exists() else ["doxygen did not run"]
    headers = len(list((pathlib.Path(folder) / "xml").glob("*_8hpp.xml")))

faults = [it for it in faults if not NOTHING_TO_SAY.search(it)]
print("\n".join(re.sub(f"^{re.escape(str(include))}/", "", it) for it in faults))
print(f"{headers} headers, {len(faults)} faults")
sys.exit(1 if faults or not headers or done.returncode != 0 else 0)
