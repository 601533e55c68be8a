"""A real mail server (aiosmtpd) on loopback. Arguments in JSON: `tls` none, starttls or smtps; `certificate`
(the path without its ending); `user` and `password`. Prints its port, serves until its input ends, then
prints in JSON what it received."""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = json.loads(sys.argv[1])
received = []


class Handler:
    async def handle_DATA(self, server, session, envelope):
        received.append({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "bytes": base64.b64encode(envelope.content).decode(),
            "encrypted": session.ssl is not None or options["tls"] == "smtps",
            "authenticated": bool(session.authenticated),
            "hello": session.host_name,
        })
        return "250 OK: kept as %d" % len(received)


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login.decode(), data.password.decode()) == (options.get("user"), options.get("password"))
    return AuthResult(success=right, handled=False)


def context():
    if options["tls"] == "none":
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(options["certificate"] + ".pem", options["certificate"] + ".key")
    return made


def protocol():
    with_user = "user" in options
    starttls = options["tls"] == "starttls"
    return SMTP(Handler(), hostname="localhost", decode_data=False,
                tls_context=context() if starttls else None, require_starttls=starttls,
                authenticator=authenticate if with_user else None, auth_required=with_user,
                auth_require_tls=starttls)


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0,
                                      ssl=context() if options["tls"] == "smtps" else None)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    print(json.dumps(received), flush=True)


asyncio.run(serve())
