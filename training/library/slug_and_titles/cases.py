CASES = {
    "slugs.plain_letters": {
        "about": "the text written with plain letters",
        "cases": [
            "plain_letters('Café Zoë')",
            "plain_letters('Straße')",
            "plain_letters('salt & pepper')",
            "plain_letters('')",
        ],
    },
    "slugs.slugify": {
        "about": "the slug of a title",
        "cases": [
            "slugify('  Hello, World!  ')",
            "slugify(\"Don't  Panic -- 42\")",
            "slugify('Crème & Sugar')",
            "slugify('the quick brown fox', 12)",
            "slugify('word ' * 12)",
            "slugify('...')",
            "slugify('a' * 51)",
        ],
    },
    "slugs.shorten_slug": {
        "about": "the shortened slug",
        "cases": [
            "shorten_slug('red-green-blue', 14)",
            "shorten_slug('red-green-blue', 13)",
            "shorten_slug('red-green-blue', 9)",
            "shorten_slug('red-green-blue', 8)",
            "shorten_slug('antidisestablish-x', 6)",
        ],
    },
    "slugs.unique_slug": {
        "about": "the slug that is not taken yet",
        "cases": [
            "unique_slug('My Post', [])",
            "unique_slug('My Post', ['my-post'])",
            "unique_slug('My Post', ['my-post', 'my-post-2', 'my-post-3'])",
            "unique_slug('!!!', ['x'])",
            "unique_slug('My Post', ['my-post', 'my-post-2'])",
        ],
    },
    "slugs.slug_number": {
        "about": "the number at the end of a slug",
        "cases": [
            "slug_number('my-post-3')",
            "slug_number('my-post')",
            "slug_number('2024')",
            "slug_number('top-10-tips-25')",
        ],
    },
    "slugs.is_slug": {
        "about": "the test whether a text is a slug",
        "cases": [
            "is_slug('my-post')",
            "is_slug('My-post')",
            "is_slug('')",
            "is_slug('my-post', 6)",
            "is_slug('my-post', 7)",
            "is_slug('a' * 51)",
            "is_slug('a' * 50)",
        ],
    },
    "headlines.is_acronym": {
        "about": "the test for an acronym",
        "cases": [
            "is_acronym('NASA')",
            "is_acronym('US')",
            "is_acronym('A')",
            "is_acronym('Nasa')",
            "is_acronym('U.K.')",
            "is_acronym('42')",
        ],
    },
    "headlines.capitalise_word": {
        "about": "the capitalised form of a word",
        "cases": [
            "capitalise_word('hELLO')",
            "capitalise_word('well-known')",
            "capitalise_word('BBC')",
            "capitalise_word('x')",
        ],
    },
    "headlines.title_case": {
        "about": "the headline in title case",
        "cases": [
            "title_case('the lord OF the rings')",
            "title_case('what to wait for')",
            "title_case('  a day at NASA  ')",
            "title_case('tales of The Sea')",
            "title_case('')",
        ],
    },
    "headlines.sentence_case": {
        "about": "the text in sentence case",
        "cases": [
            "sentence_case('HELLO There. how Are you?')",
            "sentence_case('the Web is Old! but NASA is Older')",
            "sentence_case('eat. sleep. Code')",
            "sentence_case('')",
        ],
    },
    "headlines.title_from_slug": {
        "about": "the readable title of a slug",
        "cases": [
            "title_from_slug('war-and-peace')",
            "title_from_slug('-tips-for-travel-')",
            "title_from_slug('')",
        ],
    },
    "headlines.name_initials": {
        "about": "the string of initials of a name",
        "cases": [
            "name_initials('Ada king lovelace')",
            "name_initials('University of the Arts', True)",
            "name_initials('bank Of england')",
            "name_initials('')",
        ],
    },
    "excerpts.truncate_words": {
        "about": "the text cut to a number of words",
        "cases": [
            "truncate_words('one two  three four', 3)",
            "truncate_words('one two  three', 3)",
            "truncate_words('a b c d e f g h i j')",
            "truncate_words('a b c d e f g h i j k')",
            "truncate_words('', 2)",
        ],
    },
    "excerpts.truncate_chars": {
        "about": "the text cut to a number of characters",
        "cases": [
            "truncate_chars(' short ', 5)",
            "truncate_chars('a longer piece of text', 11)",
            "truncate_chars('a longer piece of text', 17)",
            "truncate_chars('unbreakable', 8)",
            "truncate_chars('abcdef', 3)",
            "truncate_chars('abcdef', 2)",
            "truncate_chars('abcdef', 4)",
            "truncate_chars('a bcdefgh', 6)",
            "truncate_chars('ab  cdefghi', 7)",
            "truncate_chars('abc def ghi', 9)",
        ],
    },
    "excerpts.shorten_middle": {
        "about": "the file name shortened in the middle",
        "cases": [
            "shorten_middle('holiday_photo.jpg', 10)",
            "shorten_middle('holiday_photo.jpg', 17)",
            "shorten_middle('holiday_photo.jpg', 16)",
            "shorten_middle('abcdefgh', 5)",
            "shorten_middle('abcdefgh', 4)",
        ],
    },
    "excerpts.first_sentence": {
        "about": "the first sentence of a text",
        "cases": [
            "first_sentence('It rains.  We stay. Later we go.')",
            "first_sentence('  No stop here ')",
            "first_sentence('Version 2.5 is out. Get it')",
        ],
    },
    "excerpts.reading_label": {
        "about": "the reading time label",
        "cases": [
            "reading_label('word ' * 400)",
            "reading_label('word ' * 401)",
            "reading_label('')",
            "reading_label('word ' * 401, 100)",
        ],
    },
}
