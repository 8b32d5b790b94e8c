"""Floor 2. Time expressions of an article, in the TIMEX3 terms (TimeML 1.2.1), with the days they bound."""

from copydesk.annotate.times.calendar import whole_day
from copydesk.annotate.times.find import find_times
from copydesk.annotate.times.later import resolve_timex
from copydesk.annotate.times.tag import tag

__all__ = ["find_times", "resolve_timex", "tag", "whole_day"]
