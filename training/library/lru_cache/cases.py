CASES = {
    "lru_store.LruCache.get": {
        "about": "reading a value from the cache",
        "cases": [
            ["c = LruCache(2)", "c.put('a', 1)", "(c.get('a'), c.get('z'), c.get('z', 7))"],
            [
                "c = LruCache(2)",
                "c.put('a', 1)",
                "c.put('b', 2)",
                "c.get('a')",
                "c.put('d', 3)",
                "c.keys()",
            ],
            [
                "c = LruCache()",
                "c.put('a', 1)",
                "c.get('a')",
                "c.get('a')",
                "c.get('b')",
                "(c.stats.hits, c.stats.misses)",
            ],
            "LruCache(0)",
            "LruCache().capacity",
            "LruCache(1).capacity",
        ],
    },
    "lru_store.LruCache.peek": {
        "about": "looking at a value without using it",
        "cases": [
            [
                "c = LruCache(2)",
                "c.put('a', 1)",
                "c.put('b', 2)",
                "c.peek('a')",
                "c.put('d', 3)",
                "c.keys()",
            ],
            ["c = LruCache(2)", "c.put('a', 1)", "(c.peek('a'), c.peek('q'), c.peek('q', 5))"],
            ["c = LruCache(2)", "c.put('a', 1)", "c.peek('a')", "c.stats.lookups()"],
        ],
    },
    "lru_store.LruCache.put": {
        "about": "the key that is evicted when a value is stored",
        "cases": [
            ["c = LruCache(2)", "[c.put('a', 1), c.put('b', 2), c.put('d', 3)]"],
            ["c = LruCache(2)", "c.put('a', 1)", "c.put('b', 2)", "c.put('a', 9)", "c.keys()"],
            [
                "c = LruCache(1)",
                "c.put('a', 1)",
                "c.put('a', 5)",
                "(c.get('a'), c.stats.evictions)",
            ],
            [
                "c = LruCache(1)",
                "c.put('a', 1)",
                "c.put('b', 2)",
                "c.put('d', 3)",
                "c.stats.evictions",
            ],
        ],
    },
    "lru_store.LruCache.discard": {
        "about": "removing a key from the cache",
        "cases": [
            ["c = LruCache(2)", "c.put('a', 1)", "(c.discard('a'), c.keys())"],
            ["c = LruCache(2)", "c.put('a', 1)", "(c.discard('b'), c.keys())"],
            ["c = LruCache(2)", "c.put('a', 1)", "c.discard('a')", "c.discard('a')"],
        ],
    },
    "lru_store.LruCache.keys": {
        "about": "the list of cached keys",
        "cases": [
            ["c = LruCache(3)", "c.put('b', 1)", "c.put('a', 2)", "c.keys()"],
            "LruCache(3).keys()",
            ["c = LruCache(3)", "c.put('b', 1)", "c.put('a', 2)", "c.get('b')", "c.keys()"],
        ],
    },
    "lru_store.LruCache.resize": {
        "about": "changing the capacity of the cache",
        "cases": [
            ["c = LruCache(3)", "[c.put(k, 1) for k in 'abc']", "(c.resize(1), c.keys())"],
            [
                "c = LruCache(3)",
                "[c.put(k, 1) for k in 'abc']",
                "(c.resize(3), c.stats.evictions)",
            ],
            [
                "c = LruCache(3)",
                "[c.put(k, 1) for k in 'abcd']",
                "c.resize(1)",
                "c.stats.evictions",
            ],
            "LruCache(3).resize(0)",
            ["c = LruCache(2)", "(c.resize(1), c.capacity)"],
            ["c = LruCache(2)", "c.resize(5)", "c.free_slots()"],
        ],
    },
    "lru_store.LruCache.free_slots": {
        "about": "the number of free cache slots",
        "cases": [
            ["c = LruCache(5)", "c.put('a', 1)", "c.put('b', 1)", "c.free_slots()"],
            "LruCache().free_slots()",
            ["c = LruCache(1)", "c.put('a', 1)", "c.free_slots()"],
        ],
    },
    "hit_stats.HitStats.lookups": {
        "about": "the number of lookups",
        "cases": [
            "HitStats(3, 4).lookups()",
            "HitStats().lookups()",
            "HitStats(1, 0, 9).lookups()",
        ],
    },
    "hit_stats.HitStats.hit_rate": {
        "about": "the hit rate",
        "cases": [
            "HitStats(3, 1).hit_rate()",
            "HitStats().hit_rate()",
            "HitStats(0, 5).hit_rate()",
            "HitStats(2, 0, 3).hit_rate()",
        ],
    },
    "hit_stats.HitStats.report": {
        "about": "the line that reports the statistics",
        "cases": [
            "HitStats(3, 1, 1).report()",
            "HitStats().report()",
            "HitStats(2, 1, 5).report()",
        ],
    },
    "hit_stats.HitStats.merge": {
        "about": "adding the counters of another cache",
        "cases": [
            [
                "s = HitStats(1, 2, 3)",
                "s.merge(HitStats(10, 20, 30))",
                "(s.hits, s.misses, s.evictions)",
            ],
            ["s = HitStats()", "s.merge(HitStats(4, 5, 6))", "s.report()"],
            ["s = HitStats(3, 2, 1)", "t = HitStats(1, 1, 1)", "s.merge(t)", "t.report()"],
        ],
    },
    "hit_stats.HitStats.reset": {
        "about": "resetting the counters",
        "cases": [
            ["s = HitStats(1, 2, 3)", "s.reset()", "(s.hits, s.misses, s.evictions)"],
            ["s = HitStats(4, 4, 4)", "s.reset()", "s.report()"],
            ["s = HitStats(1, 2, 3)", "s.reset()", "s.lookups()"],
        ],
    },
    "hit_stats.grade": {
        "about": "the grade of a hit rate",
        "cases": [
            "grade(HitStats(4, 1))",
            "grade(HitStats(1, 1))",
            "grade(HitStats(2, 3))",
            "grade(HitStats(3, 1))",
            "grade(HitStats(3, 1), good=0.75)",
            "grade(HitStats())",
            "grade(HitStats(1, 3), fair=0.25)",
        ],
    },
    "expiring.ExpiringCache.store": {
        "about": "storing a value with a time to live",
        "cases": [
            ["c = ExpiringCache(10)", "c.store('a', 1, 100)", "c.remaining('a', 100)"],
            ["c = ExpiringCache(10)", "c.store('a', 1, 100, ttl=3)", "c.remaining('a', 101)"],
            ["c = ExpiringCache()", "c.store('a', 1, 5)", "c.remaining('a', 5)"],
            ["c = ExpiringCache(10)", "c.store('a', 1, 100, 0)"],
            ["c = ExpiringCache(10)", "c.store('a', 1, 100, 1)", "c.is_fresh('a', 100)"],
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0)",
                "c.store('a', 2, 4)",
                "(c.fetch('a', 12), c.size())",
            ],
        ],
    },
    "expiring.ExpiringCache.is_fresh": {
        "about": "the check whether an entry is still fresh",
        "cases": [
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 100)",
                "[c.is_fresh('a', t) for t in (109, 110, 111)]",
            ],
            "ExpiringCache().is_fresh('a', 0)",
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 100)",
                "(c.is_fresh('a', 100), c.is_fresh('b', 100))",
            ],
        ],
    },
    "expiring.ExpiringCache.fetch": {
        "about": "reading a value that may have expired",
        "cases": [
            [
                "c = ExpiringCache(10)",
                "c.store('a', 'x', 0)",
                "(c.fetch('a', 9), c.fetch('a', 10))",
            ],
            [
                "c = ExpiringCache(10)",
                "c.store('a', 'x', 0)",
                "(c.fetch('a', 20, 'gone'), c.size())",
            ],
            ["c = ExpiringCache(10)", "c.store('a', 'x', 0)", "(c.fetch('b', 1), c.size())"],
            ["c = ExpiringCache(10)", "c.store('a', 'x', 0)", "c.fetch('a', 3)", "c.size()"],
        ],
    },
    "expiring.ExpiringCache.remaining": {
        "about": "the seconds until an entry expires",
        "cases": [
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 100)",
                "[c.remaining('a', t) for t in (103, 110, 150)]",
            ],
            "ExpiringCache().remaining('a', 5)",
            ["c = ExpiringCache(10)", "c.store('a', 1, 100)", "c.remaining('b', 101)"],
        ],
    },
    "expiring.ExpiringCache.touch": {
        "about": "restarting the time to live of an entry",
        "cases": [
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0)",
                "(c.touch('a', 5), c.remaining('a', 6))",
            ],
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0)",
                "(c.touch('a', 10), c.remaining('a', 10))",
            ],
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0, ttl=30)",
                "c.touch('a', 1)",
                "c.remaining('a', 1)",
            ],
            "ExpiringCache().touch('x', 1)",
        ],
    },
    "expiring.ExpiringCache.purge": {
        "about": "the number of expired entries that are removed",
        "cases": [
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0)",
                "c.store('b', 1, 5)",
                "(c.purge(10), c.size())",
            ],
            [
                "c = ExpiringCache(10)",
                "c.store('a', 1, 0)",
                "c.store('b', 1, 1)",
                "c.store('d', 1, 9)",
                "(c.purge(12), c.size())",
            ],
            ["c = ExpiringCache(10)", "c.store('a', 1, 0)", "(c.purge(9), c.size())"],
            "ExpiringCache().purge(5)",
        ],
    },
    "expiring.ExpiringCache.size": {
        "about": "the number of stored entries",
        "cases": [
            "ExpiringCache().size()",
            ["c = ExpiringCache(2)", "c.store('a', 1, 0)", "c.store('b', 1, 0)", "c.size()"],
            ["c = ExpiringCache(2)", "c.store('a', 1, 0)", "c.store('a', 5, 9)", "c.size()"],
        ],
    },
    "cache_keys.cache_key": {
        "about": "the key built from a prefix and its parts",
        "cases": [
            "cache_key('user', 42)",
            "cache_key(' User ', 'a', 7, size=3, lang='de')",
            "cache_key('IMG')",
            "cache_key('q', page=2, limit=10, order='asc')",
        ],
    },
    "cache_keys.key_prefix": {
        "about": "the prefix of a key",
        "cases": [
            "key_prefix('user:42:name')",
            "key_prefix('plain')",
            "key_prefix('')",
            "key_prefix(':x')",
        ],
    },
    "cache_keys.keys_with_prefix": {
        "about": "the list of keys with a prefix",
        "cases": [
            "keys_with_prefix(['user:9', 'img:1', 'user:2', 'users:3'], 'user')",
            "keys_with_prefix([], 'a')",
            "keys_with_prefix(['a', 'b:a', 'a:b'], 'a')",
        ],
    },
    "cache_keys.parse_ttl": {
        "about": "the seconds of a duration text",
        "cases": [
            "parse_ttl('90s')",
            "parse_ttl(' 5M ')",
            "parse_ttl('2h')",
            "parse_ttl('1d')",
            "parse_ttl('45')",
            "parse_ttl('5w')",
            "parse_ttl('m')",
            "parse_ttl('')",
            "parse_ttl('x5s')",
        ],
    },
}
