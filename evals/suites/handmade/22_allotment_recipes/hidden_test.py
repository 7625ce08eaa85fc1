from recipes import Recipe, parse, shopping_list

SOUP = """
Lentil soup (serves 4)
250 g; red lentils
2 tbsp; Olive oil
1; onion
"""


def test_names_are_clean():
    soup = parse(SOUP)
    assert [thing for _, _, thing in soup.lines] == ["red lentils", "Olive oil", "onion"]
    assert (soup.title, soup.serves) == ("Lentil soup", 4)


def test_pantry():
    assert shopping_list([parse(SOUP)], pantry=["olive oil"]) == ["onion: 1", "red lentils: 250 g"]


def test_sums_with_other_recipe():
    salad = Recipe("Salad", 2).need("1/2", "", "onion").need(1, "kg", "red lentils")
    out = shopping_list([parse(SOUP).scaled(8), salad], pantry=["Olive oil"])
    assert out == ["onion: 2.5", "red lentils: 1.5 kg"]
