r"""Driving exams for heavy vehicles in France: plannings, reservations, and their simulation.

>>> import creneau
>>> database = creneau.connect(":memory:")
>>> database.put_directory("Id,Nom,Mail,Departements\n1,BER 93,ber93@example.org,93\n")
(1, 0)
>>> office = database.office(1)
>>> office.offices()[0].departements
('93',)
>>> database.close()
"""

from __future__ import annotations

from creneau import errors, files, notify, ports, words, zones
from creneau._native import version as __version__
from creneau.actors import InspectorActor, OfficeActor, OperatorActor, ReaderActor, SchoolActor
from creneau.codes import (
    Category,
    ClosureScope,
    Counting,
    ExamPart,
    HalfDay,
    Language,
    NoticeStatus,
    Reason,
    RefusalJournal,
    Role,
    SlotStatus,
    When,
)
from creneau.database import Clock, Database, Engine, connect, embed
from creneau.errors import BadInput, Deadline, Error, Failed, Fault, Refused, Subject
from creneau.planning import Planning
from creneau.receipt import Block, History, Receipt, Remark, ReservationChange
from creneau.rows import (
    CancellationDeadline,
    Centre,
    Closure,
    Event,
    Exam,
    ImportedReservation,
    ImportedSession,
    Inspector,
    ListingLine,
    NewSession,
    Notice,
    Office,
    Outcomes,
    Refusal,
    Rule,
    School,
    Session,
    Slot,
    SlotId,
    Units,
    Week,
)
from creneau.rules import Rules, check_rules, preset_rules
from creneau.table import Table

__all__ = [
    "BadInput",
    "Block",
    "CancellationDeadline",
    "Category",
    "Centre",
    "Clock",
    "Closure",
    "ClosureScope",
    "Counting",
    "Database",
    "Deadline",
    "Engine",
    "Error",
    "Event",
    "Exam",
    "ExamPart",
    "Failed",
    "Fault",
    "HalfDay",
    "History",
    "ImportedReservation",
    "ImportedSession",
    "Inspector",
    "InspectorActor",
    "Language",
    "ListingLine",
    "NewSession",
    "Notice",
    "NoticeStatus",
    "Office",
    "OfficeActor",
    "OperatorActor",
    "Outcomes",
    "Planning",
    "ReaderActor",
    "Reason",
    "Receipt",
    "Refusal",
    "RefusalJournal",
    "Refused",
    "Remark",
    "ReservationChange",
    "Role",
    "Rule",
    "Rules",
    "School",
    "SchoolActor",
    "Session",
    "Slot",
    "SlotId",
    "SlotStatus",
    "Subject",
    "Table",
    "Units",
    "Week",
    "When",
    "__version__",
    "check_rules",
    "connect",
    "embed",
    "errors",
    "files",
    "notify",
    "ports",
    "preset_rules",
    "words",
    "zones",
]
