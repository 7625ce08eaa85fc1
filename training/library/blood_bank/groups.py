"""Blood groups such as 'A+', 'O-' or 'AB+' and who may give to whom."""

ALL_GROUPS = ("O-", "O+", "A-", "A+", "B-", "B+", "AB-", "AB+")
GENOTYPES = {"O": ("OO",), "A": ("AA", "AO"), "B": ("BB", "BO"), "AB": ("AB",)}


def parse_group(text):
    """Standard form of a group: ' 0 neg' is 'O-', 'ab positive' is 'AB+'."""
    word = text.strip().upper().replace(" ", "")
    for ending, sign in (("POSITIVE", "+"), ("NEGATIVE", "-"), ("POS", "+"), ("NEG", "-")):
        if word.endswith(ending):
            word = word.removesuffix(ending) + sign
            break
    word = word.replace("0", "O")
    if word not in ALL_GROUPS:
        raise ValueError(f"not a blood group: {text.strip()}")
    return word


def abo(group):
    """The letters of a group without the rhesus sign."""
    return parse_group(group)[:-1]


def is_rhesus_positive(group):
    return parse_group(group).endswith("+")


def antigens(group):
    """Set of antigens on the red cells: 'A', 'B' and 'D' (the rhesus factor)."""
    found = {letter for letter in abo(group) if letter in "AB"}
    if is_rhesus_positive(group):
        found.add("D")
    return found


def can_give_red_cells(donor, recipient):
    """Red cells must not carry an antigen that the recipient lacks."""
    return antigens(donor) <= antigens(recipient)


def can_give_plasma(donor, recipient):
    """Plasma goes the other way round: the donor must have all A and B antigens of the
    recipient. The rhesus factor does not matter."""
    return antigens(recipient) - {"D"} <= antigens(donor)


def red_cell_donors(recipient):
    """All groups that may give red cells to a recipient, in the order of ALL_GROUPS."""
    return [group for group in ALL_GROUPS if can_give_red_cells(group, recipient)]


def child_abo_groups(mother, father):
    """ABO letters a child may have, sorted; parents are given by their ABO letters."""
    children = set()
    for genotype in GENOTYPES[mother]:
        for other in GENOTYPES[father]:
            for pair in (a + b for a in genotype for b in other):
                letters = "".join(sorted(set(pair) - {"O"}))
                children.add(letters or "O")
    return sorted(children)
