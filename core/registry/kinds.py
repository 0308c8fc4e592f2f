"""The fixed words of the register: pure enumerations, shared by rules, tables and pages."""

from enum import StrEnum


class EstablishmentKind(StrEnum):
    """Legal form (NĐ 45/2012 Đ1.2a: enterprises, cooperatives, cooperative groups, households)."""

    ENTERPRISE = "enterprise"
    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative_group"
    HOUSEHOLD_BUSINESS = "household_business"
    NOT_STATED = "not_stated"  # a published list that names only the maker


class ProductGroup(StrEnum):
    """The four groups of TT 26/2014 Đ5."""

    HANDICRAFT = "handicraft"
    PROCESSED_FOOD = "processed_food"
    MACHINERY = "machinery"
    OTHER = "other"


class Origin(StrEnum):
    """Where a record comes from: entered here, taken from a published source, or simulated."""

    REGISTERED = "registered"
    PUBLISHED = "published"
    SIMULATED = "simulated"


class Membership(StrEnum):
    """How far somebody's joining of an establishment has come."""

    ASKED = "asked"
    HELD = "held"
    REFUSED = "refused"
    ENDED = "ended"
