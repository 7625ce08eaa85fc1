from caesar import ALPHABET, SIZE, caesar_decrypt

# percent of the most frequent letters in English texts
ENGLISH = {"E": 12.7, "T": 9.1, "A": 8.2, "O": 7.5, "I": 7.0, "N": 6.7, "S": 6.3, "H": 6.1,
           "R": 6.0, "D": 4.3, "L": 4.0, "U": 2.8}


def letter_counts(text):
    """Return how often each letter occurs, as capitals in alphabetical order."""
    counts = {}
    for char in sorted(text.upper()):
        if char in ALPHABET:
            counts[char] = counts.get(char, 0) + 1
    return counts


def letter_percents(text):
    """Return the percentage of each letter among all letters, with one decimal."""
    counts = letter_counts(text)
    total = sum(counts.values())
    return {char: round(100 * count / total, 1) for char, count in counts.items()}


def english_score(text):
    """Return the average English percentage of the letters, 0.0 if there are none."""
    counts = letter_counts(text)
    total = sum(counts.values())
    if total == 0:
        return 0.0
    score = sum(ENGLISH.get(char, 0) * count for char, count in counts.items())
    return round(score / total, 2)


def crack_caesar(text):
    """Return {'shift', 'text'} of the most English decryption; the smallest shift wins ties."""
    best = max(range(SIZE), key=lambda shift: english_score(caesar_decrypt(text, shift)))
    return {"shift": best, "text": caesar_decrypt(text, best)}


def coincidence(text):
    """Return the chance that two letters picked from the text are equal, to 3 decimals."""
    counts = letter_counts(text)
    total = sum(counts.values())
    if total < 2:
        return 0.0
    equal = sum(count * (count - 1) for count in counts.values())
    return round(equal / (total * (total - 1)), 3)


def repeated_distances(text, size=3):
    """Return the distances between equal letter groups, which hint at the key length."""
    letters = [char for char in text.upper() if char in ALPHABET]
    last_seen = {}
    distances = []
    for start in range(len(letters) - size + 1):
        group = "".join(letters[start:start + size])
        if group in last_seen:
            distances.append(start - last_seen[group])
        last_seen[group] = start
    return distances


def likely_key_length(text, longest=12):
    """Return the length from 2 up that divides most distances, the longer one in a tie.

    Return None if no length divides any of them.
    """
    distances = repeated_distances(text)
    best, best_hits = None, 0
    for length in range(2, longest + 1):
        hits = sum(1 for distance in distances if distance % length == 0)
        if hits > 0 and hits >= best_hits:
            best, best_hits = length, hits
    return best
