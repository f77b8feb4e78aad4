"""The lifecycles of this room, each put onto its model: moves are the room's actions, which stand above its models."""

from ..models import Accident, Cooling, CupEntry, Hazard, HeatNotice, Inspection
from .accident import ACCIDENT
from .cup import CUP
from .hazard import HAZARD
from .inspection import INSPECTION
from .summer import COOLING, HEAT

OF_MODELS = (
    (Hazard, HAZARD), (Inspection, INSPECTION), (Accident, ACCIDENT), (HeatNotice, HEAT), (Cooling, COOLING),
    (CupEntry, CUP),
)  # fmt: skip
for _model, _lifecycle in OF_MODELS:
    _model.lifecycle = _lifecycle
