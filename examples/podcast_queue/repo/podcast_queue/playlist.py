"""The order in which episodes are played, and what fits the time at hand."""

from podcast_queue.durations import SECONDS_PER_MINUTE, at_speed


class Playlist:
    """Episodes in the order in which they were added."""

    def __init__(self, episodes=()):
        self.episodes = list(episodes)

    def add(self, episode, first=False):
        """Put an episode at the end, or at the start."""
        if first:
            self.episodes.insert(0, episode)
        else:
            self.episodes.append(episode)

    def unfinished(self):
        """The episodes that are not finished yet."""
        return [episode for episode in self.episodes if not episode.is_finished()]

    def total_seconds(self, speed=1.0):
        """Time until everything is heard."""
        return sum(at_speed(episode.remaining(), speed) for episode in self.unfinished())

    def pick_for(self, minutes, speed=1.0):
        """Take episodes in order, skipping those that are too long, until the minutes are used up."""
        left = minutes * SECONDS_PER_MINUTE
        picked = []
        for episode in self.unfinished():
            needed = at_speed(episode.remaining(), speed)
            if needed < left:
                picked.append(episode)
                left -= needed
        return picked

    def by_show(self):
        """Number of unfinished episodes of each show."""
        counts = {}
        for episode in self.unfinished():
            counts[episode.show] = counts.get(episode.show, 0) + 1
        return counts
