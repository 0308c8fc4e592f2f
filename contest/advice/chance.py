"""Agreement of whole categories beyond chance, for several jurors and missing ratings. Pure.

Percent agreement, Gwet's AC1, Fleiss' and Conger's kappa and the coefficient of Brennan and
Prediger, as Gwet (2014), "Handbook of Inter-Rater Reliability", gives them for incomplete tables.
They ask whether ratings are the same, not how near they are: of use for grades, not for points.
"""

from collections import Counter
from math import fsum

from contest.advice.estimate import Estimate, missing
from contest.advice.ratings import Ratings

COEFFICIENTS = (
    "percent_agreement",
    "gwet_ac1",
    "fleiss_kappa",
    "conger_kappa",
    "brennan_prediger",
)


def coefficients(ratings: Ratings) -> dict[str, Estimate]:
    """All of COEFFICIENTS; None with a reason where nothing can be compared or nothing differs."""
    rated = [row for row in ratings.given if row]
    pairs = [row for row in rated if len(row) > 1]
    if not pairs:
        return dict.fromkeys(COEFFICIENTS, missing("no_pairs"))
    agreed = fsum(
        sum(many * (many - 1) for many in Counter(row).values()) / (len(row) * (len(row) - 1))
        for row in pairs
    ) / len(pairs)
    categories = sorted({value for row in rated for value in row})
    if len(categories) < 2:
        return dict.fromkeys(COEFFICIENTS, missing("no_variance")) | {
            "percent_agreement": Estimate(agreed)
        }
    shares = [
        fsum(row.count(category) / len(row) for row in rated) / len(rated)
        for category in categories
    ]
    expected = {
        "gwet_ac1": fsum(share * (1 - share) for share in shares) / (len(categories) - 1),
        "fleiss_kappa": fsum(share * share for share in shares),
        "brennan_prediger": 1 / len(categories),
    }
    found = {name: Estimate((agreed - by) / (1 - by)) for name, by in expected.items()}
    found["conger_kappa"] = _conger(ratings, categories, agreed)
    found["percent_agreement"] = Estimate(agreed)
    return {name: found[name] for name in COEFFICIENTS}


def _conger(ratings: Ratings, categories: list[float], agreed: float) -> Estimate:
    """Each juror has shares of categories of their own."""
    columns = [
        Counter(value for value in column if value is not None)
        for column in zip(*ratings.values, strict=True)
    ]
    columns = [column for column in columns if column]
    jurors = len(columns)
    if jurors < 2:
        return missing("one_juror")
    expected = 0.0
    for category in categories:
        shares = [column[category] / column.total() for column in columns]
        mean = fsum(shares) / jurors
        spread = fsum((share - mean) ** 2 for share in shares) / (jurors - 1)
        expected += mean * mean - spread / jurors
    return (
        Estimate((agreed - expected) / (1 - expected)) if expected < 1 else missing("no_variance")
    )
