# SPDX-License-Identifier: Apache-2.0
"""The page that logs sessions where there is no network: what the browser keeps, seals and sends is in assets/src/pocket."""
