CASES = {
    "text_units.split_words": {
        "about": "the list of words of a text",
        "cases": [
            "split_words(\"Don't stop, Well-Known Cat!\")",
            "split_words('route 66 -- north')",
            "split_words(\"'quoted' words-\")",
            "split_words('')",
        ],
    },
    "text_units.split_sentences": {
        "about": "the list of sentences of a text",
        "cases": [
            "split_sentences('Hi there!  How are you? Fine.')",
            "split_sentences('Mr. Fox met Dr. Owl. They left')",
            "split_sentences('No end')",
            "split_sentences('')",
        ],
    },
    "text_units.count_syllables": {
        "about": "the number of syllables of a word",
        "cases": [
            "count_syllables('Banana')",
            "count_syllables('cake')",
            "count_syllables('table')",
            "count_syllables('whole')",
            "count_syllables('tree')",
            "count_syllables('the')",
            "count_syllables('hmm')",
            "count_syllables('Eagle')",
            "count_syllables('we')",
            "count_syllables('Idea')",
            "count_syllables('ice')",
            "count_syllables('machine')",
        ],
    },
    "text_units.count_letters": {
        "about": "the number of letters of a text",
        "cases": [
            "count_letters('Room 12, left!')",
            "count_letters('123')",
            "count_letters('')",
        ],
    },
    "text_units.is_palindrome": {
        "about": "the palindrome test",
        "cases": [
            "is_palindrome('Never odd or even')",
            "is_palindrome('Was it a car?')",
            "is_palindrome('12 321')",
            "is_palindrome('!!')",
            "is_palindrome('1 b 1')",
        ],
    },
    "frequencies.word_counts": {
        "about": "the number of times each word occurs",
        "cases": [
            "word_counts('The cat and the dog')",
            "word_counts('The cat and the dog, cat', True)",
            "word_counts('')",
        ],
    },
    "frequencies.top_words": {
        "about": "the list of most frequent words",
        "cases": [
            "top_words('b a c a b d e f g')",
            "top_words('the sea the sea the sun ox ox', 2)",
            "top_words('ox ox sun sea sea sea', 5, 3)",
            "top_words('to be to do', min_length=3)",
        ],
    },
    "frequencies.ngrams": {
        "about": "the list of word sequences",
        "cases": [
            "ngrams('The red fox ran')",
            "ngrams('the red fox ran', 3)",
            "ngrams('one two', 3)",
            "ngrams('one two', 1)",
            "ngrams('one two', 0)",
        ],
    },
    "frequencies.repeated_ngrams": {
        "about": "the list of repeated word sequences",
        "cases": [
            "repeated_ngrams('we go we go we stay')",
            "repeated_ngrams('to be or not to be', 1)",
            "repeated_ngrams('a b c')",
            "repeated_ngrams('x y z x y z', 3)",
        ],
    },
    "frequencies.lexical_variety": {
        "about": "the share of different words",
        "cases": [
            "lexical_variety('a rose is a rose')",
            "lexical_variety('One two')",
            "lexical_variety('go go go go')",
            "lexical_variety('')",
            "lexical_variety('a b a b a b c')",
        ],
    },
    "frequencies.words_used_once": {
        "about": "the list of words used once",
        "cases": [
            "words_used_once('go north or go south')",
            "words_used_once('go go Go')",
            "words_used_once('b a')",
        ],
    },
    "frequencies.length_histogram": {
        "about": "the histogram of word lengths",
        "cases": [
            "length_histogram('three of the big red owls')",
            "list(length_histogram('three of a'))",
            "length_histogram('')",
        ],
    },
    "frequencies.shared_words": {
        "about": "the list of words shared by two texts",
        "cases": [
            "shared_words('The old sea and sky', 'a sky, the OLD boat')",
            "shared_words('the', 'the')",
            "shared_words('red pen', 'ink')",
        ],
    },
    "readability.average_sentence_length": {
        "about": "the average length of a sentence",
        "cases": [
            "average_sentence_length('We go home. It rains a lot today.')",
            "average_sentence_length('We go. You stay. Who knows that?')",
            "average_sentence_length('')",
        ],
    },
    "readability.average_word_length": {
        "about": "the average length of a word",
        "cases": [
            "average_word_length('a big horse!')",
            "average_word_length('we saw 3 owls')",
            "average_word_length('...')",
            "average_word_length('we saw it')",
        ],
    },
    "readability.long_word_percent": {
        "about": "the percentage of long words",
        "cases": [
            "long_word_percent('elephant giraffe cat')",
            "long_word_percent('elephants and crocodiles')",
            "long_word_percent('giraffe')",
            "long_word_percent('')",
        ],
    },
    "readability.reading_ease": {
        "about": "the reading ease of a text",
        "cases": [
            "reading_ease('The cat sat. It was happy.')",
            "reading_ease('Considerable preparation is necessary.')",
            "reading_ease('Go.')",
            "reading_ease('')",
        ],
    },
    "readability.ease_band": {
        "about": "the band of a reading ease score",
        "cases": [
            "ease_band(90)",
            "ease_band(89.9)",
            "ease_band(70)",
            "ease_band(50)",
            "ease_band(30)",
            "ease_band(29.9)",
        ],
    },
    "readability.reading_seconds": {
        "about": "the reading time in seconds",
        "cases": [
            "reading_seconds('word ' * 240)",
            "reading_seconds('word ' * 241)",
            "reading_seconds('one two three', 90)",
            "reading_seconds('')",
        ],
    },
    "readability.longest_sentence": {
        "about": "the longest sentence of a text",
        "cases": [
            "longest_sentence('Go. We all ran home! They came too.')",
            "longest_sentence('We ran. You sat.')",
            "longest_sentence('')",
        ],
    },
}
