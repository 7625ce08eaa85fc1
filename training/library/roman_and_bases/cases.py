CASES = {
    "roman_numerals.to_roman": {
        "about": "the Roman numeral of a number",
        "cases": [
            "to_roman(1994)",
            "to_roman(3999)",
            "to_roman(1)",
            "to_roman(448)",
            "to_roman(0)",
            "to_roman(4000)",
        ],
    },
    "roman_numerals.roman_value": {
        "about": "the value of a Roman numeral",
        "cases": [
            "roman_value('MCMXCIV')",
            "roman_value('XX')",
            "roman_value('IX')",
            "roman_value('')",
            "roman_value('XVI')",
        ],
    },
    "roman_numerals.is_roman": {
        "about": "the test for a Roman numeral",
        "cases": [
            "is_roman(' xiv ')",
            "is_roman('IIII')",
            "is_roman('')",
            "is_roman('XVA')",
            "is_roman('MMMCMXCIX')",
            "is_roman('MMMM')",
            "is_roman('I')",
        ],
    },
    "roman_numerals.from_roman": {
        "about": "the number of a Roman numeral",
        "cases": [
            "from_roman(' mmxxiv ')",
            "from_roman('XL')",
            "from_roman('VX')",
        ],
    },
    "roman_numerals.add_roman": {
        "about": "the sum of Roman numerals",
        "cases": [
            "add_roman('IX', 'iv', 'II')",
            "add_roman('X')",
            "add_roman()",
        ],
    },
    "roman_numerals.sort_regnal_names": {
        "about": "the sorted list of regnal names",
        "cases": [
            "sort_regnal_names(['Louis XVI', 'Louis IX', 'Henry V', 'Louis'])",
            "sort_regnal_names(['X', 'Ann I', 'Ann'])",
            "sort_regnal_names([])",
        ],
    },
    "number_bases.check_base": {
        "about": "the check of a base",
        "cases": [
            "check_base(1)",
            "check_base(2)",
            "check_base(36)",
            "check_base(37)",
        ],
    },
    "number_bases.to_base": {
        "about": "the digits of a number in another base",
        "cases": [
            "to_base(255, 16)",
            "to_base(-10, 2)",
            "to_base(0, 7)",
            "to_base(35, 36)",
            "to_base(8, 8)",
            "to_base(5, 1)",
        ],
    },
    "number_bases.from_base": {
        "about": "the number read from another base",
        "cases": [
            "from_base(' FF_ff ', 16)",
            "from_base('-101', 2)",
            "from_base('102', 2)",
            "from_base('z', 36)",
            "from_base('-', 10)",
            "from_base('1.5', 10)",
        ],
    },
    "number_bases.parse_literal": {
        "about": "the number of a literal",
        "cases": [
            "parse_literal(' 0X1F ')",
            "parse_literal('0b101')",
            "parse_literal('0o17')",
            "parse_literal('-42')",
            "parse_literal('0x')",
        ],
    },
    "number_bases.group_digits": {
        "about": "the grouped digits",
        "cases": [
            "group_digits('1234567')",
            "group_digits('1234567', 3, ',')",
            "group_digits('123', 3)",
            "group_digits('12345678')",
            "group_digits('')",
        ],
    },
    "number_bases.to_binary_byte": {
        "about": "the binary text of a byte",
        "cases": [
            "to_binary_byte(5)",
            "to_binary_byte(255)",
            "to_binary_byte(0)",
            "to_binary_byte(256)",
            "to_binary_byte(-1)",
            "to_binary_byte(176)",
        ],
    },
    "number_bases.digits_needed": {
        "about": "the number of digits needed",
        "cases": [
            "digits_needed(-255, 16)",
            "digits_needed(256, 16)",
            "digits_needed(0, 2)",
        ],
    },
    "check_digits.digit_sum": {
        "about": "the sum of digits",
        "cases": [
            "digit_sum(1729)",
            "digit_sum(-38)",
            "digit_sum(255, 16)",
            "digit_sum(11, 2)",
            "digit_sum(0)",
        ],
    },
    "check_digits.digital_root": {
        "about": "the digital root",
        "cases": [
            "digital_root(9875)",
            "digital_root(10)",
            "digital_root(9)",
            "digital_root(-38)",
        ],
    },
    "check_digits.luhn_sum": {
        "about": "the Luhn sum",
        "cases": [
            "luhn_sum('79927398713')",
            "luhn_sum('50')",
            "luhn_sum('18')",
            "luhn_sum('')",
        ],
    },
    "check_digits.is_luhn_valid": {
        "about": "the check of a card number",
        "cases": [
            "is_luhn_valid('4539 1488-0343 6467')",
            "is_luhn_valid('4539 1488 0343 6468')",
            "is_luhn_valid('0')",
            "is_luhn_valid('18')",
            "is_luhn_valid('12a4')",
        ],
    },
    "check_digits.luhn_check_digit": {
        "about": "the Luhn check digit",
        "cases": [
            "luhn_check_digit('7992739871')",
            "luhn_check_digit('0')",
            "luhn_check_digit('15')",
        ],
    },
    "check_digits.isbn10_check_digit": {
        "about": "the check digit of an ISBN",
        "cases": [
            "isbn10_check_digit('030640615')",
            "isbn10_check_digit('097522980')",
            "isbn10_check_digit('000000000')",
            "isbn10_check_digit('12345678')",
            "isbn10_check_digit('123456789')",
        ],
    },
    "check_digits.ean13_check_digit": {
        "about": "the check digit of a bar code",
        "cases": [
            "ean13_check_digit('400638133393')",
            "ean13_check_digit('978030640615')",
            "ean13_check_digit('000000000000')",
        ],
    },
    "check_digits.xor_checksum": {
        "about": "the XOR checksum",
        "cases": [
            "xor_checksum('0A 1f 30')",
            "xor_checksum('05 01')",
            "xor_checksum('')",
            "xor_checksum('ff zz')",
            "xor_checksum('ab')",
        ],
    },
}
