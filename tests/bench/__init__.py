# SPDX-License-Identifier: Apache-2.0
"""The bench: our two hot paths against the best that others, or a raw driver, do of the same on the same machine.

    python -m tests.bench [--only P2] [--json FILE]

| id | ours | the other side |
|---|---|---|
| P1 | log a session over HTTP, everything on | a bare Flask view, raw transaction of two collections, same gunicorn |
| P2 | relay, broker, worker, effect in the other service's document | the better of Dramatiq and Celery |
| P3 | the same | pika and the driver by hand: publish windows, bulk writes, group acks |

Only ratios of one run are worth comparing. docs/performance.md tells how it is measured and what came out.
"""
