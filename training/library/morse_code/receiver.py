from keying import LETTER_GAP, WORD_GAP
from morse import decode


class Receiver:
    """Turns key presses and pauses into text.

    A press shorter than two dots is a dot, otherwise a dash. Pauses count as gaps between
    letters or words when they last at least two thirds of the standard gap.
    """

    def __init__(self, dot=60):
        self.dot = dot
        self.signal = ""
        self.presses = 0

    def press(self, milliseconds):
        """Record one key press; presses of no length are noise."""
        if milliseconds <= 0:
            return
        self.presses += 1
        self.signal += "." if milliseconds < 2 * self.dot else "-"

    def pause(self, milliseconds):
        """Record the pause after a press."""
        units = milliseconds / self.dot
        if units * 3 >= WORD_GAP * 2:
            self.signal += " / "
        elif units * 3 >= LETTER_GAP * 2:
            self.signal += " "

    def text(self):
        """Return the text received so far."""
        return decode(self.signal)

    def reset(self):
        """Forget the signal and return how many presses were recorded."""
        count = self.presses
        self.signal = ""
        self.presses = 0
        return count


def receive(events, dot=60):
    """Decode alternating press and pause times in milliseconds, starting with a press."""
    receiver = Receiver(dot)
    for index, milliseconds in enumerate(events):
        if index % 2 == 0:
            receiver.press(milliseconds)
        else:
            receiver.pause(milliseconds)
    return receiver.text()


def guess_dot(presses):
    """Estimate the dot length: the average of the presses below twice the shortest one."""
    if not presses:
        raise ValueError("no presses")
    limit = 2 * min(presses)
    dots = [press for press in presses if press < limit]
    return round(sum(dots) / len(dots))


def is_distress(signal):
    """Return True if a signal contains SOS as a word or sent as one sign."""
    if "...---..." in signal.replace("/", " ").split():
        return True
    return "SOS" in decode(signal).split()
