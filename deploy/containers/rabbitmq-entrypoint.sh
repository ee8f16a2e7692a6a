#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One node for tests, reachable from outside its container; it logs to standard output like the official image.
set -eu
export HOME=/var/lib/rabbitmq RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=-
printf 'listeners.tcp.default = 5672\nloopback_users = none\n' > /etc/rabbitmq/rabbitmq.conf
for bin in /usr/lib/rabbitmq/bin /usr/lib/rabbitmq/lib/*/sbin; do
    [ ! -x "$bin/rabbitmq-server" ] || exec "$bin/rabbitmq-server"
done
