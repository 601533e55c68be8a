"""Applies the calendar parts of mails (files, named as arguments) to one calendar, in order; tells in
JSON what it holds after each mail."""

import email
import json
import pathlib
import sys

from calendars import Agenda, entry_of


def main():
    agenda = Agenda()
    states = []
    for name in sys.argv[1:]:
        mail = email.message_from_bytes(pathlib.Path(name).read_bytes())
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                agenda.apply(entry_of(part.get_payload(decode=True)))
        states.append(sorted(agenda.entries.values()))
    print(json.dumps({"states": states, "ignored": agenda.ignored}))


main()
