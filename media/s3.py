"""The storage protocol over S3. Only `web/wiring` imports this: boto3 is slow to load."""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from core.errors import NotFound
from media.storage import DamagedBytes, Invitation, Stat, StorageAway, checked, undamaged

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
PART = 8 * 1024 * 1024
"""Bytes from which on something is sent in parts, and of each part."""
_IN_PARTS = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, use_threads=False)
_MD5 = re.compile(r'"[0-9a-f]{32}"')


def connect(
    bucket: str,
    prefix: str = "",
    *,
    endpoint: str | None = None,
    region: str = "us-east-1",
    access_key: str | None = None,
    secret_key: str | None = None,
    encryption: str = "",
    direct_reads: bool = False,
    direct_uploads: bool = False,
    patience: float = 15,
    attempts: int = 3,
) -> "S3":
    """The storage in that bucket, all keys below `prefix`. Makes no request yet.

    `endpoint` is the address of a service that is not Amazon's; without keys boto3 looks for
    credentials in its own places; `encryption` is "", "AES256" or "aws:kms". `direct_reads` and
    `direct_uploads` let browsers speak to the bucket themselves, by addresses signed for each.
    A request is given up after `patience` seconds without a byte, and made `attempts` times.
    """
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            # Else services that are not Amazon's fail on ranges with a checksum error.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=min(5, patience),
            read_timeout=patience,
            retries={"mode": "standard", "total_max_attempts": attempts},
        ),
    )
    return S3(
        client,
        bucket,
        prefix,
        encryption,
        direct_reads=direct_reads,
        direct_uploads=direct_uploads,
        attempts=attempts,
    )


class S3:
    """A bucket, or the part of it below a prefix. An object appears whole or not at all."""

    def __init__(
        self,
        client: "S3Client",
        bucket: str,
        prefix: str = "",
        encryption: str = "",
        *,
        direct_reads: bool = False,
        direct_uploads: bool = False,
        attempts: int = 3,
    ) -> None:
        self._client, self._bucket = client, bucket
        self._prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self._extra: dict[str, Any] = {"ServerSideEncryption": encryption} if encryption else {}
        self._direct_reads, self._direct_uploads = direct_reads, direct_uploads
        self._attempts = attempts
        parts = urlsplit(client.meta.endpoint_url)
        self.origin = f"{parts.scheme}://{parts.netloc}" if direct_reads or direct_uploads else ""

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        name = self._name(key)
        with _telling(key):
            if isinstance(data, bytes) and len(data) < PART:
                self._put_whole(name, data)
            else:
                stream = io.BytesIO(data) if isinstance(data, bytes) else data
                self._client.upload_fileobj(
                    stream, self._bucket, name, ExtraArgs=self._extra, Config=_IN_PARTS
                )
        # A service may say yes and have kept nothing, or half: the row that is written next
        # must not speak of what is not there.
        try:
            kept = self.stat(key).size
        except NotFound as error:
            raise StorageAway(f"{key} was taken and is not there") from error
        if isinstance(data, bytes) and kept != len(data):
            raise DamagedBytes(f"{key} was taken with {kept} bytes of {len(data)}")

    def _put_whole(self, name: str, data: bytes) -> None:
        md5 = hashlib.md5(data, usedforsecurity=False)
        told = self._client.put_object(
            Bucket=self._bucket,
            Key=name,
            Body=data,
            ContentMD5=base64.b64encode(md5.digest()).decode(),
            **self._extra,
        )
        mark = told.get("ETag", "")
        plain = self._extra.get("ServerSideEncryption") != "aws:kms" and _MD5.fullmatch(mark)
        if plain and mark.strip('"') != md5.hexdigest():
            raise DamagedBytes(f"{name} was kept otherwise than it was sent")

    def get(self, key: str) -> bytes:
        """All the bytes; what broke off or came changed is asked for again."""
        for attempt in range(1, self._attempts + 1):
            try:
                with _telling(key), self.open(key) as stream:
                    return undamaged(key, stream.read())
            except StorageAway:
                if attempt == self._attempts:
                    raise
        raise AssertionError("not reached: attempts is at least 1")

    def open(self, key: str) -> BinaryIO:
        with _telling(key):
            found = self._client.get_object(Bucket=self._bucket, Key=self._name(key))
        return cast("BinaryIO", _Body(key, found["Body"]))

    def exists(self, key: str) -> bool:
        try:
            self.stat(key)
        except NotFound:
            return False
        return True

    def stat(self, key: str) -> Stat:
        with _telling(key):
            found = self._client.head_object(Bucket=self._bucket, Key=self._name(key))
        return Stat(found["ContentLength"], found["LastModified"])

    def delete(self, key: str) -> None:
        with _telling(key):
            self._client.delete_object(Bucket=self._bucket, Key=self._name(key))

    def keys(self, prefix: str = "") -> Iterator[str]:
        with _telling(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix + prefix
            )
            for page in pages:
                for found in page.get("Contents", []):
                    yield found["Key"].removeprefix(self._prefix)

    def discard_unfinished(self, before: datetime) -> int:
        with _telling(self._prefix):
            pages = self._client.get_paginator("list_multipart_uploads").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            )
            old = [
                upload
                for page in pages
                for upload in page.get("Uploads", [])
                if upload["Initiated"] < before
            ]
            for upload in old:
                self._client.abort_multipart_upload(
                    Bucket=self._bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                )
        return len(old)

    def link(self, key: str, *, seconds: int, mime: str) -> str | None:
        if not self._direct_reads:
            return None
        return self._client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": self._name(key), "ResponseContentType": mime},
            ExpiresIn=seconds,
        )

    def invite(self, key: str, *, seconds: int, size: int) -> Invitation | None:
        if not self._direct_uploads:
            return None
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": self._name(key),
                "ContentLength": size,
                **self._extra,
            },
            ExpiresIn=seconds,
        )
        encryption = self._extra.get("ServerSideEncryption")
        return Invitation(url, {"x-amz-server-side-encryption": encryption} if encryption else {})

    def _name(self, key: str) -> str:
        return self._prefix + checked(key)


class _Body:
    """What is being read; a line that breaks off is told as the protocol promises."""

    def __init__(self, key: str, body: Any) -> None:
        self._key, self._body = key, body

    def read(self, size: int = -1) -> bytes:
        with _telling(self._key):
            read: bytes = self._body.read(None if size < 0 else size)
        return read

    def close(self) -> None:
        self._body.close()

    def __enter__(self) -> "_Body":
        return self

    def __exit__(self, *why: object) -> None:
        self.close()


@contextmanager
def _telling(key: str) -> Iterator[None]:
    """What boto3 raises, as what the protocol promises."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _ABSENT:
            raise NotFound("file_missing", key=key) from error
        raise StorageAway(f"{key}: {error}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageAway(f"{key}: {error}") from error
