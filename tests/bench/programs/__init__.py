# SPDX-License-Identifier: Apache-2.0
"""The programs under measurement, each run in processes of its own; settings come by environment."""
