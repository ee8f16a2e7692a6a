# SPDX-License-Identifier: Apache-2.0
"""The servers of a test run: started when the first test needs them, shared by all workers, stopped at the end.

Each worker works in a `namespace` of its own: a prefix of database, exchange and queue names.
"""

import contextlib
import dataclasses
import os

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.servers import Servers, lane, servers

_running = pytest.StashKey[Servers]()
_stack = contextlib.ExitStack()


def _servers(config: pytest.Config) -> Servers:
    """The servers of this run: told by the process that shares out the tests, or started now."""
    if _running not in config.stash:
        given = getattr(config, "workerinput", None)
        config.stash[_running] = Servers(**given["servers"]) if given else _stack.enter_context(servers())
    return config.stash[_running]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Called by xdist in the first process, once for each worker."""
    node.workerinput["servers"] = dataclasses.asdict(_servers(node.config))  # type: ignore[attr-defined]


class _ByFile(LoadScopeScheduling):
    """Shares out the tests by file, so that a module's fixtures are made once.

    The jobs in a browser share one stack; the list of pages, about as much work, may have another.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        job = file.startswith("tests/browser/") and file != "tests/browser/test_pages.py"
        return "jobs in a browser" if job else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    """Called by xdist in the first process."""
    return _ByFile(config, log)


def pytest_unconfigure() -> None:
    _stack.close()


def pytest_report_header() -> str:
    return f"servers: {lane()}"


@pytest.fixture(scope="session")
def mongo_url(pytestconfig: pytest.Config) -> str:
    """Address of a MongoDB replica set."""
    return _servers(pytestconfig).mongo_url


@pytest.fixture(scope="session")
def amqp_url(pytestconfig: pytest.Config) -> str:
    """Address of a RabbitMQ broker."""
    return _servers(pytestconfig).amqp_url


@pytest.fixture(scope="session")
def namespace() -> str:
    """The prefix of this worker's databases and queues."""
    return f"t{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("HESHILAO_")]:
        monkeypatch.delenv(name)
