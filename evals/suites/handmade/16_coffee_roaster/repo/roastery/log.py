"""The roasting log of one day."""
from .batch import Batch


class RoastLog:
    def __init__(self, batches=()):
        self.batches = list(batches)

    def add(self, *args, **kwargs):
        batch = Batch(*args, **kwargs)
        self.batches.append(batch)
        return batch

    def roasted(self, roast=None):
        """Kilograms that came out, of one roast or of all."""
        return sum(b.roasted_kg for b in self.batches if roast in (None, b.roast))

    def mean_loss(self, origin):
        """Average loss of an origin's batches; 0.0 if none was roasted."""
        losses = [b.loss for b in self.batches if b.origin == origin]
        return sum(losses) / len(losses)

    def origins(self):
        seen = []
        for b in self.batches:
            if b.origin not in seen:
                seen.append(b.origin)
        return seen

    def summary(self):
        return [f"{o}: {self.mean_loss(o):.1%} loss" for o in self.origins()]

    def green_needed(self, origin, kg):
        """Green coffee to put in for `kg` roasted, at the loss seen so far."""
        return kg / (1 - self.mean_loss(origin))
