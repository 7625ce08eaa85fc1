"""The menu: dishes, courses, allergens and price lookup."""

COURSES = ["starter", "main", "dessert", "drink"]

MENU = {
    "tomato soup": {"price": 6.5, "course": "starter", "allergens": {"celery"}},
    "bruschetta": {"price": 7.0, "course": "starter", "allergens": {"gluten"}},
    "lasagne": {"price": 14.5, "course": "main", "allergens": {"gluten", "milk", "egg"}},
    "grilled trout": {"price": 19.0, "course": "main", "allergens": {"fish"}},
    "tiramisu": {"price": 6.0, "course": "dessert", "allergens": {"milk", "egg"}},
    "lemonade": {"price": 4.0, "course": "drink", "allergens": set()},
    "house wine": {"price": 5.5, "course": "drink", "allergens": {"sulphites"}},
}

HAPPY_HOUR = (17, 19)
HAPPY_HOUR_PERCENT = 50


def dish_key(name):
    """Dish names are looked up in lower case, with single blanks between the words."""
    return " ".join(name.lower().split())


def price_of(name):
    key = dish_key(name)
    if key not in MENU:
        raise KeyError(f"not on the menu: {key}")
    return MENU[key]["price"]


def in_happy_hour(hour):
    """True from 17:00 until shortly before 19:00."""
    start, end = HAPPY_HOUR
    return start <= hour < end


def price_at(name, hour):
    """Price at an hour of the day: drinks are half price during happy hour."""
    price = price_of(name)
    if MENU[dish_key(name)]["course"] == "drink" and in_happy_hour(hour):
        price = price * HAPPY_HOUR_PERCENT / 100
    return price


def safe_dishes(course, avoid):
    """Alphabetical dishes of a course without any of the allergens to avoid."""
    unwanted = {allergen.strip().lower() for allergen in avoid}
    return sorted(
        name
        for name, dish in MENU.items()
        if dish["course"] == course and not dish["allergens"] & unwanted
    )


def serving_order(names):
    """Sort dishes by course, keeping the order of the guests within a course."""
    keys = [dish_key(name) for name in names]
    return sorted(keys, key=lambda key: COURSES.index(MENU[key]["course"]))


def cheapest(course):
    """Name of the cheapest dish of a course, or None for an unknown course."""
    dishes = [(dish["price"], name) for name, dish in MENU.items() if dish["course"] == course]
    if not dishes:
        return None
    return min(dishes)[1]
