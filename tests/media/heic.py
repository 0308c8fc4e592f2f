"""HEIC files with whatever turns, mirrors and metadata a test asks for.

There is no HEVC encoder among our libraries, so the pixels of `made.scene(96, 64)` stand here
coded once, in half a kilobyte; the boxes around them are written anew for each file.
"""

import base64
import struct

SIZE = (96, 64)

_CONFIGURATION = base64.b64decode(
    "AQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMA"
    "kAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQA=="
)
_CODED = base64.b64decode(
    "AAABzSgBry6e6iBtuXgasTN/+X1f+mD5caf60WUhmNE2Hy33EjsWb0UNpMI4qhQMxOL1B2fEQ1rW36s9LSZZ00hF"
    "+7bUbE//8VUDM9BupdFkEfbcaeT+ejdx3621kLkrfl6UtbmD3UfAU9diN8hNELrdRZnB3ybmIfFHfqkRJSRbGPNV"
    "S3OlzmlDWzYa3xp12ehC8gYZPtFPPCJD7g5rofWf+qhwwfkYBbghZQ8J7AT6X1o10BMxIH8M8HXtLhZxfBH2o5ZI"
    "23HG+jDdJQ2Epd+ZlrXECqKZmL6TkRjyN7I+l35Lyy83NVnthWHPQJEvgD6Uou4Zw8dDfQEYY0cZ8N0xPYwLHrDM"
    "WgNgB70EHEwyp1ELnyR3Ztc3AMpSxlMAidthbvs58keSqNdGB0EYyAkggg6WWkm9O4+o7RVCfuyvoJjeqKRzllEW"
    "kZU3wDi00Z7EgKaIJA3lsu4CQtA6uMsyVXyVTbeD6k6kJqcgdecrAKEvYC7PHnfa7o45m10ZtcK1+wUDl+V+57Zd"
    "I+VqBPlEcdggs3+n/NgIFEsdcXkN0gMczkX2jI1hhYUNG1Sv1hU0DgP7cDDSoHExxnifbi3NDtnmfa34qibVxcs4"
    "gfiA"
)

TURNS: dict[int, list[tuple[str, int]]] = {
    1: [],
    2: [("imir", 1)],
    3: [("irot", 2)],
    4: [("imir", 0)],
    5: [("irot", 1), ("imir", 0)],
    6: [("irot", 3)],
    7: [("irot", 3), ("imir", 0)],
    8: [("irot", 1)],
}
"""EXIF's number → the properties that do the same to the stored picture."""


def file(
    turns: list[tuple[str, int]] | None = None,
    *,
    exif: bytes = b"",
    xmp: bytes = b"",
    profile: bytes = b"",
    size: tuple[int, int] = SIZE,
) -> bytes:
    """The scene as a phone would write it; `turns` are properties in the order they apply."""
    owned = [
        _box("hvcC", _CONFIGURATION),
        _full("ispe", struct.pack(">II", *size)),
        _full("pixi", b"\3\10\10\10"),
    ]
    if profile:
        owned.append(_box("colr", b"prof" + profile))
    owned += [_box(name, bytes([value])) for name, value in turns or []]
    items = [("hvc1", _CODED)]
    if exif:
        items.append(("Exif", struct.pack(">I", 6) + b"Exif\0\0" + exif.removeprefix(b"Exif\0\0")))
    if xmp:
        items.append(("mime", xmp))
    about = [
        _full("infe", struct.pack(">HH", number, 0) + kind.encode() + _NAMES[kind], version=2)
        for number, (kind, _) in enumerate(items, start=1)
    ]
    refers = b"".join(
        _box("cdsc", struct.pack(">HHH", number, 1, 1)) for number in range(2, len(items) + 1)
    )
    numbers = bytes(number | (0x80 if number != 2 else 0) for number in range(1, len(owned) + 1))
    associated = struct.pack(">IHB", 1, 1, len(owned)) + numbers
    head = _box("ftyp", b"heic\0\0\0\0mif1heic")

    def meta(start: int) -> bytes:
        places = b""
        for number, (_, body) in enumerate(items, start=1):
            places += struct.pack(">HHHII", number, 0, 1, start, len(body))
            start += len(body)
        return _full(
            "meta",
            _full("hdlr", b"\0\0\0\0pict" + bytes(13))
            + _full("pitm", b"\0\1")
            + _full("iloc", b"\x44\0" + struct.pack(">H", len(items)) + places)
            + _full("iinf", struct.pack(">H", len(items)) + b"".join(about))
            + (_full("iref", refers) if refers else b"")
            + _box("iprp", _box("ipco", b"".join(owned)) + _full("ipma", associated)),
        )

    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + _box("mdat", b"".join(body for _, body in items))


_NAMES = {"hvc1": b"\0", "Exif": b"\0", "mime": b"\0application/rdf+xml\0"}


def _box(name: str, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name.encode() + body


def _full(name: str, body: bytes, version: int = 0) -> bytes:
    return _box(name, bytes([version, 0, 0, 0]) + body)
