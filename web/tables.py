"""Every table of the house: importing this module is enough for migrations and for tests."""

import core.audit
import core.jobs
import core.outbox
import core.territory.model
from core.db import Base

__all__ = ["core", "metadata"]

metadata = Base.metadata
