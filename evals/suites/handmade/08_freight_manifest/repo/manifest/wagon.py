class Wagon:
    """A wagon with two limits; it takes a parcel only if both still hold."""

    def __init__(self, number, max_volume, max_kg):
        self.number = number
        self.max_volume = max_volume
        self.max_kg = max_kg
        self.parcels = []

    @property
    def kg(self):
        return sum(p.kg for p in self.parcels)

    @property
    def volume(self):
        return sum(p.volume for p in self.parcels)

    def has_room(self, parcel):
        return (
            self.kg + parcel.kg <= self.max_kg
            and self.volume + parcel.volume <= self.max_volume
        )

    def load(self, parcel):
        if not self.has_room(parcel):
            raise OverflowError(f"wagon {self.number} is full")
        self.parcels.append(parcel)
