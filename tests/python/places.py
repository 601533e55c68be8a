"""Where a test keeps a planning: a file, or the server of with_postgres_server."""

from __future__ import annotations

import contextlib
import itertools
import os
import pathlib
import subprocess
from collections.abc import Iterator

import creneau

COUNT = itertools.count(1)


def run_sql(uri: str, sql: str) -> None:
    """Go around the library."""
    subprocess.run(["psql", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", uri, "--command", sql], check=True)


@contextlib.contextmanager
def server_database(*, empty: bool = False) -> Iterator[str]:
    """Give the connection string of a database of one's own, which has the schema unless it is to be empty."""
    server = os.environ.get("CRENEAU_TEST_SERVER")
    if server is None:
        raise RuntimeError("no server: run this under with_postgres_server")
    name = f"test_{os.getpid()}_{next(COUNT)}"
    run_sql(server, f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'template1'}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def place(kind: str, folder: pathlib.Path) -> Iterator[str | pathlib.Path]:
    """Give where "memory", "file" or "server" is: what `connect` takes."""
    match kind:
        case "memory":
            yield ":memory:"
        case "file":
            creneau.connect(folder / "planning.db", create=True).close()
            yield folder / "planning.db"
        case _:
            with server_database() as uri:
                yield uri
