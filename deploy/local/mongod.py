# SPDX-License-Identifier: Apache-2.0
"""A private mongod, one member as a replica set, from the wheel that carries the binary."""

import importlib.util
from pathlib import Path
from typing import Any, Self

import pymongo
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.ports import free_ports
from deploy.local.processes import StartFailed, end, start, wait_until

_NOT_YET_INITIALIZED = 94


def binary() -> Path:
    """The mongod of the installed wheel. It is for demo and tests, never for real data."""
    spec = importlib.util.find_spec("fiftyone")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = Path(folder) / "db" / "bin" / "mongod"
        if found.exists():
            return found
    raise StartFailed("mongod is not installed: install requirements/demo.txt")


class Mongod:
    """A context manager: `with Mongod(folder) as mongod: mongod.url`. Data stay in the folder."""

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self._folder, self.port = folder, port or free_ports(1)[0]
        self.url = f"mongodb://127.0.0.1:{self.port}/?replicaSet=rs0&w=majority&journal=true"

    def __enter__(self) -> Self:
        data = self._folder / "mongo"
        data.mkdir(parents=True, exist_ok=True)
        log = self._folder / "mongod.log"
        # zlib stays off: CVE-2025-14847 in this old binary.
        self.process = start(
            [
                *[str(binary()), "--dbpath", str(data), "--port", str(self.port), "--bind_ip", "127.0.0.1"],
                *["--replSet", "rs0", "--networkMessageCompressors", "snappy,zstd", "--noscripting"],
                *["--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "200"],
                *["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=1000"],
                # Otherwise what is dropped keeps its files open for five minutes more, thousands in a run of tests.
                *["--setParameter", "minSnapshotHistoryWindowInSeconds=0"],
            ],
            log,
        )
        try:
            wait_until(self._writable, self.process, log, 60)
        except BaseException:
            self.stop()
            raise
        return self

    def _writable(self) -> bool:
        """Whether a new client finds a primary; makes the replica set on the first start, and moves it to our port."""
        member = {"_id": 0, "host": f"127.0.0.1:{self.port}"}
        address = f"mongodb://127.0.0.1:{self.port}/?directConnection=true&serverSelectionTimeoutMS=500"
        driver: pymongo.MongoClient[dict[str, Any]]
        with pymongo.MongoClient(address) as driver:
            try:
                config = driver.admin.command("replSetGetConfig")["config"]
                if config["members"][0]["host"] != member["host"]:
                    moved = config | {
                        "members": [config["members"][0] | member],
                        "version": config["version"] + 1,
                    }
                    driver.admin.command({"replSetReconfig": moved, "force": True})
                return bool(driver.admin.command("hello")["isWritablePrimary"])
            except OperationFailure as error:
                if error.code == _NOT_YET_INITIALIZED:
                    driver.admin.command({"replSetInitiate": {"_id": "rs0", "members": [member]}})
                return False
            except PyMongoError:
                return False

    def stop(self) -> None:
        end(self.process, within=15.0)

    def __exit__(self, *_: object) -> None:
        self.stop()
