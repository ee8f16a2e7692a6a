# SPDX-License-Identifier: Apache-2.0
"""Running Heshilao: the local stack, the demo, the replay of published cases, containers."""
