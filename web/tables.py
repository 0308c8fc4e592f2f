"""Every table there is: importing this module completes the metadata (migrations, tests)."""

import contest.bodies.model
import contest.certificates.model
import contest.complaints.model
import contest.contests.model
import contest.entries.model
import contest.history.model
import contest.nominations.model
import contest.papers.model
import contest.plans.model
import contest.reports.model
import contest.results.model
import contest.reviews.model
import contest.samples.model
import contest.scoring.model
import contest.versions.model
import core.accounts.model
import core.audit
import core.bulk
import core.imports.model
import core.installation
import core.jobs
import core.notices.model
import core.outbox
import core.registry.model
import core.territory.model
import core.workdays.model
import fairs.fairs.model
import fairs.programmes.model
import fairs.support.model
import media.album.model
import media.model
from core.db import Base

metadata = Base.metadata

__all__ = ["contest", "core", "fairs", "media", "metadata"]
