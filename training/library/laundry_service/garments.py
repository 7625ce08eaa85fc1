"""Reading laundry tickets and the care rules of garments."""

WEIGHT_GRAMS = {
    "shirt": 250, "trousers": 450, "dress": 400, "coat": 1500, "sheet": 700, "towel": 500,
}
MAX_TEMPERATURE = {"wool": 30, "silk": 30, "synthetic": 40, "cotton": 60, "linen": 90}
PLURALS = {"dresses": "dress", "trousers": "trousers"}


def singular(name):
    """'Shirts' becomes 'shirt'; trousers stay trousers."""
    word = name.strip().lower()
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def parse_ticket_line(text):
    """Garment and number from '3 x shirts'; a line without a number means one piece."""
    count, sep, name = text.partition(" x ")
    if not sep:
        return singular(text), 1
    pieces = int(count)
    if pieces < 1:
        raise ValueError("at least one piece expected")
    return singular(name), pieces


def parse_ticket(text):
    """Pieces of each garment on a ticket, whose lines are separated by semicolons."""
    pieces = {}
    for line in text.split(";"):
        if not line.strip():
            continue
        garment, count = parse_ticket_line(line)
        pieces[garment] = pieces.get(garment, 0) + count
    return pieces


def load_grams(pieces):
    """Weight in grams of a bundle given as {garment: number}."""
    return sum(WEIGHT_GRAMS[garment] * count for garment, count in pieces.items())


def wash_temperature(fabrics):
    """Hottest temperature in Celsius that all fabrics of a load can stand."""
    if not fabrics:
        raise ValueError("empty load")
    return min(MAX_TEMPERATURE[fabric.strip().lower()] for fabric in fabrics)


def drums_needed(pieces, drum_kg=7):
    """Number of washing drums for a bundle when each takes `drum_kg` kilograms."""
    return -(-load_grams(pieces) // (drum_kg * 1000))


def sort_by_colour(items):
    """Split (garment, colour) pairs into the piles 'white', 'dark' and 'coloured'."""
    piles = {"white": [], "dark": [], "coloured": []}
    for garment, colour in items:
        shade = colour.strip().lower()
        if shade in ("white", "cream"):
            piles["white"].append(garment)
        elif shade in ("black", "navy", "brown"):
            piles["dark"].append(garment)
        else:
            piles["coloured"].append(garment)
    return piles
