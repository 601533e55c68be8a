#!/usr/bin/env python3
"""Dependencies point inwards: nothing includes upward, and adapters know model, policy and port only; an importer its command;
the facade all of these, the C ABI the facade."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)

# What each layer of the core may include of the library; besides it only Boost and the standard library.
CORE = {
    "model": {"model"},
    "policy": {"model", "policy", "port"},
    "port": {"model", "port"},
    "engine": {"model", "policy", "port", "engine"},
    "memory": {"model", "policy", "port", "memory"},
    # No rule of its own: it asks when a date opens, how many slots an exam takes and what time it is; all else the engine decides.
    "sim": {"model", "engine", "memory", "sim", "port/storage.hpp", "policy/opening.hpp", "policy/exam_units.hpp", "policy/zones.hpp"},
}
# Adapters may know model, policy, port and these other adapters; any third party is free.
ADAPTERS = {
    "json": set(),
    "sql": {"json"},
    "sqlite": {"json", "sql"},
    "postgres": {"json", "sql"},
    "database": {"sqlite", "postgres"},
    "text": set(),
    "mail": {"text"},
    "smtp": {"text", "mail"},
    "csv": {"text"},
    "xlsx": {"text", "csv"},
}
# An import is a command, so the reader of plannings may name the engine's command.
COMMANDS = {"csv": {"engine/import_planning.hpp", "engine/call.hpp"}}

faults: list[str] = []


def includes(path: pathlib.Path) -> list[tuple[str, str]]:
    """The kind of quotes and the name of each include."""
    return INCLUDE.findall(path.read_text())


def check_core(layer: str, header: pathlib.Path) -> None:
    for kind, name in includes(header):
        if name.startswith("creneau/"):
            if not {name.split("/")[1], name.removeprefix("creneau/")} & CORE[layer]:
                faults.append(f"{header}: {layer} may not include {name}")
        elif kind == '"' or ("/" in name and not name.startswith("boost/")):
            faults.append(f"{header}: the core may include Boost and the standard library only: {name}")


def check_adapter(adapter: str, source: pathlib.Path, public: bool) -> None:
    for kind, name in includes(source):
        if kind == "<":
            continue
        own = name.startswith("creneau/")
        inner = name.removeprefix("creneau/")
        layer = inner.split("/")[0]
        if own and (layer in {"model", "policy", "port"} or inner in COMMANDS.get(adapter, set())):
            continue
        if layer == adapter and (own or not public):
            continue
        # Private headers of another adapter serve its sources, never its public headers.
        if layer in ADAPTERS[adapter] and (own or not public):
            continue
        faults.append(f"{source}: {adapter} may not include {name}")


for header in sorted((ROOT / "include/creneau").rglob("*.hpp")):
    part = header.relative_to(ROOT / "include/creneau").parts[0]
    if part in CORE:
        check_core(part, header)
    elif part in ADAPTERS:
        check_adapter(part, header, public=True)
    elif part != "creneau.hpp":
        faults.append(f"{header}: belongs to no layer")

for adapter in ADAPTERS:
    for source in sorted((ROOT / "src" / adapter).rglob("*.[hc]pp")):
        check_adapter(adapter, source, public=False)

# The facade stands on everything below it and speaks the plain types; the C ABI stands on the facade.
PLAIN = {"creneau.h", "creneau_ports.h", "creneau_types.h"}
for source in sorted((ROOT / "src/facade").rglob("*.[hc]pp")):
    for kind, name in includes(source):
        if kind == '"' and not (name.startswith(("creneau/", "facade/")) or name in PLAIN):
            faults.append(f"{source}: the facade may not include {name}")
for source in sorted((ROOT / "capi/src").rglob("*.[hc]pp")):
    for kind, name in includes(source):
        if kind == '"' and not (name.startswith(("creneau/model/", "creneau/policy/", "facade/")) or name == "guard.hpp"):
            faults.append(f"{source}: the C ABI may not include {name}")
for header in sorted((ROOT / "capi/include").iterdir()):
    for kind, name in includes(header):
        if name not in PLAIN | {"stddef.h", "stdint.h", "string.h"}:
            faults.append(f"{header}: a C header may not include {name}")

print("\n".join(faults))
sys.exit(1 if faults else 0)
