#!/usr/bin/env python3
"""What was compiled against the first headers finds everything where it was: layout_test.py OLD_INCLUDE NEW_INCLUDE CC

Of all types and constants of the old headers: fields keep their place and size, constants their value, values that
never grow their size; other structs may grow at their end.
"""
import importlib.machinery
import importlib.util
import pathlib
import subprocess
import sys
import tempfile

old, new, compiler = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
tool = pathlib.Path(__file__).parents[3] / "tools/c-names"
loader = importlib.machinery.SourceFileLoader("c_names", str(tool))
c_names = importlib.util.module_from_spec(importlib.util.spec_from_loader("c_names", loader))
sys.dont_write_bytecode = True
loader.exec_module(c_names)

NEVER_GROW = {"crn_text", "crn_departement", "crn_slot", "crn_period", "crn_hours", "crn_cursor", "crn_subject",
              "crn_posting"}
MACROS = {"CRN_INIT", "CRN_NEW", "CRN_BIT"}


def program(names: list[str]) -> str:
    lines = ["#include <creneau_ports.h>", "#include <stdio.h>", "int main(void) {"]
    structs = set()
    for kind, name in (it.split() for it in names):
        if kind == "field":
            struct, field = name.split(".")
            structs.add(struct)
            lines.append(f'  printf("{name} %zu %zu\\n", offsetof({struct}, {field}), sizeof((({struct}*)0)->{field}));')
        elif kind == "constant" and name not in MACROS:
            lines.append(f'  printf("{name} %lld\\n", (long long)({name}));')
    lines += [f'  printf("{it} %zu\\n", sizeof({it}));' for it in sorted(structs)]
    return "\n".join([*lines, "  return 0;", "}", ""])


def layout(include: pathlib.Path, source: str) -> dict[str, list[int]]:
    with tempfile.TemporaryDirectory(prefix="creneau-") as folder:
        path = pathlib.Path(folder)
        (path / "layout.c").write_text(source)
        subprocess.run([compiler, "-std=c99", f"-I{include}", path / "layout.c", "-o", path / "layout"], check=True)
        printed = subprocess.run([path / "layout"], check=True, text=True, capture_output=True).stdout
    return {name: [int(it) for it in rest] for name, *rest in (line.split() for line in printed.splitlines())}


source = program(c_names.names(old))
before, after = layout(old, source), layout(new, source)
faults = []
for name, numbers in before.items():
    is_struct = name.startswith("crn_") and "." not in name
    may_grow = is_struct and name not in NEVER_GROW
    if after[name] != numbers and not (may_grow and after[name] > numbers) and not name.startswith("CRN_VERSION"):
        faults.append(f"{name}: was {numbers}, is {after[name]}")
print("\n".join(faults), f"\n{len(before)} fields, constants and structs looked at")
sys.exit(1 if faults or len(before) < 500 else 0)
