# SPDX-License-Identifier: Apache-2.0
"""Grid items (网格事项): reported, routed, pressed, replied, assessed; a dispute among them opens a case once."""
