from podfeed import fits, merge, parse, seconds


def feed(show, *items):
    body = "".join(
        f"<item><title>{t}</title><pubDate>{d}</pubDate><duration>{n}</duration>"
        f"<enclosure url='{u}'/></item>" for t, d, n, u in items)
    return f"<rss><channel><title>{show}</title>{body}</channel></rss>"


A = feed("Tides", ("One", "Mon, 01 Jan 2024 08:00:00 +0000", "10:00", "u1"),
         ("Two", "Wed, 03 Jan 2024 08:00:00 +0000", "1:00:00", "u2"))
B = feed("Moors", ("Uno", "Tue, 02 Jan 2024 08:00:00 +0000", "900", "u3"),
         ("Again", "Mon, 01 Jan 2024 07:00:00 +0000", "10:00", "u1"))


def test_merge():
    assert [e.title for e in merge([A, B])] == ["Two", "Uno", "One"]
    assert [e.show for e in merge([B])] == ["Moors", "Moors"]
    assert merge([]) == []


def test_fits_after_merge():
    assert [e.url for e in fits(merge([A, B]), 30)] == ["u3", "u1"]


def test_parse():
    assert len(parse(A)) == 2
    assert seconds("62:03") == 3723
