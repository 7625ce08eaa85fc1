"""Checksums over lists of byte values from 0 to 255."""

CRC8_POLYNOMIAL = 0x07
CRC16_POLYNOMIAL = 0x1021
ADLER_MODULUS = 65521


def additive_checksum(data):
    """The sum of all bytes modulo 256."""
    return sum(data) % 256


def internet_checksum(data):
    """One's complement of the one's complement sum of 16-bit words, high byte first.

    An odd last byte is the high byte of a word that ends in zero.
    """
    total = 0
    for index in range(0, len(data), 2):
        low = data[index + 1] if index + 1 < len(data) else 0
        total += data[index] << 8 | low
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total


def crc8(data, start=0):
    """CRC-8 with polynomial 0x07."""
    crc = start
    for byte in data:
        crc ^= byte
        for _ in range(8):
            if crc & 0x80:
                crc = (crc << 1 ^ CRC8_POLYNOMIAL) & 0xFF
            else:
                crc <<= 1
    return crc


def crc16(data, start=0xFFFF):
    """CRC-16/CCITT with polynomial 0x1021 and start value 0xFFFF."""
    crc = start
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc <<= 1
            if crc & 0x10000:
                crc ^= 0x10000 | CRC16_POLYNOMIAL
    return crc


def adler32(data):
    """Adler-32: two running sums, the second one in the upper 16 bits."""
    low, high = 1, 0
    for byte in data:
        low = (low + byte) % ADLER_MODULUS
        high = (high + low) % ADLER_MODULUS
    return high << 16 | low


def longitudinal_parity(data):
    """The bytes combined by exclusive or."""
    parity = 0
    for byte in data:
        parity ^= byte
    return parity
