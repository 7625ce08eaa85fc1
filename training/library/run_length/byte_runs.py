"""Byte-oriented packing (PackBits) of lists of values from 0 to 255."""
from rle import run_pairs

MAX_RUN = 128
MIN_RUN = 3


def split_run(length, limit=MAX_RUN):
    """Cut a run length into pieces of at most the limit; the rest comes last."""
    pieces = [limit] * (length // limit)
    if length % limit:
        pieces.append(length % limit)
    return pieces


def header_byte(count, repeated):
    """Header of a block: count - 1 for literal bytes, 257 - count for a repeated byte."""
    if not 1 <= count <= MAX_RUN:
        raise ValueError("count must be from 1 to 128")
    return 257 - count if repeated else count - 1


def flush_literals(literals):
    """Blocks for bytes that are stored as they are."""
    output = []
    for start in range(0, len(literals), MAX_RUN):
        chunk = literals[start:start + MAX_RUN]
        output.append(header_byte(len(chunk), False))
        output.extend(chunk)
    return output


def pack_bytes(data):
    """Pack bytes; runs shorter than three are stored as literal bytes."""
    output, literals = [], []
    for value, length in run_pairs(data):
        if length < MIN_RUN:
            literals.extend([value] * length)
            continue
        output.extend(flush_literals(literals))
        literals = []
        for piece in split_run(length):
            output.extend([header_byte(piece, piece > 1), value])
    return output + flush_literals(literals)


def unpack_bytes(packed):
    """Undo pack_bytes; the header 128 is skipped, a cut-off block raises ValueError."""
    output = []
    position = 0
    while position < len(packed):
        header = packed[position]
        position += 1
        if header == 128:
            continue
        size = header + 1 if header < 128 else 1
        chunk = packed[position:position + size]
        if len(chunk) < size:
            raise ValueError("block is cut off")
        output.extend(chunk if header < 128 else chunk * (257 - header))
        position += size
    return output
