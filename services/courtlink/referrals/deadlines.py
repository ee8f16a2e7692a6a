# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a referral."""

from services.courtlink.referrals import choosing
from services.courtlink.referrals.documents import Referral
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Referral)(choosing.let_time_decide)
