CASES = {
    "analysis.tokenise": {
        "about": "the list of tokens of a text",
        "cases": [
            "tokenise('Red-hot Chili, 2nd try!')",
            "tokenise('')",
            "tokenise('it\\'s')",
        ],
    },
    "analysis.stem_term": {
        "about": "the stem of a term",
        "cases": [
            "stem_term('berries')",
            "stem_term('classes')",
            "stem_term('walking')",
            "stem_term('king')",
            "stem_term('glass')",
            "stem_term('cats')",
            "stem_term('bus')",
            "stem_term('jumped')",
            "stem_term('bring')",
            "stem_term('sing')",
        ],
    },
    "analysis.index_terms": {
        "about": "the list of index terms of a text",
        "cases": [
            "index_terms('The Cats are walking to a pub')",
            "index_terms('x 42 is on')",
            "index_terms('')",
        ],
    },
    "analysis.Query.is_empty": {
        "about": "the test for an empty query",
        "cases": [
            "Query(excluded=['cat']).is_empty()",
            "Query(required=['cat']).is_empty()",
            "Query(optional=['cat']).is_empty()",
            "Query().is_empty()",
        ],
    },
    "analysis.parse_search": {
        "about": "the query parsed from a text",
        "cases": [
            ["q = parse_search('+Cats -dogs the walking')", "(q.required, q.excluded, q.optional)"],
            ["q = parse_search('red -hot-dogs +big')", "(q.required, q.excluded, q.optional)"],
            ["q = parse_search('')", "(q.required, q.excluded, q.optional)"],
        ],
    },
    "analysis.character_grams": {
        "about": "the list of character pieces of a term",
        "cases": [
            "character_grams('search')",
            "character_grams('search', 5)",
            "character_grams('cat')",
            "character_grams('ox')",
        ],
    },
    "analysis.term_similarity": {
        "about": "the similarity of two terms",
        "cases": [
            "term_similarity('search', 'serch')",
            "term_similarity('index', 'indexes')",
            "term_similarity('cat', 'cat')",
            "term_similarity('cat', 'dog')",
        ],
    },
    "postings.intersect_sorted": {
        "about": "the list of common numbers",
        "cases": [
            "intersect_sorted([1, 3, 5, 8], [2, 3, 8, 9])",
            "intersect_sorted([1, 2], [3, 4, 5])",
            "intersect_sorted([], [1])",
            "intersect_sorted([4, 6, 7], [6])",
            "intersect_sorted([1, 2, 3], [1, 2])",
        ],
    },
    "postings.encode_gaps": {
        "about": "the list of gaps",
        "cases": [
            "encode_gaps([3, 7, 12])",
            "encode_gaps([5])",
            "encode_gaps([])",
        ],
    },
    "postings.decode_gaps": {
        "about": "the list of numbers restored from gaps",
        "cases": [
            "decode_gaps([3, 4, 5])",
            "decode_gaps([2])",
            "decode_gaps([])",
        ],
    },
    "postings.InvertedIndex.add": {
        "about": "the number of terms added to the index",
        "cases": [
            ["x = InvertedIndex()", "x.add(1, 'The red fox and the red hen')"],
            ["x = InvertedIndex()", "x.add(1, 'red fox red')", "x.postings"],
            ["x = InvertedIndex()", "x.add(1, 'red fox')", "x.add(1, 'blue hen pen')", "(x.documents('red'), x.documents('hen'), x.lengths)"],
            ["x = InvertedIndex()", "x.add(4, '')", "x.lengths"],
        ],
    },
    "postings.InvertedIndex.remove": {
        "about": "the index after removing a document",
        "cases": [
            ["x = InvertedIndex()", "x.add(1, 'red fox')", "x.add(2, 'red hen')", "(x.remove(1), sorted(x.postings), x.lengths)"],
            ["x = InvertedIndex()", "x.add(1, 'red')", "(x.remove(2), x.documents('red'))"],
        ],
    },
    "postings.InvertedIndex.documents": {
        "about": "the list of documents with a term",
        "cases": [
            ["x = InvertedIndex()", "[x.add(d, 'red fox') for d in (5, 2, 9)]", "x.documents('fox')"],
            "InvertedIndex().documents('fox')",
        ],
    },
    "postings.InvertedIndex.frequency": {
        "about": "the frequency of a term in a document",
        "cases": [
            ["x = InvertedIndex()", "x.add(1, 'red fox red hen red')", "(x.frequency('red', 1), x.frequency('hen', 1))"],
            ["x = InvertedIndex()", "x.add(1, 'red fox')", "(x.frequency('red', 2), x.frequency('owl', 1))"],
        ],
    },
    "postings.InvertedIndex.phrase_documents": {
        "about": "the list of documents with a phrase",
        "cases": [
            ["x = InvertedIndex()", "x.add(1, 'red fox runs')", "x.add(2, 'fox red')", "x.add(3, 'big red foxtrot red fox')", "x.phrase_documents('Red Fox')"],
            ["x = InvertedIndex()", "x.add(1, 'hot red sauce red hot')", "x.phrase_documents('red hot')"],
            ["x = InvertedIndex()", "x.add(1, 'red fox')", "x.phrase_documents('the')"],
            ["x = InvertedIndex()", "x.add(7, 'red fox red fox')", "x.phrase_documents('red fox')"],
            ["x = InvertedIndex()", "x.add(7, 'red fox')", "x.phrase_documents('red owl')"],
            ["x = InvertedIndex()", "x.add(1, 'fox')", "x.add(2, 'red fox')", "(x.phrase_documents('red fox'), x.phrase_documents('fox'))"],
        ],
    },
    "postings.InvertedIndex.complete": {
        "about": "the list of completed terms",
        "cases": [
            ["x = InvertedIndex()", "x.add(1, 'fox food fog')", "x.add(2, 'fox form red')", "x.complete(' FO ')"],
            ["x = InvertedIndex()", "x.add(1, 'fa fb fc fd fe fg')", "x.complete('f')"],
            ["x = InvertedIndex()", "x.add(1, 'fox food')", "x.complete('f', 1)"],
            "InvertedIndex().complete('f')",
        ],
    },
    "ranking.rarity": {
        "about": "the rarity of a term",
        "cases": [
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox', 'red hen', 'red owl'], 1)]", "(rarity(x, 'fox'), rarity(x, 'red'))"],
            "rarity(InvertedIndex(), 'fox')",
        ],
    },
    "ranking.score": {
        "about": "the score of a document",
        "cases": [
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox red hen', 'blue', 'big owl'], 1)]", "score(x, 1, ['red', 'hen'])"],
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox red hen', 'red'], 1)]", "score(x, 1, ['red'])"],
            ["x = InvertedIndex()", "x.add(1, '')", "score(x, 1, ['red'])"],
            ["x = InvertedIndex()", "x.add(1, 'red')", "score(x, 9, ['red'])"],
            ["x = InvertedIndex()", "x.add(1, 'red fox hen')", "score(x, 1, ['hen'])"],
        ],
    },
    "ranking.candidates": {
        "about": "the list of documents that meet a query",
        "cases": [
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox', 'red hen', 'blue fox'], 1)]", "candidates(x, Query(['red'], ['hen'], ['blue']))"],
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox', 'red hen', 'blue fox'], 1)]", "candidates(x, Query([], [], ['blue', 'hen']))"],
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red fox', 'red hen', 'blue fox'], 1)]", "candidates(x, Query(['fox', 'blue']))"],
            ["x = InvertedIndex()", "x.add(1, 'red')", "candidates(x, Query())"],
        ],
    },
    "ranking.search": {
        "about": "the list of search results",
        "cases": [
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['red hen fox', 'hen', 'owl', 'Hens owl'], 1)]", "search(x, 'hen')"],
            ["x = InvertedIndex()", "[x.add(d, 'red fox') for d in range(12, 0, -1)]", "search(x, 'fox')"],
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['fox owl', 'fox hen', 'fox'], 1)]", "search(x, '+fox -hen owl', 1)"],
            ["x = InvertedIndex()", "[x.add(d, t) for d, t in enumerate(['fox hen owl', 'fox ant', 'owl'], 1)]", "search(x, '+fox owl')"],
            ["x = InvertedIndex()", "x.add(1, 'fox')", "search(x, '-owl')"],
        ],
    },
    "ranking.page_of": {
        "about": "the page of results",
        "cases": [
            "page_of([1, 2, 3, 4, 5, 6, 7], 2, 3)",
            "page_of(list(range(1, 13)), 2)",
            "page_of([1, 2], 3, 2)",
            "page_of([1, 2], 0)",
            "page_of([8, 9], 1, 1)",
            "page_of([8, 9], 1, 0)",
        ],
    },
    "ranking.snippet": {
        "about": "the snippet around a word",
        "cases": [
            "snippet('one two three Hens, ran far away', 'hen')",
            "snippet('we saw the walking man stop there', 'Walked')",
            "snippet('fox at the start here', 'fox', 1)",
            "snippet('the last is fox', 'fox', 3)",
            "snippet('no such word', 'fox')",
            "snippet('one big fox ran off', 'fox')",
        ],
    },
    "ranking.precision_at": {
        "about": "the precision of the results",
        "cases": [
            "precision_at([4, 8, 1, 9], {8, 9}, 3)",
            "precision_at([4, 8, 1, 9], {8, 9}, 4)",
            "precision_at([8], {8}, 2)",
            "precision_at([8], {8}, 1)",
            "precision_at([8], {8}, 0)",
        ],
    },
}
