"""Validate and compare e-mail addresses."""
import string

LOCAL_CHARS = set(string.ascii_letters + string.digits + ".!#$%&'*+-/=?^_`{|}~")
DOMAIN_CHARS = set(string.ascii_letters + string.digits + "-")
MAX_LOCAL = 64
MAX_ADDRESS = 254
DOTLESS_DOMAINS = {"gmail.com", "googlemail.com"}


def split_address(address: str) -> tuple[str, str]:
    """Return the local part and the lower-case domain, split at the last '@'."""
    local, at, domain = address.strip().rpartition("@")
    if not at:
        raise ValueError(f"no @ in {address!r}")
    return local, domain.lower()


def is_valid_local(local: str) -> bool:
    """Return whether the part before '@' is valid: 1 to 64 characters, dots only inside."""
    if not 1 <= len(local) <= MAX_LOCAL:
        return False
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return False
    return set(local) <= LOCAL_CHARS


def is_valid_domain(domain: str) -> bool:
    """Return whether a domain has at least two valid labels and a top level of letters."""
    labels = domain.split(".")
    if len(labels) < 2:
        return False
    for label in labels:
        if not label or len(label) > 63 or not set(label) <= DOMAIN_CHARS:
            return False
        if label.startswith("-") or label.endswith("-"):
            return False
    return len(labels[-1]) >= 2 and labels[-1].isalpha()


def is_valid_address(address: str) -> bool:
    """Return whether the address, without outer blanks, is valid and not too long."""
    address = address.strip()
    if "@" not in address or len(address) > MAX_ADDRESS:
        return False
    local, domain = split_address(address)
    return is_valid_local(local) and is_valid_domain(domain)


def mailbox_key(address: str) -> str:
    """Return the key under which addresses of one mailbox are equal.

    Case and a '+tag' do not matter; for Gmail the dots do not matter either.
    """
    local, domain = split_address(address)
    local = local.lower().split("+")[0]
    if domain in DOTLESS_DOMAINS:
        local = local.replace(".", "")
        domain = "gmail.com"
    return f"{local}@{domain}"


def parse_mailbox(text: str) -> tuple[str, str]:
    """Split 'Ann Lee <ann@x.org>' into the name and the address; the name may be missing."""
    head, bracket, tail = text.strip().partition("<")
    if not bracket:
        return "", head
    return head.strip().strip('"'), tail.removesuffix(">").strip()


def mask_address(address: str) -> str:
    """Hide the local part but its first character and the last one if it is long enough."""
    local, domain = split_address(address)
    if len(local) <= 3:
        return local[:1] + "***@" + domain
    return f"{local[0]}***{local[-1]}@{domain}"
