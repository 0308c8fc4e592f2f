"""S3 that fails, stalls, hangs up and lies; links and uploads that do not pass through us."""

import hashlib
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from core.errors import Invalid, NotFound
from media import direct, rules
from media.s3 import PART, S3, connect
from media.storage import DamagedBytes, Disk, StorageAway
from tests.media.faulty import Orders, server
from tests.media.test_storage import s3_endpoint

__all__ = ["s3_endpoint"]  # a fixture

DATA = os.urandom(50_000)
KEY = rules.original_key(hashlib.sha256(DATA).hexdigest())
LARGE = os.urandom(PART + 1000)
LARGE_KEY = rules.original_key(hashlib.sha256(LARGE).hexdigest())
KEYS: dict[str, Any] = {"access_key": "anyone", "secret_key": "anything"}


@pytest.fixture
def trouble(s3_endpoint: str) -> Iterator[tuple[S3, Orders]]:
    """A storage behind a server that obeys orders; three attempts of a second each."""
    with server(s3_endpoint) as (address, orders):
        storage = connect("trouble", endpoint=address, patience=1, attempts=3, **KEYS)
        boto3.client(
            "s3",
            endpoint_url=s3_endpoint,
            region_name="us-east-1",
            aws_access_key_id="anyone",
            aws_secret_access_key="anything",
        ).create_bucket(Bucket="trouble")
        for key in list(storage.keys()):
            storage.delete(key)
        orders.do("pass")
        yield storage, orders


@pytest.mark.parametrize("what", ["fail", "hang up", "stall"])
def test_what_passes_is_tried_again(trouble: tuple[S3, Orders], what: str) -> None:
    storage, orders = trouble
    orders.do(what, 2 if what != "stall" else 1)
    storage.put(KEY, DATA)
    orders.do(what, 1)
    assert storage.get(KEY) == DATA
    orders.do(what, 1)
    assert storage.exists(KEY)
    orders.do(what, 1)
    assert list(storage.keys()) == [KEY]


@pytest.mark.parametrize("what", ["fail", "hang up", "stall"])
def test_what_stays_is_given_up_in_time_and_named(trouble: tuple[S3, Orders], what: str) -> None:
    storage, orders = trouble
    uses: list[Callable[[], object]] = [lambda: storage.put(KEY, DATA), lambda: storage.stat(KEY)]
    if what != "stall":
        uses += [lambda: storage.delete(KEY), lambda: list(storage.keys())]
    for use in uses:
        orders.do(what, 50)
        begun = time.monotonic()
        with pytest.raises(StorageAway):
            use()
        assert time.monotonic() - begun < 15
        assert orders.seen <= 4
    orders.do("pass")
    assert not storage.exists(KEY)


def test_a_part_that_fails_is_sent_again_and_what_breaks_leaves_nothing(
    trouble: tuple[S3, Orders],
) -> None:
    storage, orders = trouble
    orders.do("fail", 1, after=1)  # the first part
    storage.put(LARGE_KEY, LARGE)
    assert storage.get(LARGE_KEY) == LARGE
    storage.delete(LARGE_KEY)
    orders.do("fail", 50, after=2)  # from the second part on
    with pytest.raises(StorageAway):
        storage.put(LARGE_KEY, LARGE)
    orders.do("pass")
    assert list(storage.keys()) == []


@pytest.mark.parametrize("what", ["say yes", "keep half"])
def test_a_yes_that_is_none_is_noticed_before_any_row_is_written(
    trouble: tuple[S3, Orders], what: str
) -> None:
    storage, orders = trouble
    orders.do(what)
    with pytest.raises(StorageAway):
        storage.put(KEY, DATA)


def test_bytes_that_come_changed_or_broken_are_asked_for_again(
    trouble: tuple[S3, Orders],
) -> None:
    storage, orders = trouble
    storage.put(KEY, DATA)
    for what in ("change a byte", "break off"):
        orders.do(what, 2)
        assert storage.get(KEY) == DATA
    orders.do("change a byte", 50)
    with pytest.raises(DamagedBytes):
        storage.get(KEY)


