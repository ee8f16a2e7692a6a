# SPDX-License-Identifier: Apache-2.0
"""Appointments as iCalendar (RFC 5545): for the calendar of a phone, without a name or a word of the dispute."""

from datetime import timedelta

from icalendar import Calendar, Event

from services.mediation.cases.documents import Case


def as_calendar(case: Case) -> bytes:
    """Every appointment of the case; one that was called off says so, so that calendars take it away."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heshilao//mediation//ZH")
    calendar.add("version", "2.0")
    for one in case.appointments:
        event = Event()
        event.add("uid", one.id)
        event.add("dtstamp", case.changed_at)
        event.add("dtstart", one.at)
        event.add("dtend", one.at + timedelta(minutes=one.minutes))
        event.add("summary", f"调解 {case.file_number or ''}".strip())
        event.add("location", one.place or case.body_name)
        event.add("sequence", one.sequence)
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
