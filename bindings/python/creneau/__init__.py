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

from creneau import errors
from creneau._native import version as __version__
from creneau.actors import InspectorActor, OfficeActor, OperatorActor, ReaderActor, SchoolActor
from creneau.codes import (
    Category,
    ClosureScope,
    Counting,
    ExamPart,
    HalfDay,
    Language,
    Reason,
    Role,
    SlotStatus,
    When,
)
from creneau.database import Clock, Database, connect
from creneau.errors import BadInput, Deadline, Error, Failed, Fault, Refused, Subject
from creneau.rows import (
    Centre,
    Closure,
    Event,
    Exam,
    Inspector,
    ListingLine,
    NewSession,
    Notice,
    Office,
    Receipt,
    Refusal,
    Remark,
    ReservationChange,
    Rule,
    School,
    Session,
    Slot,
    SlotId,
    Units,
    Week,
)
from creneau.table import Table

__all__ = [
    "BadInput",
    "Category",
    "Centre",
    "Clock",
    "Closure",
    "ClosureScope",
    "Counting",
    "Database",
    "Deadline",
    "Error",
    "Event",
    "Exam",
    "ExamPart",
    "Failed",
    "Fault",
    "HalfDay",
    "Inspector",
    "InspectorActor",
    "Language",
    "ListingLine",
    "NewSession",
    "Notice",
    "Office",
    "OfficeActor",
    "OperatorActor",
    "ReaderActor",
    "Reason",
    "Receipt",
    "Refusal",
    "Refused",
    "Remark",
    "ReservationChange",
    "Role",
    "Rule",
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
    "connect",
    "errors",
]
