"""A command gets a server, and none is left behind: with_postgres_server_test.py WITH_POSTGRES_SERVER"""

from __future__ import annotations

import pathlib
import socket
import subprocess
import sys
import unittest
import urllib.parse

PROGRAM = sys.argv.pop()
SHOW = 'psql --tuples-only --no-align --command "SHOW data_directory" "$CRENEAU_TEST_SERVER" && '


class Started:
    """A shell beside a server: where the server listens, and where its files are."""

    def __init__(self, script: str) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, "sh", "-c", 'echo "$CRENEAU_TEST_SERVER" && ' + SHOW + script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.uri = urllib.parse.urlsplit(self.process.stdout.readline().strip())
        self.data = pathlib.Path(self.process.stdout.readline().strip())

    def server_answers(self) -> bool:
        try:
            socket.create_connection((self.uri.hostname, self.uri.port)).close()
            return True
        except ConnectionRefusedError:
            return False

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


class WithPostgresServer(unittest.TestCase):
    def test_the_command_says_how_it_ends_and_the_server_is_gone(self) -> None:
        it = Started("read line; exit 7")
        self.assertTrue(it.server_answers())
        self.assertTrue((it.data / "postmaster.pid").is_file())
        self.assertEqual(it.end(), 7)
        self.assertFalse(it.server_answers())
        self.assertFalse(it.data.exists())

    def test_who_ends_it_ends_the_command_and_the_server(self) -> None:
        it = Started("exec sleep 600")
        self.assertTrue(it.server_answers())
        it.process.terminate()
        self.assertEqual(it.end(), 128 + 15)
        self.assertFalse(it.server_answers())
        self.assertFalse(it.data.exists())

    def test_no_command_is_wrong_usage_and_none_that_is_there_a_failure(self) -> None:
        self.assertEqual(subprocess.run([PROGRAM], stderr=subprocess.DEVNULL).returncode, 2)
        self.assertEqual(subprocess.run([PROGRAM, "/no/such"], stderr=subprocess.DEVNULL).returncode, 3)


if __name__ == "__main__":
    unittest.main()
