"""Prints Latin letters beyond ASCII: code point, how its compatible decomposition reads without
marks and in lower case, and its canonical decomposition, as code points in hexadecimal."""

import unicodedata

for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
    letter = chr(code)
    if not unicodedata.category(letter).startswith(("L", "S")):
        continue
    folded = "".join(
        mark
        for mark in unicodedata.normalize("NFKD", letter).lower()
        if unicodedata.category(mark) != "Mn"
    )
    decomposed = unicodedata.normalize("NFD", letter)
    hexadecimal = [" ".join(f"{ord(it):04X}" for it in text) for text in (folded, decomposed)]
    print(f"{code:04X}", *hexadecimal, sep=",")
