"""Tables of ratings whose statistics are published, with where they are printed."""

from contest.advice.ratings import Ratings, of

SHROUT_FLEISS: Ratings = of(
    [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ]
)
"""Shrout & Fleiss (1979), Psychological Bulletin 86, table 2; results in its table 4."""

WINE: Ratings = of(
    [
        [1, 2, 0, 1],
        [1, 3, 3, 2],
        [3, 8, 1, 4],
        [6, 4, 3, 3],
        [6, 5, 5, 6],
        [7, 5, 6, 2],
        [8, 7, 7, 9],
        [9, 9, 9, 8],
    ]
)
"""Eight wines by four judges, Real Statistics; results in pingouin's intraclass_corr, which were
held against psych for R."""

KRIPPENDORFF: Ratings = of(
    [
        [1, 1, None, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [None, 5, 5, 5],
        [None, None, 1, 1],
        [None, None, 3, None],
    ]
)
"""Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C; the coefficients of
Gwet's irrCAC for the same table."""
