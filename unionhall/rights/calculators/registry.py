"""Every calculator, in the order people look for them."""

from django.http import Http404

from .annual_leave import ANNUAL_LEAVE
from .answer import Calculator
from .arrears import ARREARS
from .day_rate import DAY_RATE
from .deadlines import DEADLINES, LIMITATION
from .death import DEATH
from .double_wage import DOUBLE_WAGE
from .final_award import FINAL_AWARD
from .injury import INJURY
from .maternity import MATERNITY
from .overtime import OVERTIME
from .pay_day import PAY_DAY
from .probation import PROBATION
from .retirement import RETIREMENT
from .severance import SEVERANCE
from .sick_leave import SICK_LEAVE
from .unused_leave import UNUSED_LEAVE
from .wage import WAGE_RATE

CALCULATORS: tuple[Calculator, ...] = (
    WAGE_RATE, OVERTIME, DAY_RATE, ARREARS, PAY_DAY, DOUBLE_WAGE, SEVERANCE, PROBATION, ANNUAL_LEAVE, UNUSED_LEAVE,
    MATERNITY, SICK_LEAVE, INJURY, DEATH, RETIREMENT, DEADLINES, LIMITATION, FINAL_AWARD,
)  # fmt: skip
BY_CODE = {calculator.code: calculator for calculator in CALCULATORS}


def calculator_for(code: str) -> Calculator:
    """404 for one nobody has made."""
    if code not in BY_CODE:
        raise Http404(code)
    return BY_CODE[code]
