CASES = {
    "hexcodes.hex_to_rgb": {
        "about": "the RGB values of a hex code",
        "cases": [
            "hex_to_rgb('#1e90ff')",
            "hex_to_rgb(' 1E90FF ')",
            "hex_to_rgb('#fa0')",
            "hex_to_rgb('#ffff')",
            "hex_to_rgb('#12345g')",
            "hex_to_rgb('')",
        ],
    },
    "hexcodes.rgb_to_hex": {
        "about": "the hex code of RGB values",
        "cases": [
            "rgb_to_hex((30, 144, 255))",
            "rgb_to_hex((0, 5, 16))",
            "rgb_to_hex((256, 0, 0))",
            "rgb_to_hex((0, -1, 0))",
        ],
    },
    "hexcodes.parse_color": {
        "about": "reading a colour",
        "cases": [
            "parse_color(' Orange ')",
            "parse_color('rgb(30, 144,255)')",
            "parse_color('#FA0')",
            "parse_color('rgb(1, 2)')",
            "parse_color('mauve')",
            "parse_color('RGB(7,8,9)')",
            "parse_color('navy')",
            "parse_color('rgb(1, 2, 3')",
            "parse_color('(1, 2, 3)')",
        ],
    },
    "hexcodes.shorten_hex": {
        "about": "the short form of a hex code",
        "cases": [
            "shorten_hex('#ffaa00')",
            "shorten_hex('#ffaa01')",
            "shorten_hex('#1e90ff')",
            "shorten_hex('#223344')",
        ],
    },
    "hexcodes.nearest_name": {
        "about": "the name of the nearest colour",
        "cases": [
            "nearest_name((250, 10, 10))",
            "nearest_name((10, 0, 100))",
            "nearest_name((0, 120, 140))",
            "nearest_name((0, 0, 64))",
            "nearest_name((230, 170, 40))",
            "nearest_name((200, 210, 220))",
        ],
    },
    "hsl_space.rgb_to_hsl": {
        "about": "the HSL values of a colour",
        "cases": [
            "rgb_to_hsl((255, 0, 0))",
            "rgb_to_hsl((30, 144, 255))",
            "rgb_to_hsl((128, 128, 128))",
            "rgb_to_hsl((200, 30, 90))",
            "rgb_to_hsl((20, 160, 80))",
            "rgb_to_hsl((255, 0, 1))",
        ],
    },
    "hsl_space.hsl_to_rgb": {
        "about": "the RGB values of an HSL colour",
        "cases": [
            "hsl_to_rgb(0, 100, 50)",
            "hsl_to_rgb(210, 100, 56)",
            "hsl_to_rgb(90, 0, 40)",
            "hsl_to_rgb(120, 60, 25)",
            "hsl_to_rgb(300, 40, 80)",
        ],
    },
    "hsl_space.turn_hue": {
        "about": "the colour with a turned hue",
        "cases": [
            "turn_hue('#ff0000', 120)",
            "turn_hue('#ff0000', -120)",
            "turn_hue('#0000ff', 150)",
            "turn_hue('#808080', 90)",
        ],
    },
    "hsl_space.complementary": {
        "about": "the complementary colour",
        "cases": [
            "complementary('#ff0000')",
            "complementary('#00ff80')",
            "complementary('#fff')",
        ],
    },
    "hsl_space.triad": {
        "about": "the triad of a colour",
        "cases": [
            "triad('#ff0000')",
            "triad('#0080ff')",
            "triad('#333333')",
        ],
    },
    "hsl_space.lighten": {
        "about": "the lighter colour",
        "cases": [
            "lighten('#ff0000', 20)",
            "lighten('#000080', 100)",
            "lighten('#336699', 0)",
            "lighten('#336699', 10)",
        ],
    },
    "hsl_space.darken": {
        "about": "the darker colour",
        "cases": [
            "darken('#ff0000', 20)",
            "darken('#000080', 100)",
            "darken('#336699', 0)",
            "darken('#336699', 10)",
        ],
    },
    "hsl_space.hue_family": {
        "about": "the name of a hue",
        "cases": [
            "hue_family(0)",
            "hue_family(29)",
            "hue_family(30)",
            "hue_family(200)",
            "hue_family(329)",
            "hue_family(330)",
            "hue_family(240)",
            "hue_family(95)",
        ],
    },
    "contrast.linear_part": {
        "about": "the linear light of a colour part",
        "cases": [
            "linear_part(0)",
            "round(linear_part(10), 6)",
            "round(linear_part(11), 6)",
            "linear_part(255)",
            "round(linear_part(128), 4)",
        ],
    },
    "contrast.luminance": {
        "about": "the luminance of a colour",
        "cases": [
            "luminance('white')",
            "luminance('black')",
            "luminance('#ff0000')",
            "luminance('teal')",
            "luminance('rgb(0, 0, 255)')",
        ],
    },
    "contrast.contrast_ratio": {
        "about": "the contrast of two colours",
        "cases": [
            "contrast_ratio('black', 'white')",
            "contrast_ratio('white', 'black')",
            "contrast_ratio('red', 'red')",
            "contrast_ratio('navy', 'orange')",
            "contrast_ratio('#777', 'white')",
        ],
    },
    "contrast.wcag_level": {
        "about": "the accessibility level of a contrast",
        "cases": [
            "wcag_level(7.0)",
            "wcag_level(6.9)",
            "wcag_level(4.5)",
            "wcag_level(4.4)",
            "wcag_level(4.5, large_text=True)",
            "wcag_level(3.0, True)",
            "wcag_level(2.9, True)",
        ],
    },
    "contrast.text_color": {
        "about": "the readable text colour",
        "cases": [
            "text_color('white')",
            "text_color('navy')",
            "text_color('orange')",
            "text_color('#777')",
            "text_color('#666')",
            "text_color('#757575')",
        ],
    },
    "contrast.mix_colors": {
        "about": "the mix of two colours",
        "cases": [
            "mix_colors('black', 'white')",
            "mix_colors('red', 'navy', 0.25)",
            "mix_colors('red', 'navy', 1)",
            "mix_colors('red', 'navy', 0)",
            "mix_colors('red', 'navy', 1.1)",
            "mix_colors('red', 'navy', -0.1)",
        ],
    },
    "contrast.to_grey": {
        "about": "the grey of a colour",
        "cases": [
            "to_grey('red')",
            "to_grey('teal')",
            "to_grey('rgb(10, 100, 200)')",
            "to_grey('white')",
        ],
    },
    "contrast.gradient": {
        "about": "the colours of a gradient",
        "cases": [
            "gradient('black', 'white', 3)",
            "gradient('red', 'navy', 2)",
            "gradient('#000', '#030609', 4)",
            "gradient('red', 'navy', 1)",
        ],
    },
}
