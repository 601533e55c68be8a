"""What a calendar reads in an iCalendar object, and what it keeps of several."""

import icalendar


def entry_of(content):
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    attendee = event["ATTENDEE"]
    return {
        "prodid": str(calendar["PRODID"]),
        "version": str(calendar["VERSION"]),
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "stamp": event["DTSTAMP"].dt.isoformat(),
        "start": event["DTSTART"].dt.isoformat(),
        "end": event["DTEND"].dt.isoformat(),
        "summary": str(event["SUMMARY"]),
        "location": str(event.get("LOCATION", "")),
        "status": str(event["STATUS"]),
        "organizer": str(event["ORGANIZER"]),
        "organizer_name": str(event["ORGANIZER"].params.get("CN", "")),
        "attendee": str(attendee),
        "rsvp": str(attendee.params.get("RSVP", "")),
        "properties": sorted(event.keys()),
        "longest_line": max(len(line) for line in content.split(b"\r\n")),
        "bare_line_ends": any(b"\n" in line for line in content.split(b"\r\n")),
    }


class Agenda:
    """A recipient's calendar by RFC 5546: an entry changes only by a greater SEQUENCE, or by an equal
    one that is stamped later."""

    def __init__(self):
        self.entries = {}
        self.seen = {}
        self.ignored = 0

    def apply(self, entry):
        rank = (entry["sequence"], entry["stamp"])
        if rank <= self.seen.get(entry["uid"], (-1, "")):
            self.ignored += 1
            return
        self.seen[entry["uid"]] = rank
        if entry["method"] == "CANCEL":
            self.entries.pop(entry["uid"], None)
        else:
            self.entries[entry["uid"]] = [entry["start"], entry["end"], entry["location"]]
