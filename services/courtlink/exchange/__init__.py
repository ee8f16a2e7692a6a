# SPDX-License-Identifier: Apache-2.0
"""Exchange with the courts' own systems (与法院系统对接): a signed HTTP API both ways, and folders for courts without one."""
