# SPDX-License-Identifier: Apache-2.0
"""The layouts of ledgers (台账): one module each; a new one is a new module and a name in this tuple."""

from services.mediation.ledgers.layout import Layout
from services.mediation.ledgers.layouts.administrative import ADMINISTRATIVE
from services.mediation.ledgers.layouts.archive import ARCHIVE
from services.mediation.ledgers.layouts.coded import CODED
from services.mediation.ledgers.layouts.crosstab import CROSSTAB
from services.mediation.ledgers.layouts.events import EVENTS
from services.mediation.ledgers.layouts.folder import FOLDER, ORAL, ORAL_FORM, VISIT_FORM
from services.mediation.ledgers.layouts.register import REGISTER
from services.mediation.ledgers.layouts.screening import SCREENING, SCREENING_FORM
from services.mediation.ledgers.layouts.village import VILLAGE

LAYOUTS: tuple[Layout, ...] = (
    *(ADMINISTRATIVE, CROSSTAB, EVENTS, CODED, REGISTER, VILLAGE, SCREENING, ARCHIVE, ORAL, FOLDER),
    *(SCREENING_FORM, ORAL_FORM, VISIT_FORM),
)
BY_NAME = {layout.name: layout for layout in LAYOUTS}
