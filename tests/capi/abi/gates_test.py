#!/usr/bin/env python3
"""The gates of the ABI fail when they should: gates_test.py INCLUDE CC ABIDW ABIDIFF [OPTION...]

A field inserted into a struct is found by the check of the layout and by abidiff, with the options that the library
is held against; a field appended to it passes both.
"""
import pathlib
import subprocess
import sys
import tempfile

include, compiler, abidw, abidiff = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
PROGRAM = """#include <creneau_ports.h>
crn_status crn_event_relied_on(const crn_event* event, size_t first, size_t count, crn_session* to, size_t row_size,
                               crn_error** error) {
  return event != NULL && first + count + row_size > 0 && to != NULL && error != NULL ? to->part : CRN_OK;
}
"""


def headers(folder: pathlib.Path, before: str, field: str) -> pathlib.Path:
    """The headers with a field more in crn_session, before one of its lines."""
    folder.mkdir()
    for header in include.glob("*.h"):
        text = header.read_text()
        if header.name == "creneau_types.h":
            start = text.index("typedef struct crn_session {")
            place = text.index(before, start)
            text = text[:place] + field + text[place:]
        (folder / header.name).write_text(text)
    return folder


def library(folder: pathlib.Path) -> pathlib.Path:
    (folder / "library.c").write_text(PROGRAM)
    made = folder / "library.so"
    subprocess.run([compiler, "-std=c99", "-g", "-shared", "-fPIC", f"-I{folder}", folder / "library.c", "-o", made],
                   check=True)
    return made


def passes(*command: object) -> bool:
    return subprocess.run([str(it) for it in command], stdout=subprocess.DEVNULL).returncode == 0


faults = []
with tempfile.TemporaryDirectory(prefix="creneau-") as temporary:
    root = pathlib.Path(temporary)
    first = headers(root / "first", "int64_t id;", "")
    baseline = root / "first.abi"
    with baseline.open("w") as to:
        subprocess.run([abidw, "--headers-dir", first, library(first)], stdout=to, check=True)
    layout = pathlib.Path(__file__).with_name("layout_test.py")
    for change, before, passes_them in [("nothing", "int64_t id;", True), ("inserted", "int64_t centre;", False),
                                        ("appended", "} crn_session;", True)]:
        changed = headers(root / change, before, "" if change == "nothing" else "int64_t another;\n")
        if passes(sys.executable, layout, first, changed, compiler) != passes_them:
            faults.append(f"the layout, {change}")
        if passes(*abidiff, baseline, library(changed)) != passes_them:
            faults.append(f"abidiff, {change}")
print("\n".join(f"{it}: the gate says the wrong thing" for it in faults))
sys.exit(1 if faults else 0)
