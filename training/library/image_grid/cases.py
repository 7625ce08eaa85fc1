CASES = {
    "pixels.blank_image": {
        "about": "the blank image",
        "cases": [
            "blank_image(3, 2)",
            "blank_image(1, 3, 7)",
            "blank_image(0, 2)",
            "blank_image(2, 0)",
            ["i = blank_image(2, 2, 0)", "i[0][1] = 9", "i"],
            "blank_image(2, 1)",
            "blank_image(1, 1)",
        ],
    },
    "pixels.image_size": {
        "about": "the size of an image",
        "cases": [
            "image_size([[1, 2, 3], [4, 5, 6]])",
            "image_size([])",
            "image_size([[1]])",
        ],
    },
    "pixels.clamp_pixel": {
        "about": "the pixel value kept in range",
        "cases": [
            "clamp_pixel(-4)",
            "clamp_pixel(300)",
            "clamp_pixel(12.7)",
            "clamp_pixel(255)",
            "clamp_pixel(0.2)",
        ],
    },
    "pixels.pixel_at": {
        "about": "reading a pixel",
        "cases": [
            "pixel_at([[1, 2, 3], [4, 5, 6]], 2, 0)",
            "pixel_at([[1, 2, 3], [4, 5, 6]], 0, 1)",
            "pixel_at([[1, 2, 3], [4, 5, 6]], 3, 0)",
            "pixel_at([[1, 2, 3], [4, 5, 6]], 0, 2, 9)",
            "pixel_at([[1, 2, 3], [4, 5, 6]], -1, 0)",
            "pixel_at([[1, 2], [4, 5]], 0, -1, 7)",
        ],
    },
    "pixels.mean_brightness": {
        "about": "the average brightness",
        "cases": [
            "mean_brightness([[10, 20, 30], [40, 50, 61]])",
            "mean_brightness([])",
            "mean_brightness([[255]])",
        ],
    },
    "pixels.to_text": {
        "about": "the text picture of an image",
        "cases": [
            "to_text([[0, 60, 120], [180, 230, 255]])",
            "to_text([[51, 52]])",
            "to_text([])",
            "to_text([[0, 102, 103, 154, 205, 204]])",
        ],
    },
    "pixels.count_pixels": {
        "about": "the number of pixels in a range",
        "cases": [
            "count_pixels([[10, 20], [30, 40]], 20, 30)",
            "count_pixels([[10, 255], [30, 40]], 30)",
            "count_pixels([], 0)",
            "count_pixels([[5, 6, 7]], 8, 9)",
        ],
    },
    "geometry.crop": {
        "about": "the cropped image",
        "cases": [
            "crop([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1, 0, 2, 2)",
            "crop([[1, 2, 3], [4, 5, 6]], 0, 1, 1, 1)",
            "crop([[1, 2, 3], [4, 5, 6]], 2, 0, 5, 5)",
            "crop([[1, 2]], -1, 0, 1, 1)",
            "crop([[1, 2]], 0, -1, 1, 1)",
            "crop([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 0, 1, 3, 2)",
        ],
    },
    "geometry.flip_horizontal": {
        "about": "the image mirrored left and right",
        "cases": [
            "flip_horizontal([[1, 2, 3], [4, 5, 6]])",
            "flip_horizontal([])",
            "flip_horizontal([[7], [8]])",
        ],
    },
    "geometry.flip_vertical": {
        "about": "the image mirrored top and bottom",
        "cases": [
            "flip_vertical([[1, 2, 3], [4, 5, 6]])",
            "flip_vertical([])",
            "flip_vertical([[7, 8]])",
            ["i = [[1], [2]]", "flip_vertical(i)[0][0] = 9", "i"],
        ],
    },
    "geometry.rotate_right": {
        "about": "the image turned clockwise",
        "cases": [
            "rotate_right([[1, 2, 3], [4, 5, 6]])",
            "rotate_right([[1], [2]])",
            "rotate_right([])",
        ],
    },
    "geometry.rotate": {
        "about": "the rotated image",
        "cases": [
            "rotate([[1, 2, 3], [4, 5, 6]], 90)",
            "rotate([[1, 2, 3], [4, 5, 6]], -90)",
            "rotate([[1, 2, 3], [4, 5, 6]], 180)",
            "rotate([[1, 2], [3, 4]], 45)",
            "rotate([[1, 2], [3, 4]], 0)",
            "rotate([[1, 2], [3, 4]], 450)",
        ],
    },
    "geometry.enlarge": {
        "about": "the enlarged image",
        "cases": [
            "enlarge([[1, 2]])",
            "enlarge([[1], [2]], 3)",
            "enlarge([[1, 2]], 1)",
            "enlarge([[1]], 0)",
            ["i = enlarge([[4]])", "i[0][0] = 1", "i"],
        ],
    },
    "geometry.add_border": {
        "about": "the image with a border",
        "cases": [
            "add_border([[1, 2]])",
            "add_border([[5], [6]], 1, 0)",
            "[len(row) for row in add_border([[3, 4]], 2, 9)]",
            "add_border([[3]], 2, 9)[1:3]",
            "add_border([[1, 2], [3, 4]], 0)",
        ],
    },
    "geometry.side_by_side": {
        "about": "two images joined side by side",
        "cases": [
            "side_by_side([[1, 2], [3, 4]], [[5], [6]])",
            "side_by_side([[1]], [[2], [3]])",
            "side_by_side([], [])",
        ],
    },
    "filters.invert": {
        "about": "the negative of an image",
        "cases": [
            "invert([[0, 100, 255]])",
            "invert([[7], [8]])",
            "invert([])",
        ],
    },
    "filters.threshold": {
        "about": "the black and white image",
        "cases": [
            "threshold([[127, 128, 129]])",
            "threshold([[49, 50], [51, 0]], 50)",
            "threshold([])",
        ],
    },
    "filters.brighten": {
        "about": "the brightened image",
        "cases": [
            "brighten([[10, 250]], 20)",
            "brighten([[10, 250]], -30)",
            "brighten([[10], [20]], 0)",
        ],
    },
    "filters.change_contrast": {
        "about": "the image with changed contrast",
        "cases": [
            "change_contrast([[28, 128, 188]], 0.5)",
            "change_contrast([[100, 140]], 2)",
            "change_contrast([[0, 255]], 3)",
            "change_contrast([[60]], 0)",
        ],
    },
    "filters.neighbourhood": {
        "about": "the list of neighbouring pixels",
        "cases": [
            "neighbourhood([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1, 1)",
            "neighbourhood([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 2, 0)",
            "neighbourhood([[1, 2, 3, 4], [5, 6, 7, 8]], 0, 1)",
            "neighbourhood([[3]], 0, 0)",
            "neighbourhood([[1, 2, 3, 4, 5]], 2, 0)",
            "neighbourhood([[1, 2], [3, 4], [5, 6], [7, 8]], 0, 2)",
            "neighbourhood([[1], [2], [3], [4]], 0, 3)",
        ],
    },
    "filters.blur": {
        "about": "the blurred image",
        "cases": [
            "blur([[0, 90, 0], [0, 0, 0]])",
            "blur([[10, 20, 60]])",
            "blur([])",
            "blur([[5], [8]])",
        ],
    },
    "filters.stretch_levels": {
        "about": "the image with stretched levels",
        "cases": [
            "stretch_levels([[100, 151], [202, 100]])",
            "stretch_levels([[7, 7]])",
            "stretch_levels([[0, 255, 30]])",
            "stretch_levels([[20, 40], [30, 60]])",
        ],
    },
    "filters.blend": {
        "about": "the mix of two images",
        "cases": [
            "blend([[0, 100]], [[200, 50]])",
            "blend([[0, 100]], [[200, 50]], 0.25)",
            "blend([[1]], [[1, 2]])",
            "blend([[10], [20]], [[30], [60]], 1)",
            "blend([[10]], [[30]], 0)",
        ],
    },
}
