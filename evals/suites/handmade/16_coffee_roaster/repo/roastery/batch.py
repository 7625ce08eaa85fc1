from dataclasses import dataclass


@dataclass(frozen=True)
class Batch:
    origin: str
    green_kg: float
    roasted_kg: float
    roast: str = "medium"

    def __post_init__(self):
        if self.roasted_kg > self.green_kg:
            raise ValueError("beans do not gain weight in the drum")

    @property
    def loss(self):
        """Share of the weight lost in the drum."""
        return 1 - self.roasted_kg / self.green_kg
