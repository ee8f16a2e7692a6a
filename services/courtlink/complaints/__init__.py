# SPDX-License-Identifier: Apache-2.0
"""Complaints about invited bodies and mediators (对特邀调解的投诉): brought to the court, decided by a judge, told to who supervises."""
