#!/usr/bin/env python3
"""What the documentation shows is true: documentation_test.py SOURCE_FOLDER INSTALLED_PREFIX CXX_COMPILER C_COMPILER

Shell lines and whole C++ programs of README.md are run one after the other, as a newcomer would; so are the
programs of docs/c-api.md; links lead somewhere; the page of errors is the list of codes.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

source, prefix, compiler, c_compiler = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
pages = [source / "README.md", source / "CHANGELOG.md", *sorted((source / "docs").rglob("*.md")),
         source / "benchmarks/README.md"]
faults: list[str] = []


libraries = [folder for folder in (prefix / "lib", prefix / "lib/x86_64-linux-gnu") if folder.exists()]
env = dict(os.environ, PATH=f"{prefix}/bin:{os.environ['PATH']}",
           PKG_CONFIG_PATH=":".join(f"{folder}/pkgconfig" for folder in libraries),
           LD_LIBRARY_PATH=":".join(map(str, libraries)))


def flags_of(package: str) -> list[str]:
    return subprocess.run(["pkg-config", "--cflags", "--libs", package], env=env, check=True,
                          text=True, capture_output=True).stdout.split()


def run_c_programs(folder: pathlib.Path) -> None:
    programs = re.findall(r"^```c\n(.*?)^```$", (source / "docs/c-api.md").read_text(), re.M | re.S)
    for number, text in enumerate(programs):
        program = folder / f"program_{number}"
        program.with_suffix(".c").write_text(text)
        subprocess.run([c_compiler, "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", f"{program}.c", "-o", program,
                        *flags_of("creneau-capi")], check=True)
        done = subprocess.run([program], cwd=folder, env=env, text=True, capture_output=True)
        print(done.stdout)
        if done.returncode != 0:
            faults.append(f"docs/c-api.md, program {number}: exit {done.returncode}: {done.stderr}")
    if len(programs) < 2 or programs[0].count("\n") >= 100:
        faults.append("docs/c-api.md: an office's day is to take fewer than 100 lines, and a port to be shown")
    if not (folder / "planning-c.xlsx").exists():
        faults.append("docs/c-api.md: planning-c.xlsx was not made")


def run_readme(folder: pathlib.Path) -> None:
    shutil.copytree(source / "docs", folder / "docs")
    flags = flags_of("creneau-sqlite")
    blocks = re.findall(r"^```(sh|cpp)\n(.*?)^```$", (source / "README.md").read_text(), re.M | re.S)
    for kind, text in blocks:
        if kind == "sh":
            command = ["bash", "-e", "-c", text]
        else:
            program = folder / "program"
            program.with_suffix(".cpp").write_text(text)
            subprocess.run([compiler, "-std=c++20", "-Wall", "-Werror", f"{program}.cpp", "-o", program, *flags],
                           check=True)
            command = [str(program)]
        done = subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True,
                              stdin=subprocess.DEVNULL)
        print(done.stdout)
        if done.returncode != 0:
            faults.append(f"README.md, {kind}: exit {done.returncode}: {done.stderr}")
    if {kind for kind, _ in blocks} != {"sh", "cpp"}:
        faults.append("README.md has no shell lines or no program")
    for made in ["creneau.db", "mails", "planning.xlsx"]:
        if not (folder / made).exists():
            faults.append(f"README.md: {made} was not made")


with tempfile.TemporaryDirectory(prefix="creneau-") as temporary:
    run_readme(pathlib.Path(temporary))
    run_c_programs(pathlib.Path(temporary))

for page in pages:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in link and not (page.parent / link).exists():
            faults.append(f"{page.relative_to(source)}: no {link}")

made = subprocess.run([sys.executable, source / "tools/errors-page"], check=True, text=True, capture_output=True)
if made.stdout != (source / "docs/errors.md").read_text():
    faults.append("docs/errors.md is not what tools/errors-page makes")

print("\n".join(faults))
sys.exit(1 if faults else 0)
