from grades import harder, rank, to_french


class Logbook:
    def __init__(self):
        self.ascents = []

    def add(self, route, grade, style="redpoint"):
        rank(grade)
        self.ascents.append((route, grade, style))

    def hardest(self, style=None):
        best = None
        for _, grade, how in self.ascents:
            if style is not None and how != style:
                continue
            best = grade if best is None else harder(best, grade)
        return best

    def pyramid(self):
        """How many ascents at each French grade, hardest first."""
        counts = {}
        for _, grade, _ in self.ascents:
            french = to_french(grade)
            counts[french] = counts.get(french, 0) + 1
        return sorted(counts.items(), key=lambda item: -rank(item[0]))
