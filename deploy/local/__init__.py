# SPDX-License-Identifier: Apache-2.0
"""Private servers for demo and tests: a MongoDB replica set and a RabbitMQ node, on loopback, in a folder of their own."""

from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ

__all__ = ["Mongod", "RabbitMQ"]
