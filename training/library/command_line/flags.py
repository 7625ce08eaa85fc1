"""Parse options and arguments of a command."""
from dataclasses import dataclass

from tokeniser import split_command


@dataclass
class Option:
    """An option such as '-o/--output FILE'; a switch takes no value."""
    name: str
    short: str = ""
    switch: bool = False
    default: object = None
    choices: tuple = ()
    help: str = ""

    def check(self, value):
        """Return the value if it is one of the choices (any value if there are none)."""
        if self.choices and value not in self.choices:
            raise ValueError(f"--{self.name} must be one of {', '.join(self.choices)}")
        return value


def find_option(options, flag):
    """Return the option for '--name', an unambiguous beginning of it, or '-s'."""
    if not flag.startswith("--"):
        found = [option for option in options if option.short and "-" + option.short == flag]
    else:
        name = flag[2:]
        found = [option for option in options if option.name == name]
        if not found:
            found = [option for option in options if option.name.startswith(name)]
    if not found:
        raise ValueError(f"unknown option {flag}")
    if len(found) > 1:
        raise ValueError(f"ambiguous option {flag}")
    return found[0]


def split_short_flags(word, options):
    """Split '-vofile' into '-v', '-o' and 'file', the value of the first value option."""
    flags = []
    for pos, letter in enumerate(word[1:], start=1):
        option = find_option(options, "-" + letter)
        flags.append("-" + letter)
        if not option.switch and pos + 1 < len(word):
            flags.append(word[pos + 1:])
            break
    return flags


def parse_arguments(line, options):
    """Return (values by option name, positional words) for the words of a line.

    '--' ends the options, and a single '-' is a positional word.
    """
    values = {o.name: False if o.switch else o.default for o in options}
    positional = []
    words = split_command(line)
    while words:
        word = words.pop(0)
        if word == "--":
            return values, positional + words
        if word == "-" or not word.startswith("-"):
            positional.append(word)
            continue
        if not word.startswith("--") and len(word) > 2:
            words = split_short_flags(word, options) + words
            continue
        flag, equals, value = word.partition("=")
        option = find_option(options, flag)
        values[option.name] = take_value(option, words, value if equals else None)
    return values, positional


def take_value(option, words, given):
    """Return the value of an option: given with '=', or else taken from the next word."""
    if option.switch:
        if given is not None:
            raise ValueError(f"--{option.name} takes no value")
        return True
    if given is None:
        if not words:
            raise ValueError(f"--{option.name} needs a value")
        given = words.pop(0)
    return option.check(given)


def negative_flags(options):
    """Return the sorted '--no-name' forms of all switches."""
    return sorted("--no-" + option.name for option in options if option.switch)
