"""The command that serves: how it begins, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

COMMAND = [sys.executable, "-m", "copydesk", "serve"]


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def served(examples: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [*COMMAND, "--desk", str(examples), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert found
        yield process, found[0]
        process.kill()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_ended_and_ends_quietly(
    served: tuple["subprocess.Popen[str]", str], end: signal.Signals
) -> None:
    process, address = served
    with httpx.Client() as asking:  # a connection that is left open
        assert "5 stories" in asking.get(address).text
        process.send_signal(end)
        written, told = process.communicate(timeout=30)
    assert (written, told) == ("", "")
    assert process.returncode == 0


def test_what_is_no_request_is_refused(served: tuple["subprocess.Popen[str]", str]) -> None:
    _, address = served
    port = int(address.rstrip("/").rpartition(":")[2])
    for request, status in (
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"4"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"\x16\x03\x01\x02\r\n\r\n", b"400"),
        (b"GET /../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /?words=" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"4"),
        (b"GET /stories/\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"4"),
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(request)
            assert connection.recv(4096).startswith(b"HTTP/1.1 " + status), request[:60]
    assert httpx.get(address).status_code == 200


def test_a_port_that_is_taken_is_one_line(examples: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("--desk", examples, "--port", port)
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert f"cannot serve at 127.0.0.1:{port}: Address already in use" in line


def test_a_host_of_another_machine_is_one_line(examples: Path) -> None:
    for host in ("203.0.113.7", "no such host", ".", ""):
        result = run("--desk", examples, "--host", host, "--port", 0)
        assert result.returncode == 1, host
        assert len(result.stderr.splitlines()) == 1, host


def test_without_a_desk_there_is_nothing_to_serve(tmp_path: Path) -> None:
    result = run("--desk", tmp_path / "news.desk", "--port", 0)
    assert result.returncode == 2
    assert "there is no desk" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_it_is_loaded_by_other_commands(examples: Path) -> None:
    program = (
        "import sys; from copydesk.cli import main\n"
        "try: main()\n"
        "finally: assert not {'fastapi', 'uvicorn', 'starlette', 'opentelemetry'} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", program, "stories", "--desk", str(examples)],
        check=True,
        capture_output=True,
        env=os.environ,
    )
