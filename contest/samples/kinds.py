"""The fixed words of samples. Pure."""

from enum import StrEnum


class SampleWay(StrEnum):
    """How a product is judged. Unless the chair decides otherwise: the thing itself is brought."""

    PHYSICAL = "physical"
    PHOTO = "photo"
    CATALOGUE = "catalogue"
    VIDEO = "video"
    SITE_VISIT = "site_visit"
