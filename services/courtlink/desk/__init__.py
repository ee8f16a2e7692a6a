# SPDX-License-Identifier: Apache-2.0
"""The judge's desk (法官工作台): what needs the court now, by need."""
