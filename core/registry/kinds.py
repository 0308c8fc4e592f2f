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


class SetCase(StrEnum):
    """Which case of the law a product set is (TT 26/2014 Đ3.2); always of one establishment."""

    SHARED_DESIGN = "shared_design"
    """(a) Products that share design and use and are made of several materials."""
    SAME_MATERIAL = "same_material"
    """(b) Products of different design, of the same use, made of one material."""
    COMPLEMENTARY = "complementary"
    """(c) Different products that can be joined, so that they are of more use together."""


class ChangeReason(StrEnum):
    """Why an establishment is named, formed or numbered anew from a day on."""

    BEGINNING = "beginning"  # what stood before the first recorded change
    RENAMED = "renamed"
    CONVERTED = "converted"  # another legal form: household to company, company to cooperative
    RENUMBERED = "renumbered"


class MergerOf(StrEnum):
    """What was merged."""

    ESTABLISHMENT = "establishment"
    PRODUCT = "product"


class MergerKind(StrEnum):
    """Why two records became one."""

    DUPLICATE = "duplicate"  # one thing, written down twice
    LAWFUL = "lawful"  # one establishment joined another by a decision (sáp nhập)


class ConsentHow(StrEnum):
    """How a producer agreed that somebody acts for him."""

    SIGNED_PAPER = "signed_paper"
    BY_PHONE = "by_phone"
    IN_PERSON = "in_person"
    ONLINE = "online"  # given here, by its own people
