"""S3 as another program serves it, one that checks signatures: rclone, in a process of its own."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import NotFound
from media import direct, rules
from media.s3 import PART, S3, connect
from media.storage import StorageAway
from tests.lacking import lack

OURS, SECRET = "tinhhoa", "a-secret-of-this-test"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    beside = shutil.which("rclone", path=str(Path(sys.executable).parent))
    program = beside or shutil.which("rclone")
    if program is None:
        lack("another S3 server (rclone)", "make setup, or apt-get install rclone")
    folder: Path = tmp_path_factory.mktemp("rclone")
    (folder / "bucket").mkdir()
    address = f"127.0.0.1:{_free_port()}"
    command = [program, "serve", "s3", "--auth-key", f"{OURS},{SECRET}", "--addr", address]
    serving = subprocess.Popen(
        [*command, "--config", str(folder / "none.conf"), str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0:
                break
        time.sleep(0.05)
    yield f"http://{address}"
    serving.terminate()
    serving.wait(10)


def _storage(endpoint: str, secret: str = SECRET) -> S3:
    return connect(
        "bucket",
        "media",
        endpoint=endpoint,
        access_key=OURS,
        secret_key=secret,
        direct_reads=True,
        direct_uploads=True,
        patience=5,
        attempts=2,
    )


def test_all_is_done_by_signed_requests(endpoint: str) -> None:
    storage = _storage(endpoint)
    for data in (b"small", os.urandom(PART + 1000)):
        key = rules.original_key(hashlib.sha256(data).hexdigest())
        storage.put(key, data)
        assert storage.get(key) == data
        assert storage.stat(key).size == len(data)
        assert list(storage.keys("originals/")) == [key]
        link = storage.link(key, seconds=60, mime="image/jpeg")
        assert link is not None
        with urllib.request.urlopen(link, timeout=10) as told:  # noqa: S310 (our own server)
            assert told.read() == data
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(link[:-4] + "0000", timeout=10)  # noqa: S310 (the same)
        assert refused.value.code == 403
        refused.value.close()
        storage.delete(key)
        with pytest.raises(NotFound):
            storage.get(key)


def test_another_secret_is_refused_and_told(endpoint: str) -> None:
    with pytest.raises(StorageAway, match=r"SignatureDoesNotMatch|AccessDenied|Forbidden|403"):
        _storage(endpoint, "another").put("originals/ab/cd", b"x")


def test_a_browser_sends_by_its_invitation_and_by_no_other(endpoint: str) -> None:
    storage = _storage(endpoint)
    invited = direct.invite(storage, 7, 5)
    assert invited is not None

    def send(url: str) -> int:
        headers = {"Content-Type": "image/jpeg", **invited.to.headers}
        request = urllib.request.Request(url, b"photo", headers, method="PUT")  # noqa: S310 (our own server)
        try:
            with urllib.request.urlopen(request, timeout=10) as told:  # noqa: S310 (the same)
                return int(told.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    assert send(invited.to.url.replace("/7/", "/8/")) == 403
    assert send(invited.to.url) == 200
    assert direct.collect(storage, 7, invited.token) == b"photo"
