"""The rival of a durable reserve: SQLAlchemy's ORM on the same tables, with the same checks, making
the same rows in the same journal mode.

Usage: sqlalchemy_rival.py DATABASE JOURNAL-MODE COMMANDS NOW. The commands begin with the number by
which ids tell the département. Prints "ready"; to a line with a
number reserves so many slots, a commit each, and prints the nanoseconds and "done".
"""

import json
import sys
import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Integer, String, create_engine, event, func, select
from sqlalchemy.orm import Session as OrmSession, declarative_base

Base = declarative_base()
OFFICE, DEPARTEMENT, RESERVE = 1, "93", 5
PARIS = ZoneInfo("Europe/Paris")


def table(name, keys, numbers="", texts=""):
    columns = {it: Column(Integer) for it in numbers.split()}
    columns |= {it: Column(String) for it in texts.split()}
    for it in keys.split():
        columns[it] = Column(columns[it].type, primary_key=True)
    return type(name, (Base,), {"__tablename__": name, **columns})


Office = table("office", "id", "id")
OfficeDepartement = table("office_departement", "office departement", "office", "departement")
School = table("school", "id", "id active categories")
Departement = table(
    "departement", "code", "number closures_number sessions reservations closures notices", "code")
RulesVersion = table("rules_version", "version", "version")
Request = table("request", "departement role who request", "role who number content",
                "departement request")
Session = table("session", "id", "id inspector start_at end_at proposed_centre plan revision",
                "departement external_ref")
Planning = table("planning", "session plan", "session plan centre category part unit_minutes"
                 " units_of_slot slot_count planned_by")
Slot = table("slot", "session plan ordinal", "session plan ordinal reservation reason", "note")
Closure = table("closure", "id", "id scope who from_at to_at reason", "departement note")
Reservation = table("reservation", "id", "id school session plan slots start_at revision",
                    "departement external_ref")
Notice = table("notice", "id", "id kind to_school to_office at reason status attempts uncertain"
               " next_attempt leased_until lease closed_at from_office",
               "departement note lines address reply_to subject text html last_error")
Event = table("event", "departement number", "number at command role who content reason",
              "departement subject request changes note notes")


def as_json(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def local(minutes):
    return datetime(1970, 1, 1) + timedelta(minutes=minutes)


def reserve(engine, now, index, request, school_id, session_id, plan, ordinal, content):
    with OrmSession(engine) as orm:
        key = {"departement": DEPARTEMENT, "role": 0, "who": OFFICE, "request": request}
        if orm.get(Request, tuple(key.values())):
            return
        office = orm.get(Office, OFFICE)
        posted = orm.get(OfficeDepartement, (OFFICE, DEPARTEMENT))
        school = orm.get(School, school_id)
        numbers = orm.get(Departement, DEPARTEMENT)
        rules = orm.scalar(select(func.max(RulesVersion.version))) or 0
        session = orm.get(Session, session_id)
        planning = orm.get(Planning, (session_id, plan))
        taken = orm.scalars(select(Slot).filter_by(session=session_id, plan=plan)).all()
        closures = orm.scalars(select(Closure).filter_by(departement=DEPARTEMENT)).all()
        length = planning.unit_minutes * planning.units_of_slot
        start = session.start_at + ordinal * length
        begins = local(start).replace(tzinfo=PARIS).astimezone(timezone.utc)
        if (not office or not posted or not school.active or rules != 0
                or not school.categories & (1 << planning.category)
                or session.departement != DEPARTEMENT or ordinal >= planning.slot_count
                or any(it.ordinal == ordinal for it in taken) or begins <= now
                or any(it.from_at < start + length and start < it.to_at for it in closures)):
            raise SystemExit("refused")
        at = int(now.timestamp()) * 1_000_000
        numbers.number += 1
        number, identity = numbers.number, (numbers.reservations + 1) * 128 + index
        notice = (numbers.notices + 1) * 128 + index
        numbers.reservations += 1
        numbers.notices += 1
        lines = [{
            "reservation": identity, "school": school_id, "centre": planning.centre,
            "inspector": session.inspector, "category": "CE",
            "start": local(start).isoformat(timespec="minutes"),
            "end": local(start + length).isoformat(timespec="minutes"),
            "units": planning.units_of_slot, "sequence": number - 1,
            "held_start": local(start).isoformat(timespec="minutes"),
            "held_end": local(start + length).isoformat(timespec="minutes"),
        }]
        changes = {
            "closures_revision": numbers.closures_number,
            "relied_on": [{
                "session": session_id, "departement": DEPARTEMENT,
                "inspector": session.inspector,
                "date": local(session.start_at).date().isoformat(),
                "start": local(session.start_at).strftime("%H:%M"),
                "end": local(session.end_at).strftime("%H:%M"), "plan": plan,
                "revision": session.revision, "centre": planning.centre, "category": "CE",
                "unit_minutes": planning.unit_minutes, "units_of_slot": planning.units_of_slot,
                "slot_count": planning.slot_count, "planned_by": planning.planned_by,
            }],
            "reservations": [{
                "reservation": identity, "school": school_id, "session": session_id,
                "plan_before": plan, "plan_after": plan, "slots_before": [],
                "slots_after": [ordinal],
            }],
        }
        orm.add(Reservation(id=identity, departement=DEPARTEMENT, school=school_id,
                            session=session_id, plan=plan, slots=1 << ordinal, start_at=start,
                            revision=number, external_ref=""))
        orm.flush()  # the slot refers to it
        orm.add_all([
            Slot(session=session_id, plan=plan, ordinal=ordinal, reservation=identity, reason=0,
                 note=""),
            Notice(id=notice, departement=DEPARTEMENT, kind=0, to_school=school_id, to_office=0,
                   at=at, reason=0, note="", lines=as_json(lines), address="", reply_to="",
                   subject="", text="", html="", status=2, attempts=0, uncertain=0,
                   next_attempt=at, leased_until=0, lease=0, last_error="", closed_at=0,
                   from_office=OFFICE),
            Event(departement=DEPARTEMENT, number=number, at=at, command=RESERVE, role=0,
                  who=OFFICE, subject="", request=request, content=content, reason=0, note="",
                  changes=as_json(changes), notes=""),
            Request(**key, number=number, content=content),
        ])
        orm.commit()


def main():
    path, mode, commands, now = sys.argv[1:]
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection, _):
        for pragma in ("foreign_keys = ON", "synchronous = FULL", f"journal_mode = {mode}"):
            connection.execute(f"PRAGMA {pragma}")

    with open(commands, encoding="utf-8") as file:
        code, *lines = file
        waiting = [line.split() for line in lines]
    index = int(code)
    engine_now = datetime.fromtimestamp(int(now) / 1e6, timezone.utc)
    waiting.reverse()
    print("ready", flush=True)
    for line in sys.stdin:
        batch = [waiting.pop() for _ in range(int(line))]
        begin = time.perf_counter_ns()
        for request, *numbers in batch:
            reserve(engine, engine_now, index, request, *map(int, numbers))
        print(time.perf_counter_ns() - begin, "done", flush=True)


main()
