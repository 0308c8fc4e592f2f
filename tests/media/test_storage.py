"""One suite for every home of bytes: a folder, memory, and S3 on a real server process."""

import io
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from core.errors import NotFound
from media.s3 import S3, connect
from media.storage import Disk, Memory, Storage
from tests.media.test_rules import NO_KEYS

KEY = "originals/ab/cdef01"


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def _s3(endpoint: str, name: str, prefix: str = "") -> S3:
    boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="anyone",
        aws_secret_access_key="anything",
    ).create_bucket(Bucket=name)
    return connect(name, prefix, endpoint=endpoint, access_key="anyone", secret_key="anything")


HOMES = ["disk", "memory", "s3"]


@pytest.fixture(params=HOMES)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "disk":
        return Disk(tmp_path / "not" / "yet" / "there")
    if request.param == "memory":
        return Memory()
    bucket = f"b{abs(hash(request.node.name)):x}"
    return _s3(request.getfixturevalue("s3_endpoint"), bucket, "/tinh-hoa/media/")


def test_what_was_put_is_there(storage: Storage) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    assert not storage.exists(KEY)
    storage.put(KEY, b"\x00\xff bytes")
    assert storage.exists(KEY)
    assert storage.get(KEY) == b"\x00\xff bytes"
    with storage.open(KEY) as stream:
        assert (stream.read(3), stream.read()) == (b"\x00\xff ", b"bytes")
    found = storage.stat(KEY)
    assert found.size == 8
    assert before < found.modified_at < datetime.now(UTC) + timedelta(seconds=2)


def test_a_stream_is_put_as_well_as_bytes(storage: Storage) -> None:
    content = os.urandom(9_000_000)  # more than one part of S3
    storage.put(KEY, io.BytesIO(content))
    assert storage.get(KEY) == content
    assert storage.stat(KEY).size == len(content)


def test_putting_twice_is_harmless_and_mends(storage: Storage) -> None:
    for content in (b"damaged", b"whole", b"whole", b""):
        storage.put(KEY, content)
        assert storage.get(KEY) == content
    assert list(storage.keys()) == [KEY]


def test_what_is_not_there_is_not_found(storage: Storage) -> None:
    for read in (storage.get, storage.open, storage.stat):
        with pytest.raises(NotFound) as refused:
            read(KEY)
        assert (refused.value.code, refused.value.facts) == ("file_missing", {"key": KEY})
    assert not storage.exists("originals/ab")
    storage.put(KEY, b"x")
    assert not storage.exists("originals/ab")  # part of a name is no name
    with pytest.raises(NotFound):
        storage.get("originals/ab")


def test_forgetting_twice_is_harmless(storage: Storage) -> None:
    storage.put(KEY, b"x")
    storage.delete(KEY)
    storage.delete(KEY)
    assert not storage.exists(KEY)
    assert list(storage.keys()) == []


def test_keys_come_in_order_and_by_how_they_begin(storage: Storage) -> None:
    names = ["renditions/ab/02.jpg", "originals/ab/02", "originals/aa/03", "originals/ab/01"]
    for name in names:
        storage.put(name, b"x")
    assert list(storage.keys()) == sorted(names)
    assert list(storage.keys("originals/ab/")) == ["originals/ab/01", "originals/ab/02"]
    assert list(storage.keys("originals/ab/02")) == ["originals/ab/02"]
    assert list(storage.keys("other/")) == []


def test_no_key_leads_out_of_the_storage(storage: Storage) -> None:
    def put(key: str) -> None:
        storage.put(key, b"x")

    for key in NO_KEYS:
        for use in (put, storage.get, storage.open, storage.stat, storage.exists, storage.delete):
            with pytest.raises(ValueError, match="not a storage key"):
                use(key)
    assert list(storage.keys()) == []


def test_many_may_put_the_same_at_once(storage: Storage) -> None:
    content = os.urandom(200_000)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: storage.put(KEY, content), range(16)))
    assert storage.get(KEY) == content
    assert list(storage.keys()) == [KEY]
    assert storage.discard_unfinished(datetime.now(UTC) + timedelta(days=1)) == 0


class _Breaking(io.BytesIO):
    """A stream that breaks off in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 0:
            raise ConnectionError("the line was cut")
        return super().read(10)


def test_an_upload_that_breaks_off_leaves_nothing(storage: Storage) -> None:
    storage.put(KEY, b"before")
    for key in (KEY, "originals/new/one"):
        with pytest.raises(ConnectionError):
            storage.put(key, _Breaking(b"x" * 100))
    assert list(storage.keys()) == [KEY]
    assert storage.get(KEY) == b"before"


def test_files_are_their_owners_alone_and_others_are_not_listed(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "media")
    disk.put(KEY, b"x")
    modes = {
        path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in tmp_path.rglob("*")
    }
    assert modes == {
        "media": 0o700,
        "media/.unfinished": 0o700,
        "media/originals": 0o700,
        "media/originals/ab": 0o700,
        f"media/{KEY}": 0o600,
    }
    (tmp_path / "media" / "README.TXT").write_text("a stranger's")
    assert list(disk.keys()) == [KEY]


def test_what_a_killed_writer_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.put(KEY, b"x")
    left = tmp_path / ".unfinished" / "0f"
    left.write_bytes(b"half")
    now = datetime.now(UTC)
    assert disk.discard_unfinished(now - timedelta(hours=1)) == 0
    assert disk.discard_unfinished(now + timedelta(hours=1)) == 1
    assert list(tmp_path.glob(".unfinished/*")) == []
    assert list(disk.keys()) == [KEY]


def test_what_a_killed_writer_left_in_s3_is_cleared_too(s3_endpoint: str) -> None:
    storage = _s3(s3_endpoint, "unfinished", "mine")
    client = storage._client
    client.create_multipart_upload(Bucket="unfinished", Key="mine/originals/aa/01")
    client.create_multipart_upload(Bucket="unfinished", Key="yours/originals/aa/01")
    now = datetime.now(UTC)
    assert storage.discard_unfinished(datetime(2000, 1, 1, tzinfo=UTC)) == 0
    assert storage.discard_unfinished(now + timedelta(days=9999)) == 1
    left = client.list_multipart_uploads(Bucket="unfinished")["Uploads"]
    assert [upload["Key"] for upload in left] == ["yours/originals/aa/01"]


def test_two_prefixes_of_one_bucket_do_not_see_one_another(s3_endpoint: str) -> None:
    one = _s3(s3_endpoint, "shared", "one")
    two = S3(one._client, "shared", "two", encryption="AES256")
    one.put(KEY, b"1")
    two.put(KEY, b"2")
    assert (one.get(KEY), two.get(KEY)) == (b"1", b"2")
    assert list(one.keys()) == list(two.keys()) == [KEY]
    two.delete(KEY)
    assert one.exists(KEY)
    head = one._client.head_object(Bucket="shared", Key=f"one/{KEY}")
    assert head["ContentLength"] == 1
