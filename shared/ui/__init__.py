# SPDX-License-Identifier: Apache-2.0
"""What every page of the three services shares: layout, components, doors, words."""
