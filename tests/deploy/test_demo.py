# SPDX-License-Identifier: Apache-2.0
"""The demo's command: what it refuses, in one clear sentence."""

import fcntl
import socket
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.demo import main
from deploy.keys import Keys


@pytest.fixture
def running(tmp_path: Path) -> Path:
    """A folder whose demo runs."""
    folder = tmp_path / "demo"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("command", [["up"], ["clean"]])
def test_a_second_demo_says_that_one_runs_and_where(running: Path, command: list[str]) -> None:
    with (running / "lock").open("a+") as held:
        held.write("at http://127.0.0.1:8000 (process 1)")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        result = CliRunner().invoke(main, [*command, "--folder", str(running)])
    assert result.exit_code == 1
    assert "a demo runs already at http://127.0.0.1:8000 (process 1)" in result.output
    assert (running / "lock").exists()


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = CliRunner().invoke(main, ["up", "--port", str(port), "--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert f"port {port} is taken; choose another one: make demo PORT={port + 1}" in result.output


def test_the_demo_is_refused_in_production(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["up", "--folder", str(tmp_path)], env={"HESHILAO_ENV": "production"})
    assert result.exit_code == 1
    assert "refused where HESHILAO_ENV=production" in result.output


def test_clean_removes_everything(running: Path) -> None:
    Keys.of(running)
    assert CliRunner().invoke(main, ["clean", "--folder", str(running)]).exit_code == 0
    assert not running.exists()


def test_keys_are_made_once_and_are_for_their_owner_alone(tmp_path: Path) -> None:
    first, again = Keys.of(tmp_path), Keys.of(tmp_path)
    assert first == again
    assert len(bytes.fromhex(first.data)) == 32
    assert load_pem_private_key(Path(first.token_file).read_bytes(), None)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
