CASES = {
    "url_encoding.percent_encode": {
        "about": "the percent-encoded text",
        "cases": [
            "percent_encode('a b&c')",
            "percent_encode('x/y z', '/')",
            "percent_encode('caf\\u00e9~')",
            "percent_encode('line\\n')",
            "percent_encode('')",
        ],
    },
    "url_encoding.percent_decode": {
        "about": "the decoded text of a URL part",
        "cases": [
            "percent_decode('a%20b%26c')",
            "percent_decode('1+2%2B3', True)",
            "percent_decode('1+2')",
            "percent_decode('100%')",
            "percent_decode('%zz%4')",
            "percent_decode('caf%C3%A9')",
        ],
    },
    "url_encoding.parse_query": {
        "about": "the list of parameters of a query string",
        "cases": [
            "parse_query('?q=two+words&page=2')",
            "parse_query('a=1&&b&a=x=y')",
            "parse_query('na%20me=%26')",
            "parse_query('')",
        ],
    },
    "url_encoding.build_query": {
        "about": "the query string built from parameters",
        "cases": [
            "build_query([('q', 'two words'), ('page', 3)])",
            "build_query([('a', None), ('b', ''), ('c', 0)])",
            "build_query([('x&y', '1/2')])",
            "build_query([])",
        ],
    },
    "url_encoding.query_value": {
        "about": "the value of a query parameter",
        "cases": [
            "query_value('a=1&b=2&b=3', 'b')",
            "query_value('a=1', 'c')",
            "query_value('a=1', 'c', 'none')",
            "query_value('?a=', 'a', 'x')",
        ],
    },
    "url_parts.split_url": {
        "about": "the parts of a URL",
        "cases": [
            "split_url(' HTTPS://Shop.Example.com:8080/Cart/view?id=7&x=?#Top ')",
            "split_url('http://example.com')",
            "split_url('/about/us?lang=en')",
            "split_url('page.html#a#b')",
        ],
    },
    "url_parts.unsplit_url": {
        "about": "the URL put together from its parts",
        "cases": [
            "unsplit_url('https', 'example.com', '/a', 'x=1', 'top')",
            "unsplit_url('http', 'example.com', '')",
            "unsplit_url('', '', 'a/b', '', 'end')",
            "unsplit_url('', '', '/a', 'x=1')",
        ],
    },
    "url_parts.host_and_port": {
        "about": "the host and port of a URL",
        "cases": [
            "host_and_port('https://Example.com/x')",
            "host_and_port('http://example.com:8080/x')",
            "host_and_port('gopher://example.com')",
            "host_and_port('http://example.com:/x')",
            "host_and_port('/just/a/path')",
        ],
    },
    "url_parts.resolve_dots": {
        "about": "the path without its dot segments",
        "cases": [
            "resolve_dots('/a/./b/../c')",
            "resolve_dots('/../x')",
            "resolve_dots('/a/b/..')",
            "resolve_dots('/a/b/.')",
            "resolve_dots('/a/b/')",
            "resolve_dots('/a/b/../../../c')",
        ],
    },
    "url_parts.join_url": {
        "about": "the link resolved against its page",
        "cases": [
            "join_url('http://x.com/docs/intro.html', 'setup.html')",
            "join_url('http://x.com/docs/intro.html?v=1', '/home')",
            "join_url('http://x.com/docs/a/b', '../c?z=9#k')",
            "join_url('http://x.com/docs?v=1', '#top')",
            "join_url('http://x.com/docs?v=1', '?v=2')",
            "join_url('http://x.com', 'a')",
            "join_url('http://x.com/a', 'https://y.org/b')",
        ],
    },
    "url_normal.is_tracking": {
        "about": "the test for a tracking parameter",
        "cases": [
            "is_tracking('UTM_source')",
            "is_tracking('GCLID')",
            "is_tracking('page')",
            "is_tracking('my_utm_x')",
            "is_tracking('referrer')",
        ],
    },
    "url_normal.clean_query": {
        "about": "the cleaned query string",
        "cases": [
            "clean_query('z=1&utm_source=mail&a=2')",
            "clean_query('b=2&b=1&ref=x')",
            "clean_query('gclid=5')",
            "clean_query('q=a+b')",
        ],
    },
    "url_normal.strip_default_port": {
        "about": "the host without the usual port",
        "cases": [
            "strip_default_port('http', 'x.com:80')",
            "strip_default_port('https', 'x.com:80')",
            "strip_default_port('https', 'x.com:443')",
            "strip_default_port('http', 'x.com:8080')",
            "strip_default_port('gopher', 'x.com')",
        ],
    },
    "url_normal.normalise_url": {
        "about": "the URL in its standard form",
        "cases": [
            "normalise_url('HTTP://X.com:80')",
            "normalise_url('http://x.com/a/../b/Index.html?utm_id=3#part')",
            "normalise_url('https://x.com/index.php?b=2&a=1')",
            "normalise_url('https://x.com/blog/my-index.html')",
        ],
    },
    "url_normal.same_page": {
        "about": "the test whether two URLs are the same page",
        "cases": [
            "same_page('http://X.com', 'https://x.com/')",
            "same_page('http://x.com/a?x=1&y=2', 'http://x.com/a?y=2&x=1#z')",
            "same_page('http://x.com/a', 'http://x.com/b')",
            "same_page('https://x.com/', 'http://x.com/index.html')",
            "same_page('http://x.com/?u=http://y.org', 'http://x.com/?u=https://y.org')",
        ],
    },
    "url_normal.set_parameter": {
        "about": "the URL after setting a query parameter",
        "cases": [
            "set_parameter('http://x.com/s?q=pen&page=1#r', 'page', 2)",
            "set_parameter('http://x.com/s?q=pen&page=1', 'q', None)",
            "set_parameter('http://x.com/s', 'q', 'a b')",
        ],
    },
    "url_normal.is_subdomain": {
        "about": "the test for a subdomain",
        "cases": [
            "is_subdomain('Shop.Example.com', 'example.com')",
            "is_subdomain('example.com', 'Example.COM')",
            "is_subdomain('badexample.com', 'example.com')",
            "is_subdomain('example.com', 'shop.example.com')",
        ],
    },
}
