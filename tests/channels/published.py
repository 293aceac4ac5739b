"""The holidays and make-up days of China in 2025 and 2026 as the State Council's notices give them, by hand."""

from __future__ import annotations

from datetime import date, timedelta


def _from(first: date, days: int) -> list[date]:
    return [first + timedelta(days=place) for place in range(days)]


DAYS_OFF = {
    *_from(date(2025, 1, 1), 1),  # New Year
    *_from(date(2025, 1, 28), 8),  # Spring Festival
    *_from(date(2025, 4, 4), 3),  # Qingming
    *_from(date(2025, 5, 1), 5),  # Labour Day
    *_from(date(2025, 5, 31), 3),  # Dragon Boat Festival
    *_from(date(2025, 10, 1), 8),  # National Day and Mid-Autumn Festival
    *_from(date(2026, 1, 1), 3),  # New Year
    *_from(date(2026, 2, 15), 9),  # Spring Festival
    *_from(date(2026, 4, 4), 3),  # Qingming
    *_from(date(2026, 5, 1), 5),  # Labour Day
    *_from(date(2026, 6, 19), 3),  # Dragon Boat Festival
    *_from(date(2026, 9, 25), 3),  # Mid-Autumn Festival
    *_from(date(2026, 10, 1), 7),  # National Day
}
MAKE_UP_DAYS = {
    date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11),
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
}  # fmt: skip
