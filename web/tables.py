"""Every table of the house: importing this module is enough for migrations and for tests."""

import core.audit
import core.jobs
import core.outbox
from core.db import Base

__all__ = ["core", "metadata"]

metadata = Base.metadata
