"""What safety costs: little above the same decoding, resizing and encoding done bare."""

from tests.media import cost


def test_a_photo_of_24_megapixels_costs_little_more_than_the_bare_library() -> None:
    """In seconds of processor, which other work on the machine does not lengthen."""
    ours, bare = cost.measured(cost.photo_of_24_megapixels(), rounds=3)
    assert ours.processor <= 1.3 * bare.processor, (ours, bare)
    assert ours.peak_kb <= 1.5 * bare.peak_kb, (ours, bare)
