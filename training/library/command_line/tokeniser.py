"""Split command lines into words, roughly as a shell does."""

QUOTES = "'\""
OPERATORS = ("&&", "||", "|", ";")


def take_quoted(line, pos):
    """Read the quoted text whose opening quote is at pos; return it and the position behind.

    A backslash escapes inside double quotes and is an ordinary character inside single ones.
    """
    quote = line[pos]
    text = ""
    pos += 1
    while pos < len(line) and line[pos] != quote:
        if line[pos] == "\\" and quote == '"':
            pos += 1
        text += line[pos:pos + 1]
        pos += 1
    if pos >= len(line):
        raise ValueError(f"missing closing {quote}")
    return text, pos + 1


def take_word(line, pos):
    """Read the word that starts at pos, quoted parts included; return it and its end."""
    word = ""
    while pos < len(line) and not line[pos].isspace():
        if line[pos] in QUOTES:
            text, pos = take_quoted(line, pos)
            word += text
            continue
        if line[pos] == "\\" and pos + 1 < len(line):
            pos += 1
        word += line[pos]
        pos += 1
    return word, pos


def split_command(line):
    """Split a command line at blanks; quotes group words and a backslash escapes."""
    words = []
    pos = 0
    while pos < len(line):
        if line[pos].isspace():
            pos += 1
        else:
            word, pos = take_word(line, pos)
            words.append(word)
    return words


def quote_word(word):
    """Return the word so that it is read back as one word, quoted only if needed."""
    if word and not any(char.isspace() or char in "'\"\\" for char in word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def join_command(words):
    """Return a command line for a list of words."""
    return " ".join(quote_word(word) for word in words)


def expand_variables(text, variables):
    """Replace '$name' by its value; unknown names become empty and '$$' becomes '$'."""
    result = ""
    pos = 0
    while pos < len(text):
        if text[pos] != "$":
            result += text[pos]
            pos += 1
            continue
        if text[pos + 1:pos + 2] == "$":
            result += "$"
            pos += 2
            continue
        end = pos + 1
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        result += str(variables.get(text[pos + 1:end], ""))
        pos = end
    return result


def split_pipeline(words):
    """Split a list of words into (operator before it, command words); the first has ''."""
    commands = [("", [])]
    for word in words:
        if word in OPERATORS:
            commands.append((word, []))
        else:
            commands[-1][1].append(word)
    return commands


def resolve_alias(words, aliases):
    """Replace the first word by its alias, repeatedly, using each alias only once."""
    seen = set()
    while words and words[0] in aliases and words[0] not in seen:
        seen.add(words[0])
        words = split_command(aliases[words[0]]) + words[1:]
    return words
