"""How notices leave: by SMTP, into a folder, or by a `creneau.ports.Notifier` of one's own."""

from __future__ import annotations

import enum
import os
from typing import NamedTuple

from creneau import _native

__all__ = ["Identity", "Security", "Sent", "folder", "smtp"]


class Identity(NamedTuple):
    """Who mails are from."""

    address: str
    """From, and the organizer of the calendar entries."""
    name: str
    """Shown with the address; may be empty."""
    domain: str
    """Ends Message-IDs and the UIDs of calendar entries: must never change."""


class Security(enum.Enum):
    """How the line to the server is kept secret."""

    STARTTLS = 0
    """Or nothing is sent."""
    TLS = 1
    STARTTLS_IF_THERE = 2
    NONE = 3


class Sent(NamedTuple):
    """What a sending did, in notices."""

    delivered: int
    failed: int
    """To be tried again."""
    uncertain: int
    """Perhaps delivered, to be tried again."""
    dead: int
    """Given up."""
    lost: int
    """The lease had passed to another sender: not recorded."""
    left: int
    """To a later run, because their lease was running out."""


def smtp(
    identity: Identity,
    host: str,
    *,
    port: int = 587,
    security: Security = Security.STARTTLS,
    user: str = "",
    password: str = "",
    ca_file: str | os.PathLike[str] = "",
    timeout_ms: int = 60_000,
) -> _native.Notifier:
    """Send through a mail server; see docs/mail.md."""
    return _native.Notifier.smtp(identity, host, port, security.value, user, password, os.fspath(ca_file), timeout_ms)


def folder(path: str | os.PathLike[str], identity: Identity) -> _native.Notifier:
    """Write each mail into a folder, as a file that mail programs open."""
    return _native.Notifier.folder(os.fspath(path), identity)
