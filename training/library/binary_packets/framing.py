"""Frames on a serial line and the splitting of long messages."""
from packet import Packet, parse_packet

END = 0xC0
ESCAPE = 0xDB
ESCAPED_END = 0xDC
ESCAPED_ESCAPE = 0xDD


def stuff(data: list[int]) -> list[int]:
    """Escape the end and escape bytes and close the frame with an end byte."""
    frame = []
    for byte in data:
        if byte == END:
            frame += [ESCAPE, ESCAPED_END]
        elif byte == ESCAPE:
            frame += [ESCAPE, ESCAPED_ESCAPE]
        else:
            frame.append(byte)
    return frame + [END]


class FrameReader:
    """Takes bytes one by one and collects complete frames; empty frames are dropped."""

    def __init__(self):
        self.frames = []
        self.current = []
        self.escaped = False

    def feed(self, byte):
        """Take one byte; return True when it completed a frame."""
        if self.escaped:
            self.escaped = False
            self.current.append(END if byte == ESCAPED_END else ESCAPE)
            return False
        if byte == ESCAPE:
            self.escaped = True
            return False
        if byte != END:
            self.current.append(byte)
            return False
        if not self.current:
            return False
        self.frames.append(self.current)
        self.current = []
        return True

    def feed_all(self, data):
        """Take many bytes and return how many frames they completed."""
        return sum(1 for byte in data if self.feed(byte))

    def next_frame(self):
        """Return and forget the oldest frame, None if there is none."""
        return self.frames.pop(0) if self.frames else None

    def pending(self):
        """Number of bytes of the frame that is not complete yet."""
        return len(self.current)


def fragment(payload: list[int], limit: int) -> list[Packet]:
    """Cut a payload into data packets of at most limit bytes, then add a 'bye' packet."""
    if limit < 1:
        raise ValueError("limit must be positive")
    packets = []
    for start in range(0, len(payload), limit):
        packets.append(Packet("data", payload[start:start + limit]))
    packets.append(Packet("bye"))
    return packets


def reassemble(frames: list[list[int]]) -> dict:
    """Join the payloads of data frames up to the first 'bye'; broken frames are counted."""
    result = {"payload": [], "broken": 0, "complete": False}
    for frame in frames:
        try:
            packet = parse_packet(frame)
        except ValueError:
            result["broken"] += 1
            continue
        if packet.kind == "bye":
            result["complete"] = True
            break
        if packet.kind == "data":
            result["payload"].extend(packet.payload)
    return result
