"""A département on 1 June 2026: in memory, on a file, and on a server."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
from collections.abc import Iterator

import places
import pytest

import creneau

MONDAY = datetime.date(2026, 6, 15)
DIRECTORY = (
    "Id,Nom,Mail,Telephone,Departements\n1,BER 93,ber93@example.org,01 00 00 00 93,93\n2,BER 75,,,75\n",
    "Id,RaisonSociale,IdAurige,Mail\n12,Auto-école 93-012,AE93012,ae12@example.org\n13,Auto-école 93-013,AE93013,\n",
    "Id,Matricule,Nom,Departement,Du,Au\n7,93-07,IPCSR 93-07,93,,\n8,93-08,IPCSR 93-08,93,,\n",
    "Id,Nom,Departement\n3,Rosny,93\n",
)


@dataclasses.dataclass
class World:
    """A database, and who acts on it."""

    database: creneau.Database
    clock: creneau.Clock

    @property
    def office(self) -> creneau.OfficeActor:
        """BER 93."""
        return self.database.office(1, subject="p-1")

    @property
    def school(self) -> creneau.SchoolActor:
        """Auto-école 93-012."""
        return self.database.school(12)

    def planned(self, date: datetime.date = MONDAY, inspector: int = 7) -> creneau.Session:
        """Plan a morning: seven slots for CE at Rosny."""
        made = self.office.create([creneau.NewSession(inspector, date, creneau.HalfDay.MORNING)])
        return self.office.plan(made.sessions[0].id, centre=3, category=creneau.Category.CE).sessions[0]


def fill(database: creneau.Database) -> None:
    """Put the directory in."""
    for csv in DIRECTORY:
        database.put_directory(csv)


@pytest.fixture(params=["memory", "file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[str | pathlib.Path]:
    """Where a planning may be."""
    with places.place(request.param, tmp_path) as it:
        yield it


@pytest.fixture(params=["file", "server"])
def kept(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[str | pathlib.Path]:
    """Where a planning is kept."""
    with places.place(request.param, tmp_path) as it:
        yield it


@pytest.fixture
def world(place: str | pathlib.Path) -> Iterator[World]:
    """A département."""
    clock = creneau.Clock(datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.timezone.utc))
    with creneau.connect(place, clock=clock) as database:
        fill(database)
        yield World(database, clock)
