#!/usr/bin/env python3
"""Dependencies point inwards: nothing includes upward, and adapters know model and port only."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])

# What each layer may include of the library. Standard and third-party headers are free, but for the core.
CORE = {
    "model": {"model"},
    "policy": {"model", "policy", "port"},
    "port": {"model", "port"},
    "engine": {"model", "policy", "port", "engine"},
    "memory": {"model", "policy", "port", "memory"},
}
# Adapters may know the values and pure rules of the core, its ports, and these other adapters.
ADAPTERS = {
    "json": set(),
    "sqlite": {"json"},
    "text": set(),
    "mail": {"text"},
    "smtp": {"text", "mail"},
    "csv": {"text"},
    "xlsx": {"text", "csv"},
}
# The command line is a program: it may know everything. An import is a command, so the reader of
# plannings may name the engine's command.
ENGINE_COMMANDS = {"csv": {"engine/import_planning.hpp", "engine/call.hpp"}}
CORE_THIRD_PARTY = re.compile(r"^(boost/|creneau/)")

include = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
faults = []

for header in sorted((ROOT / "include/creneau").rglob("*.hpp")):
    layer = header.relative_to(ROOT / "include/creneau").parts[0]
    if layer not in CORE:
        continue  # the umbrella
    for kind, name in include.findall(header.read_text()):
        if name.startswith("creneau/"):
            target = name.split("/")[1]
            if target not in CORE[layer]:
                faults.append(f"{header}: {layer} may not include {name}")
        elif "/" in name and not CORE_THIRD_PARTY.match(name) or kind == '"':
            faults.append(f"{header}: the core may include Boost and the standard library only: {name}")

for adapter, friends in ADAPTERS.items():
    for source in sorted((ROOT / "src" / adapter).rglob("*.[hc]pp")):
        for kind, name in include.findall(source.read_text()):
            if kind == "<":
                continue
            parts = name.split("/")
            if parts[0] == "creneau":
                inner = "/".join(parts[1:])
                allowed = parts[1] in {"model", "policy", "port"} or inner in ENGINE_COMMANDS.get(adapter, set())
                if not allowed:
                    faults.append(f"{source}: an adapter may not include {name}")
            elif parts[0] != adapter and parts[0] not in friends:
                faults.append(f"{source}: {adapter} may not include {name}")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
