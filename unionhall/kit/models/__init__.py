from .calendar import CalendarDay
from .figures import FigureDay, FigureDelta, FigureMonth, Line
from .job import Job, JobState
from .numbers import NumberSeries
from .sent import SentForm

__all__ = [
    "CalendarDay",
    "FigureDay",
    "FigureDelta",
    "FigureMonth",
    "Job",
    "JobState",
    "Line",
    "NumberSeries",
    "SentForm",
]
