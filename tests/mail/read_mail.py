"""Reads a mail from the input with Python's own parser and tells in JSON what it found."""

import email
import email.policy
import json
import sys

from calendars import entry_of


def part_of(part):
    told = {
        "type": part.get_content_type(),
        "charset": part.get_content_charset(),
        "method": part.get_param("method"),
        "encoding": part["Content-Transfer-Encoding"],
        "disposition": part.get_content_disposition(),
        "filename": part.get_filename(),
        "defects": [str(defect) for defect in part.defects],
    }
    payload = part.get_payload(decode=True)
    told["content"] = payload.decode(part.get_content_charset() or "ascii")
    if part.get_content_type() == "text/calendar":
        told["entry"] = entry_of(payload)
    return told


def main():
    raw = sys.stdin.buffer.read()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    lines = raw.split(b"\r\n")
    alternative = next((p for p in mail.walk() if p.get_content_type() == "multipart/alternative"), None)
    print(json.dumps({
        "headers": [[name, str(value)] for name, value in mail.items()],
        "to": [str(a.addr_spec) for a in mail["To"].addresses],
        "from": [[a.display_name, a.addr_spec] for a in mail["From"].addresses],
        "date": mail["Date"].datetime.isoformat(),
        "type": mail.get_content_type(),
        "children": [p.get_content_type() for p in mail.iter_parts()],
        "alternatives": [p.get_content_type() for p in alternative.iter_parts()] if alternative else [],
        "parts": [part_of(p) for p in mail.walk() if not p.is_multipart()],
        "defects": [str(d) for p in mail.walk() for d in p.defects],
        "longest_line": max(len(line) for line in lines),
        "bare_line_ends": any(b"\n" in line or b"\r" in line for line in lines),
        "seven_bit": all(byte < 128 for byte in raw) and b"\0" not in raw,
        "ends_with_line_end": raw.endswith(b"\r\n"),
    }))


main()
