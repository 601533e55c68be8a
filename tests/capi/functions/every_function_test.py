"""Prints each function of the C headers that no test calls.

every_function_test.py HEADER_FOLDER TEST_FOLDER
"""
import pathlib
import re
import sys


def without_comments(text):
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.DOTALL)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)


def texts(folder, pattern):
    for path in sorted(pathlib.Path(folder).glob(pattern)):
        yield without_comments(path.read_text(encoding="utf-8"))


def exported(folder):
    """The functions that are declared with CRN_API, in their order."""
    for text in texts(folder, "*.h"):
        yield from re.findall(r"^CRN_API\b[^;(]*?\b(crn_\w+)\s*\(", text, flags=re.MULTILINE)


def called(folder):
    calls = set()
    for text in texts(folder, "*.c"):
        calls.update(re.findall(r"\b(crn_\w+)\s*\(", text))
    return calls


def main(headers, tests):
    calls = called(tests)
    missing = [name for name in exported(headers) if name not in calls]
    print(*missing, sep="\n", end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