# --- what does not pass through us ------------------------------------------------------------


def _direct(endpoint: str) -> S3:
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="anyone",
        aws_secret_access_key="anything",
    )
    client.create_bucket(Bucket="direct")
    return connect(
        "direct", "a/b", endpoint=endpoint, direct_reads=True, direct_uploads=True, **KEYS
    )


def _sent(url: str, data: bytes, headers: dict[str, str]) -> int:
    headers = {"Content-Type": "image/jpeg", **headers}
    request = urllib.request.Request(url, data=data, headers=headers, method="PUT")  # noqa: S310 (our own server)
    with urllib.request.urlopen(request, timeout=20) as told:  # noqa: S310 (the same)
        return int(told.status)


def test_a_link_shows_the_bytes_as_what_they_are(s3_endpoint: str) -> None:
    storage = _direct(s3_endpoint)
    storage.put(KEY, DATA)
    assert storage.origin == s3_endpoint
    link = storage.link(KEY, seconds=60, mime="image/avif")
    assert link is not None
    assert "X-Amz-Expires=60" in link
    with urllib.request.urlopen(link) as told:  # noqa: S310 (our own server)
        assert (told.read(), told.headers["content-type"]) == (DATA, "image/avif")


def test_homes_that_take_nothing_past_us_say_so(s3_endpoint: str, tmp_path: object) -> None:
    plain = connect("direct", endpoint=s3_endpoint, **KEYS)
    for storage in (plain, Disk(str(tmp_path))):
        assert storage.origin == ""
        assert storage.link(KEY, seconds=60, mime="image/avif") is None
        assert storage.invite(KEY, seconds=60, size=9) is None
        assert direct.invite(storage, 7, 9) is None


def test_a_photo_goes_to_the_bucket_and_is_collected_by_its_sender_alone(
    s3_endpoint: str,
) -> None:
    storage = _direct(s3_endpoint)
    invited = direct.invite(storage, 7, len(DATA))
    assert invited is not None
    with pytest.raises(NotFound):
        direct.collect(storage, 7, invited.token)  # nothing came yet
    assert _sent(invited.to.url, DATA, invited.to.headers) == 200
    for account, token in ((8, invited.token), (7, "0" * 32), (7, "../../originals/ab")):
        with pytest.raises(NotFound):
            direct.collect(storage, account, token)
    assert direct.collect(storage, 7, invited.token) == DATA
    assert list(storage.keys("incoming/")) == []
    with pytest.raises(NotFound):
        direct.collect(storage, 7, invited.token)


def test_more_than_was_announced_is_not_read(s3_endpoint: str) -> None:
    """A service that does not hold senders to the size they signed for, as the one here."""
    storage = _direct(s3_endpoint)
    invited = direct.invite(storage, 7, 9)
    assert invited is not None
    assert "content-length" in invited.to.url  # signed: a strict service refuses another length
    _sent(invited.to.url, bytes(rules.MAX_BYTES + 1), invited.to.headers)
    with pytest.raises(Invalid) as refused:
        direct.collect(storage, 7, invited.token)
    assert refused.value.fields == {"photo": ("image_too_large_bytes", {"most": 15})}
    assert list(storage.keys("incoming/")) == []
    for size, code in ((0, "empty_file"), (rules.MAX_BYTES + 1, "image_too_large_bytes")):
        with pytest.raises(Invalid) as refused:
            direct.invite(storage, 7, size)
        assert code in str(refused.value.fields)


def test_encryption_is_asked_for_with_every_object(s3_endpoint: str) -> None:
    plain = _direct(s3_endpoint)
    storage = S3(plain._client, "direct", "sealed", "AES256", direct_uploads=True)
    storage.put(KEY, DATA)
    storage.put(LARGE_KEY, LARGE)
    for key in (KEY, LARGE_KEY):
        head = plain._client.head_object(Bucket="direct", Key=f"sealed/{key}")
        assert head["ServerSideEncryption"] == "AES256"
    invited = storage.invite(KEY, seconds=60, size=5)
    assert invited is not None
    assert invited.headers == {"x-amz-server-side-encryption": "AES256"}
