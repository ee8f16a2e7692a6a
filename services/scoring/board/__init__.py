# SPDX-License-Identifier: Apache-2.0
"""What the boards show: read models that follow the tasks and can be rebuilt."""
