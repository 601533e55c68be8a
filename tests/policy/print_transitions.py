"""Prints each change of the clock in the territories' zones, 2000 to 2099, as the system's tzdata
tells it: zone, seconds since 1970, minutes from UTC before, minutes from UTC after. The first line
of a zone is its offset on 2000-01-01."""

import datetime
import zoneinfo

ZONES = """Europe/Paris America/Guadeloupe America/Martinique America/Cayenne Indian/Reunion
America/Miquelon Indian/Mayotte America/St_Barthelemy America/Marigot Pacific/Wallis Pacific/Tahiti
Pacific/Noumea""".split()
UTC = datetime.timezone.utc
START = int(datetime.datetime(2000, 1, 1, tzinfo=UTC).timestamp())
END = int(datetime.datetime(2100, 1, 1, tzinfo=UTC).timestamp())
STEP = 7 * 86400  # no zone changes twice within a week


def offset(zone, second):
    instant = datetime.datetime.fromtimestamp(second, zone)
    return int(instant.utcoffset().total_seconds()) // 60


for name in ZONES:
    zone = zoneinfo.ZoneInfo(name)
    before = offset(zone, START)
    print(name, START, before, before, sep=",")
    for second in range(START, END, STEP):
        after = offset(zone, min(second + STEP, END))
        if after == before:
            continue
        low, high = second, second + STEP
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == before:
                low = middle
            else:
                high = middle
        print(name, high, before, after, sep=",")
        before = after
