# SPDX-License-Identifier: Apache-2.0
"""The gateway: a real nginx before three small servers that tell what reached them."""

import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import pytest

from deploy import gateway
from deploy.local.ports import answers, free_ports
from deploy.local.processes import end, start, wait_until


class Echo(BaseHTTPRequestHandler):
    """Answers with its server's name, and the path, headers and size of the body that it got."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        size = len(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        name = self.server.name  # type: ignore[attr-defined]
        told = {"service": name, "path": self.path, "headers": dict(self.headers), "size": size}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Service:
    def __init__(self, name: str) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        self.server.name = name  # type: ignore[attr-defined]
        self.port = self.server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()


class Client:
    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, path: str, method: str = "GET", body: bytes | Iterator[bytes] | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder, (port, nobody) = tmp_path_factory.mktemp("gateway"), free_ports(2)
    with Service("mediation") as mediation, Service("scoring") as scoring, Service("streams") as streams:
        ports = {"mediation": mediation.port, "scoring": scoring.port, "courtlink": nobody}
        ports[gateway.STREAMS] = streams.port
        nginx = start(gateway.command(folder, port, ports), folder / "log")
        try:
            wait_until(lambda: answers(port), nginx, folder / "log", 10)
            yield Client(port)
        finally:
            end(nginx)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "mediation"),
        ("/login", "mediation"),
        ("/oidc/callback?code=1", "mediation"),
        ("/api/mediation/v1/cases", "mediation"),
        ("/scoring", "scoring"),
        ("/scoring/board?page=2", "scoring"),
        ("/api/scoring/v1/tasks", "scoring"),
        ("/scoring/board/events?place=3713", "streams"),
        ("/scoring/board/events/x", "scoring"),
        ("/scoring-events/x", "mediation"),
        ("/scoringboard", "mediation"),
        ("/static/no-such-asset.css", "mediation"),
    ],
)
def test_each_path_reaches_its_service_unchanged(front: Client, path: str, service: str) -> None:
    status, _, body = front.ask(path)
    assert status == 200
    assert (json.loads(body)["service"], json.loads(body)["path"]) == (service, path)


def test_what_a_client_claims_about_itself_is_not_passed_on(front: Client) -> None:
    _, _, body = front.ask(
        "/",
        X_Forwarded_For="6.6.6.6",
        X_Forwarded_Proto="https",
        X_Forwarded_Prefix="/evil",
        X_Request_Id="mine",
    )
    headers = json.loads(body)["headers"]
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "http"
    assert headers["X-Forwarded-Host"] == f"127.0.0.1:{front.port}"
    assert len(headers["X-Request-Id"]) == 32
    assert "X-Forwarded-Prefix" not in headers


def test_a_body_over_the_limit_is_refused_as_a_problem(front: Client) -> None:
    status, headers, body = front.ask("/api/scoring/v1/tasks", "POST", b"x" * (2 * 1024 * 1024 + 1))
    assert (status, headers["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(body)["code"] == "too_large"


def test_a_chunked_body_reaches_the_service_whole_and_with_its_length(front: Client) -> None:
    status, _, body = front.ask("/api/scoring/v1/tasks", "POST", iter([b"x" * 1000] * 3))
    told = json.loads(body)
    assert (status, told["size"]) == (200, 3000)
    assert told["headers"]["Content-Length"] == "3000"


def test_a_service_that_is_away_gives_503_and_when_to_come_again(front: Client) -> None:
    status, headers, body = front.ask("/courtlink/")
    assert (status, headers["Retry-After"]) == (503, "2")
    assert json.loads(body)["status"] == 503


def test_a_person_reads_a_page_when_a_body_is_too_large_or_a_service_away(front: Client) -> None:
    large = b"x" * (2 * 1024 * 1024 + 1)
    for path, method, sent, status, said in (
        ("/mediation/ledgers/", "POST", large, 413, "文件太大了"),
        ("/courtlink/", "GET", None, 503, "The system is starting again"),
    ):
        answer, headers, body = front.ask(path, method, sent, Accept="text/html,*/*;q=0.8")
        assert (answer, headers["Content-Type"]) == (status, "text/html")
        assert said in body.decode()


def test_metrics_are_not_shown_outside(front: Client) -> None:
    assert front.ask("/metrics")[0] == 404
