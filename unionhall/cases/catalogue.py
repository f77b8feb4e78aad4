"""All services on offer: found once in the rooms' `services/` folders."""

from unionhall.kit.discover import declared
from unionhall.workflow import Service, Services

services = Services(lambda: declared("services", Service))
