CASES = {
    "headings.heading_level": {
        "about": "the level of a heading line",
        "cases": [
            "heading_level('# Title')",
            "heading_level('###### Deep')",
            "heading_level('####### Too deep')",
            "heading_level('##')",
            "heading_level('#hashtag')",
            "heading_level('plain # text')",
        ],
    },
    "headings.heading_text": {
        "about": "the text of a heading line",
        "cases": [
            "heading_text('##  Getting started  ')",
            "heading_text('## Usage ##')",
            "heading_text('# Using C#')",
            "heading_text('# #')",
            "heading_text('###')",
        ],
    },
    "headings.underline_level": {
        "about": "the level given by an underline",
        "cases": [
            "underline_level('=====')",
            "underline_level('=')",
            "underline_level(' -- ')",
            "underline_level('-')",
            "underline_level('=-=')",
            "underline_level('')",
        ],
    },
    "headings.blank_code_lines": {
        "about": "the list of lines with code blocks blanked",
        "cases": [
            "blank_code_lines(['a', '```py', '# x', '```', 'b'])",
            "blank_code_lines(['~~~', '```', 'x', '~~~', 'y'])",
            "blank_code_lines(['a', '  ```', 'open'])",
            "blank_code_lines([])",
        ],
    },
    "headings.find_headings": {
        "about": "the list of headings of a text",
        "cases": [
            "[(h.level, h.text, h.line) for h in find_headings('# A\\n\\n## B b\\ntext')]",
            "[(h.level, h.text, h.line) for h in find_headings('Top\\n===\\nx\\n\\n Sub \\n---')]",
            "[(h.level, h.text, h.line) for h in find_headings('```\\n# no\\n```\\n# yes\\n---')]",
            "[(h.level, h.text, h.line) for h in find_headings('---\\na\\n\\n---')]",
            "[h.line for h in find_headings('')]",
        ],
    },
    "anchors.plain_heading": {
        "about": "the plain text of a heading",
        "cases": [
            "plain_heading('The *big* `run()` [guide](http://x.y)')",
            "plain_heading(' ![logo](a.png) Home ')",
            "plain_heading('snake_case')",
        ],
    },
    "anchors.make_anchor": {
        "about": "the anchor of a heading",
        "cases": [
            "make_anchor('Getting Started!')",
            "make_anchor('What is `x_y` (v2)?')",
            "make_anchor('Q & A')",
            "make_anchor('Pre-Release Notes')",
        ],
    },
    "anchors.AnchorRegistry.register": {
        "about": "the unique anchor of a heading",
        "cases": [
            ["r = AnchorRegistry()", "[r.register(t) for t in ('Usage', 'Notes', 'usage', 'Usage!')]"],
            ["r = AnchorRegistry()", "r.register('Notes')", "r.register('Other')"],
        ],
    },
    "anchors.AnchorRegistry.repeated": {
        "about": "the list of repeated anchors",
        "cases": [
            ["r = AnchorRegistry()", "[r.register(t) for t in ('Usage', 'Notes', 'usage', 'FAQ', 'FAQ')]", "r.repeated()"],
            ["r = AnchorRegistry()", "r.register('Notes')", "r.repeated()"],
        ],
    },
    "anchors.link_targets": {
        "about": "the list of anchors linked to",
        "cases": [
            "link_targets('see [a](#one), [b](#two) and [c](#one)')",
            "link_targets('[x](http://y#z) (#no)')",
            "link_targets('')",
        ],
    },
    "anchors.broken_links": {
        "about": "the list of broken links",
        "cases": [
            "broken_links('[a](#one) [b](#two)', [Heading(1, 'One', 1)])",
            "broken_links('[a](#one-1) [b](#one-2)', [Heading(1, 'One', 1), Heading(2, 'One', 5)])",
            "broken_links('no links', [])",
        ],
    },
    "outline.table_of_contents": {
        "about": "the table of contents",
        "cases": [
            "table_of_contents('## A\\n### B\\n## *C*')",
            "table_of_contents('# A\\n#### Deep\\n### C')",
            "table_of_contents('# A\\n## A\\n## A', 2)",
            "table_of_contents('# A\\n## B', 1)",
            "table_of_contents('plain')",
        ],
    },
    "outline.numbered_headings": {
        "about": "the list of numbered headings",
        "cases": [
            "numbered_headings('# A\\n## B\\n## C\\n# D\\n## E')",
            "numbered_headings('## A\\n### B\\n## C')",
            "numbered_headings('# A\\n### B\\n## C\\n### D')",
            "numbered_headings('')",
        ],
    },
    "outline.section_path": {
        "about": "the path of headings that enclose a line",
        "cases": [
            "section_path('# A\\n## B\\nx\\n## C\\ny\\n### D', 5)",
            "section_path('# A\\n## B\\nx\\n## C\\ny\\n### D', 3)",
            "section_path('# A\\n## B\\nx\\n## C\\ny\\n### D', 4)",
            "section_path('# A\\n## B\\n# C\\ny', 4)",
            "section_path('intro\\n# A', 1)",
        ],
    },
    "outline.skipped_levels": {
        "about": "the list of headings that skip a level",
        "cases": [
            "skipped_levels('# A\\n### B\\n## C\\n#### D')",
            "skipped_levels('## A\\n### B\\n# C')",
            "skipped_levels('# A\\n## B\\n### C')",
        ],
    },
    "outline.shift_headings": {
        "about": "the list of shifted heading levels",
        "cases": [
            "shift_headings('# A\\n### B\\n###### C', 1)",
            "shift_headings('# A\\n### B\\n###### C', -2)",
            "shift_headings('', 1)",
        ],
    },
    "outline.section_lengths": {
        "about": "the number of lines in each section",
        "cases": [
            "section_lengths('# A\\nx\\ny\\n## B\\nz')",
            "section_lengths('intro\\n# A\\n# B')",
            "section_lengths('no heading')",
        ],
    },
}
