# SPDX-License-Identifier: Apache-2.0
"""Papers as people print and sign them: plain data in, PDF out, one template for every service."""
