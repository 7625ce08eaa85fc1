"""Packets: magic byte, version and kind, length (2 bytes), payload, CRC (2 bytes)."""
from dataclasses import dataclass, field

from checksums import crc16

MAGIC = 0xA5
HEADER_SIZE = 4
TRAILER_SIZE = 2
MAX_PAYLOAD = 1024
KINDS = {"hello": 1, "data": 2, "ack": 3, "bye": 4}


class PacketError(ValueError):
    """Raised for bytes that are no valid packet."""


@dataclass
class Packet:
    kind: str
    payload: list[int] = field(default_factory=list)
    version: int = 1

    def size(self) -> int:
        """Number of bytes of the whole packet."""
        return HEADER_SIZE + len(self.payload) + TRAILER_SIZE

    def to_bytes(self) -> list[int]:
        """The packet as byte values; the version is in the upper half of its byte."""
        if len(self.payload) > MAX_PAYLOAD:
            raise PacketError("payload is too long")
        body = [self.version << 4 | KINDS[self.kind], *to_word(len(self.payload)), *self.payload]
        return [MAGIC, *body, *to_word(crc16(body))]


def to_word(number: int) -> list[int]:
    """Split a number below 65536 into its high and low byte."""
    if not 0 <= number < 65536:
        raise PacketError(f"{number} does not fit 16 bits")
    return [number >> 8, number & 0xFF]


def from_word(data: list[int], offset: int = 0) -> int:
    """Read a 16-bit number, high byte first."""
    return data[offset] << 8 | data[offset + 1]


def parse_header(data: list[int]) -> dict:
    """Return {'version', 'kind', 'length'} of the header at the start of the data."""
    if len(data) < HEADER_SIZE:
        raise PacketError("header is cut off")
    if data[0] != MAGIC:
        raise PacketError("wrong magic byte")
    code = data[1] & 0x0F
    names = [name for name, number in KINDS.items() if number == code]
    if not names:
        raise PacketError(f"unknown kind {code}")
    return {"version": data[1] >> 4, "kind": names[0], "length": from_word(data, 2)}


def parse_packet(data: list[int]) -> Packet:
    """Read one packet from the start of the data; bytes after it are ignored."""
    header = parse_header(data)
    end = HEADER_SIZE + header["length"]
    if len(data) < end + TRAILER_SIZE:
        raise PacketError("packet is cut off")
    if from_word(data, end) != crc16(data[1:end]):
        raise PacketError("wrong checksum")
    return Packet(header["kind"], data[HEADER_SIZE:end], header["version"])
