# SPDX-License-Identifier: Apache-2.0
"""The private servers of demo and tests: what they keep, and what cannot hinder their next start."""

import os
import signal
import socket
from pathlib import Path

import pytest

from deploy.local import Mongod, RabbitMQ
from deploy.local.ports import answers, free_ports, is_free
from deploy.local.processes import StartFailed, start, wait_until
from shared import mongo, rabbit
from shared.rabbit import Message, Names, Publisher

NAMES = Names("kept_")


def test_no_port_is_handed_out_twice() -> None:
    ports = free_ports(3) + free_ports(3)
    assert len(set(ports)) == 6
    assert all(is_free(port) for port in ports)


def test_a_port_in_use_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
        assert answers(port)
    assert not answers(port)


def test_a_server_that_ends_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    process = start(["false"], tmp_path / "log")
    with pytest.raises(StartFailed, match=r"ended with code 1; see .*log"):
        wait_until(lambda: False, process, tmp_path / "log", 10)


def test_mongod_keeps_its_data_over_kill_9_and_a_new_port(tmp_path: Path) -> None:
    # given a document in a replica set
    with Mongod(tmp_path) as first:
        with mongo.client(first.url) as driver:
            driver.town.cases.insert_one({"_id": "墙界"})
        # when mongod is killed, and started on another port
        os.killpg(first.process.pid, signal.SIGKILL)
    with Mongod(tmp_path) as second, mongo.client(second.url) as driver:
        # then the set is writable and the document is there
        assert second.port != first.port
        assert driver.town.cases.find_one() == {"_id": "墙界"}
        driver.town.cases.insert_one({"_id": "采光"})
    assert not answers(second.port)


def test_mongod_refuses_zlib_which_this_version_reads_unsafely(tmp_path: Path) -> None:
    with Mongod(tmp_path) as mongod, mongo.client(mongod.url) as driver:
        hello = driver.admin.command("hello", compression=["zlib", "snappy"])
        assert hello["compression"] == ["snappy"]


def test_rabbitmq_keeps_its_messages_over_kill_9_and_new_ports(tmp_path: Path) -> None:
    # given queues (3.10.8 may forget one that was made within a second of the kill) and a confirmed message
    with RabbitMQ(tmp_path) as first:
        rabbit.declare(first.url, NAMES, {"scoring": ["mediation.case.failed.v1"]})
    with RabbitMQ(tmp_path) as second:
        publisher = Publisher(second.url)
        message = Message("1", "mediation.case.failed.v1", b"{}", "application/json")
        assert publisher.publish(NAMES.exchange, [message]) == {"1"}
        publisher.close()
        # when the node is killed, and started again on other ports
        assert second.process
        os.killpg(second.process.pid, signal.SIGKILL)
    with RabbitMQ(tmp_path) as third:
        # then the message is there
        assert len({first.port, second.port, third.port}) == 3
        assert [delivery.id for delivery in rabbit.peek(third.url, NAMES.queue("scoring"))] == ["1"]
    assert not answers(third.port)


def test_two_rabbitmq_nodes_run_side_by_side(tmp_path: Path) -> None:
    with RabbitMQ(tmp_path / "one") as one, RabbitMQ(tmp_path / "two") as two:
        one.control("add_vhost", "only-here")
        assert "only-here" in one.control("list_vhosts")
        assert "only-here" not in two.control("list_vhosts")
    assert not answers(one.port)
    assert not answers(two.port)
