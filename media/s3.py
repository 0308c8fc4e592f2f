"""The storage protocol over S3. Only `web/wiring` imports this: boto3 is slow to load."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from core.errors import NotFound
from media.storage import Stat, checked

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})


def connect(
    bucket: str,
    prefix: str = "",
    *,
    endpoint: str | None = None,
    region: str = "us-east-1",
    access_key: str | None = None,
    secret_key: str | None = None,
    encryption: str = "",
) -> "S3":
    """The storage in that bucket, all keys below `prefix`. Makes no request yet.

    `endpoint` is the address of a service that is not Amazon's; without keys boto3 looks for
    credentials in its own places; `encryption` is "", "AES256" or "aws:kms".
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
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "max_attempts": 4},
        ),
    )
    return S3(client, bucket, prefix, encryption)


class S3:
    """A bucket, or the part of it below a prefix. An object appears whole or not at all."""

    def __init__(
        self, client: "S3Client", bucket: str, prefix: str = "", encryption: str = ""
    ) -> None:
        self._client, self._bucket = client, bucket
        self._prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self._extra: dict[str, Any] = {"ServerSideEncryption": encryption} if encryption else {}

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        name = self._name(key)
        if isinstance(data, bytes):
            self._client.put_object(Bucket=self._bucket, Key=name, Body=data, **self._extra)
        else:  # in parts when it is long
            self._client.upload_fileobj(data, self._bucket, name, ExtraArgs=self._extra)

    def get(self, key: str) -> bytes:
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=self._name(key))
        except ClientError as error:
            raise _refusal(error, key) from error
        return cast("BinaryIO", found["Body"])

    def exists(self, key: str) -> bool:
        try:
            self.stat(key)
        except NotFound:
            return False
        return True

    def stat(self, key: str) -> Stat:
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=self._name(key))
        except ClientError as error:
            raise _refusal(error, key) from error
        return Stat(found["ContentLength"], found["LastModified"])

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._name(key))

    def keys(self, prefix: str = "") -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix + prefix
        )
        for page in pages:
            for found in page.get("Contents", []):
                yield found["Key"].removeprefix(self._prefix)

    def discard_unfinished(self, before: datetime) -> int:
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

    def _name(self, key: str) -> str:
        return self._prefix + checked(key)


def _refusal(error: ClientError, key: str) -> Exception:
    """NotFound for what is absent; the error itself for anything else."""
    absent = error.response.get("Error", {}).get("Code") in _ABSENT
    return NotFound("file_missing", key=key) if absent else error
