CASES = {
    "posts.clean_tags": {"about": "the list of tags", "cases": ["clean_tags('Python, web  dev,python')", "clean_tags('')", "clean_tags(' , Go ,, ')", "clean_tags('b,a,B')"]},
    "posts.Post.move_to": {"about": "the change of a post's status", "cases": [
        ["p = Post('T', 'b')", "p.move_to('review', date(2024, 1, 2))", "(p.status, p.published_on)"], ["p = Post('T', 'b', status='review')", "p.move_to('published', date(2024, 1, 2))", "(p.status, str(p.published_on))"],
        ["p = Post('T', 'b', [], 'archived', date(2023, 5, 6))", "p.move_to('published', date(2024, 1, 2))", "str(p.published_on)"], ["p = Post('T', 'b')", "p.move_to('published', date(2024, 1, 2))"],
        ["p = Post('T', 'b', status='published')", "p.move_to('archived', date(2024, 1, 2))", "(p.status, p.published_on)"], ["p = Post('T', 'b', status='review')", "p.move_to('draft', date(2024, 1, 2))", "p.status"]]},
    "posts.Post.is_visible": {"about": "whether a post is visible", "cases": [
        "[Post('T', 'b', [], 'published', date(2024, 3, 5)).is_visible(date(2024, 3, d)) for d in (4, 5, 6)]", "Post('T', 'b', [], 'archived', date(2024, 3, 5)).is_visible(date(2024, 4, 1))", "Post('T', 'b', status='published').is_visible(date(2024, 4, 1))"]},
    "posts.Post.permalink": {"about": "the permalink of a post", "cases": ["Post('Hello,  World!', 'b', [], 'draft', date(2024, 3, 5)).permalink()", "Post('T', 'b').permalink()", "Post('C++ in 2023', 'b', [], 'draft', date(2023, 11, 30)).permalink()"]},
    "reading.strip_markup": {"about": "the plain text of a post", "cases": ["strip_markup('# Hi *there*\\n> a [link](http://x.y)')", "strip_markup('An ![alt text](a.png) image')", "strip_markup('')", "strip_markup('`code`  and _em_')"]},
    "reading.word_count": {"about": "the number of words", "cases": ["word_count('one *two* [three four](x)')", "word_count('')", "word_count('a b<!--more-->c')", "word_count('see ![big cat](c.png) now')"]},
    "reading.image_count": {"about": "the number of images", "cases": ["image_count('![a](b) and ![](c)')", "image_count('[a](b)!')", "image_count('')"]},
    "reading.reading_minutes": {"about": "the reading time", "cases": [
        "[reading_minutes(''), reading_minutes('word ' * 200)]",
        "reading_minutes('word ' * 201)",
        "reading_minutes('word ' * 600 + '![a](b)')",
        "reading_minutes('![a](b) ' * 10)",
        "reading_minutes('![a](b) ' * 11)",
        "reading_minutes('word ' * 590 + '![a](b)')"]},
    "reading.excerpt": {"about": "the excerpt of a post", "cases": [
        "[excerpt('Intro *text* <!--more--> rest'), excerpt('a b c d', 3)]",
        "excerpt('a b c', 3)",
        "excerpt('')",
        "excerpt('a b<!--more-->c<!--more-->d', 1)",
        "excerpt('w ' * 31)",
        "excerpt('w ' * 30)"]},
    "reading.headings": {"about": "the list of headings", "cases": ["headings('# One\\ntext\\n### Two three  \\n#no')", "headings('plain')", "headings('####### seven\\n###### six')"]},
    "listing.latest": {"about": "the list of latest posts", "cases": [
        "[p.title for p in latest([Post(t, '', [], 'published', date(2024, 1, d)) for t, d in [('B', 3), ('A', 3), ('C', 9), ('D', 1)]], date(2024, 1, 5))]", "latest([Post('x', '')], date(2024, 1, 1))", "[p.title for p in latest([Post('a', '', [], 'published', date(2024, 1, 1)), Post('b', '', [], 'published', date(2024, 1, 2))], date(2024, 1, 2))]"]},
    "listing.page_count": {"about": "the number of pages", "cases": ["page_count(0)", "page_count(5)", "page_count(6)", "page_count(7, 3)", "page_count(9, 3)"]},
    "listing.page_items": {"about": "the items on a page", "cases": [
        "[page_items(list(range(12)), 3), page_items(list(range(12)), 1)]",
        "page_items(list(range(12)), 4)",
        "page_items(list(range(12)), 0)",
        "page_items([], 1)",
        "page_items(list('abcdefg'), 2, 3)",
        "page_items([], 2)"]},
    "listing.page_links": {"about": "the page numbers shown", "cases": ["page_links(10, 20)", "page_links(1, 20)", "page_links(20, 20)", "page_links(2, 3)", "page_links(5, 9, 1)", "page_links(1, 1)"]},
    "listing.tag_cloud": {"about": "the tag cloud", "cases": ["tag_cloud([Post('x', '', ['go', 'web']), Post('y', '', ['web', 'api'])])", "tag_cloud([Post('x', '', ['go', 'web']), Post('y', '', ['web'])], 2)", "tag_cloud([])", "tag_cloud([Post('x', '', ['b', 'a'])])"]},
    "listing.archive": {"about": "the archive by month", "cases": ["archive([Post('a', '', published_on=date(2023, 12, 1)), Post('b', '', published_on=date(2024, 2, 1)), Post('c', '', published_on=date(2024, 2, 9)), Post('d', '')])", "archive([])",
        "archive([Post('a', '', published_on=date(2023, 3, d)) for d in (1, 9, 30)])"]},
    "listing.related": {"about": "the list of related posts", "cases": [
        "related(Post('me', '', ['a', 'b']), [Post('x', '', ['a']), Post('y', '', ['b', 'a']), Post('z', '', ['c'])])", "related(Post('me', '', ['a']), [Post(t, '', ['a']) for t in ('q', 'me', 'p', 'o')])", "related(Post('me', '', ['a']), [Post(t, '', ['a']) for t in 'rqp'], 1)", "related(Post('me', ''), [Post('x', '', ['a'])])"]},
}
