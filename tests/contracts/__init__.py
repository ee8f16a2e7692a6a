# SPDX-License-Identifier: Apache-2.0
"""The contracts between the services: old examples still load, and nothing leaves that is not named."""
