"""A mail server on loopback that fails as it is told. The first line of its input is a JSON list of
scenarios, each with a port of its own:

  offers       extensions that EHLO offers
  certificate  path without its ending: TLS, from the first byte where `tls` is true, else by STARTTLS
  acts         one for each connection, in order; {} or none: everything goes well. An act has
    at   connect, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body (within the mail), dot (after its end), QUIT
    do   reply `say`; drip: `say` byte by byte; flood: a reply without an end; garbage: bytes that are no
         reply, then wait; close; reset; stall: wait until the client hangs up
    kept whether the mail counts as received although something failed at its dot

Prints its ports, serves until its input ends, then prints in JSON the commands and mails of each scenario.
"""

import base64
import json
import socket
import ssl
import struct
import sys
import threading

GOOD = {"connect": "220 localhost", "STARTTLS": "220 go on", "AUTH": "235 welcome", "MAIL": "250 sender",
        "RCPT": "250 recipient", "DATA": "354 go on", "dot": "250 kept", "QUIT": "221 bye"}


class HungUp(Exception):
    pass


class Connection:
    def __init__(self, line, scenario, act, log):
        self.line = line
        self.scenario = scenario
        self.act = act
        self.log = log
        self.pending = b""
        self.encrypted = False

    def serve(self):
        try:
            if self.scenario.get("tls"):
                self.encrypt()
            self.answer("connect", GOOD["connect"])
            while self.obey(self.read_line()):
                pass
        except (HungUp, OSError):
            pass
        finally:
            self.line.close()

    def obey(self, line):
        verb = line.split(b" ")[0].upper().decode("latin-1")
        self.log["commands"].append(line.decode("latin-1"))
        if verb in ("EHLO", "HELO"):
            self.answer("EHLO", self.hello())
        elif verb == "STARTTLS":
            if self.answer(verb, GOOD[verb]).startswith("220"):
                self.encrypt()
        elif verb == "DATA":
            if self.answer(verb, GOOD[verb]).startswith("354"):
                self.receive()
        elif verb == "AUTH":
            self.send(b"334 \r\n")
            self.read_line()
            self.answer(verb, GOOD[verb])
        elif verb in GOOD:
            self.answer(verb, GOOD[verb])
        else:
            self.send(b"502 unknown\r\n")
        return verb != "QUIT"

    def hello(self):
        offers = [o for o in self.scenario.get("offers", []) if not (self.encrypted and o == "STARTTLS")]
        lines = ["localhost"] + offers
        return "\r\n".join(["250-" + each for each in lines[:-1]] + ["250 " + lines[-1]])

    def encrypt(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        path = self.scenario["certificate"]
        context.load_cert_chain(path + ".pem", path + ".key")
        self.line = context.wrap_socket(self.line, server_side=True)
        self.encrypted = True

    def receive(self):
        if self.act.get("at") == "body":
            self.read(1000)
            self.answer("body", "")
        mail = b""
        while not mail.endswith(b"\r\n.\r\n"):
            mail += self.read_line() + b"\r\n"
        fails = self.act.get("at") == "dot" and self.act["do"] != "drip"
        if not fails or self.act.get("kept"):
            # The dots that the client put before lines that begin with one are taken away again.
            self.log["mails"].append(base64.b64encode(mail[:-3].replace(b"\r\n..", b"\r\n.")).decode())
        self.answer("dot", GOOD["dot"])

    def answer(self, at, well):
        """Answers as told, or well; gives back what it said."""
        if self.act.get("at") != at:
            self.send(well.encode() + b"\r\n")
            return well
        do = self.act["do"]
        say = self.act.get("say", well).encode() + b"\r\n"
        if do == "reply":
            self.send(say)
        elif do == "drip":
            for byte in say:
                self.send(bytes([byte]))
        elif do == "flood":
            while True:
                self.send(b"250-more\r\n")
        elif do == "garbage":
            self.send(b"\x00\xff no reply at all\r\n")
            self.wait()
        elif do == "stall" and at == "body":
            threading.Event().wait()  # without reading on, so that the client cannot go on either
        elif do == "stall":
            self.wait()
        elif do == "reset":
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise HungUp
        else:
            raise HungUp
        return say.decode()

    def wait(self):
        while self.line.recv(65536):
            pass
        raise HungUp

    def send(self, data):
        self.line.sendall(data)

    def read(self, least):
        while len(self.pending) < least:
            piece = self.line.recv(65536)
            if not piece:
                raise HungUp
            self.pending += piece

    def read_line(self):
        while b"\r\n" not in self.pending:
            self.read(len(self.pending) + 1)
        line, self.pending = self.pending.split(b"\r\n", 1)
        return line


class Scenario:
    def __init__(self, told):
        self.told = told
        self.log = {"commands": [], "mails": []}
        self.connections = 0
        self.socket = socket.socket()
        # Small, so that a long mail does not fit into what the machine buffers.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            line, _ = self.socket.accept()
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            acts = self.told.get("acts", [])
            act = acts[self.connections] if self.connections < len(acts) else {}
            self.connections += 1
            threading.Thread(target=Connection(line, self.told, act, self.log).serve, daemon=True).start()


def main():
    scenarios = [Scenario(told) for told in json.loads(sys.stdin.readline())]
    print(json.dumps({"ports": [each.socket.getsockname()[1] for each in scenarios]}), flush=True)
    sys.stdin.read()
    print(json.dumps([each.log for each in scenarios]), flush=True)


main()
