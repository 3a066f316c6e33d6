"""Where in an OLE file (.doc) the bytes of its streams stand, after Microsoft's [MS-CFB]."""

from __future__ import annotations

import struct

from noticecheck.late import dataclass

_LAST = 0xFFFFFFF0
"""Numbers from here on name no sector."""
_ENTRY = 128
_ROOT = "root entry"


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream, as the places of the sectors that it is cut into; IndexError beyond its end."""

    data: bytes
    sectors: list[int]
    """Offset of each in the file."""
    width: int
    """Bytes in a sector."""
    size: int

    def offset(self, position: int) -> int:
        """Where a byte of the stream stands in the file."""
        return self.sectors[position // self.width] + position % self.width

    def bytes(self, position: int, length: int) -> bytes:
        """Some bytes of the stream."""
        return bytes(self.data[self.offset(position + i)] for i in range(length))


class CompoundFile:
    """The streams of a file; struct.error, IndexError or KeyError for one that is broken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 0x1E)
        if shift not in (9, 12) or small_shift != 6:
            raise KeyError("sectors of an odd size")
        self._width, self._small_width = 1 << shift, 1 << small_shift
        directory, self._least, small_table = struct.unpack_from("<I4xII", data, 0x30)
        self._next = self._numbers(self._table_sectors())
        self._entries = self._read_entries(self._chain(directory, self._next))
        self._small_next = self._numbers(self._chain(small_table, self._next))
        root, _ = self._entries[_ROOT]
        self._small = self._places(self._chain(root, self._next))

    def stream(self, name: str) -> Stream:
        """The stream of this name in the outermost storage."""
        first, size = self._entries[name.lower()]
        if size >= self._least:
            places = self._places(self._chain(first, self._next))
            return Stream(self._data, places, self._width, size)
        places = [
            self._small[start // self._width] + start % self._width
            for sector in self._chain(first, self._small_next)
            if (start := sector * self._small_width) // self._width < len(self._small)
        ]
        return Stream(self._data, places, self._small_width, size)

    def _table_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._data, 0x4C))
        (more,) = struct.unpack_from("<I", self._data, 0x44)
        most = len(self._data) // self._width
        while more < _LAST and len(sectors) < most:
            found = self._numbers([more])
            sectors.extend(found[:-1])
            more = found[-1]
        return [sector for sector in sectors if sector < _LAST][:most]

    def _numbers(self, sectors: list[int]) -> list[int]:
        found: list[int] = []
        for place in self._places(sectors):
            found.extend(struct.unpack_from(f"<{self._width // 4}I", self._data, place))
        return found

    def _places(self, sectors: list[int]) -> list[int]:
        return [(sector + 1) * self._width for sector in sectors]

    @staticmethod
    def _chain(sector: int, following: list[int]) -> list[int]:
        found: list[int] = []
        while sector < len(following) and len(found) <= len(following):
            found.append(sector)
            sector = following[sector]
        return found

    def _read_entries(self, sectors: list[int]) -> dict[str, tuple[int, int]]:
        """First sector and size of each stream, by its name in lower case."""
        found: dict[str, tuple[int, int]] = {}
        for place in self._places(sectors):
            for start in range(place, place + self._width, _ENTRY):
                (length,) = struct.unpack_from("<H", self._data, start + 0x40)
                name = self._data[start : start + max(0, min(length, 64) - 2)]
                entry = struct.unpack_from("<II", self._data, start + 0x74)
                found.setdefault(name.decode("utf-16-le", "replace").lower(), entry)
        return found
