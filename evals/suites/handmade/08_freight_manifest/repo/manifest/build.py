"""Spread parcels over wagons, heaviest first, and print the manifest."""
from .wagon import Wagon

STANDARD_KG = 26_000
STANDARD_M3 = 76


def build_manifest(parcels, max_kg=STANDARD_KG, max_volume=STANDARD_M3):
    wagons = []
    for parcel in sorted(parcels, key=lambda p: -p.kg):
        place(parcel, wagons, max_kg, max_volume)
    return wagons


def place(parcel, wagons, max_kg, max_volume):
    for wagon in wagons:
        if wagon.has_room(parcel) and same_class(wagon, parcel):
            wagon.load(parcel)
            return wagon
    wagon = Wagon(len(wagons) + 1, max_kg, max_volume)
    wagon.load(parcel)
    wagons.append(wagon)
    return wagon


def same_class(wagon, parcel):
    """Hazardous goods never share a wagon with others."""
    return all(p.hazardous == parcel.hazardous for p in wagon.parcels)


def lines(wagons):
    out = []
    for wagon in wagons:
        out.append(f"WAGON {wagon.number}: {wagon.kg:.0f} kg, {wagon.volume:.2f} m3")
        for parcel in wagon.parcels:
            mark = " !" if parcel.hazardous else ""
            out.append(f"  {parcel.ref}{mark}")
    return out
