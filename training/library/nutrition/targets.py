"""Daily energy needs and targets."""

ACTIVITY = {"sedentary": 1.2, "light": 1.375, "moderate": 1.55, "active": 1.725}
GOAL_KCAL = {"lose": -500, "keep": 0, "gain": 300}
LOWEST_KCAL = 1200
MACRO_SHARES = {"protein": 25, "carbs": 50, "fat": 25}
MACRO_KCAL = {"protein": 4, "carbs": 4, "fat": 9}


def body_mass_index(weight_kg: float, height_cm: float) -> float:
    """BMI in kg per square metre with one decimal."""
    height_m = height_cm / 100
    return round(weight_kg / height_m ** 2, 1)


def weight_class(bmi: float) -> str:
    """'underweight' below 18.5, 'normal' below 25, 'overweight' below 30, else 'obese'."""
    if bmi < 18.5:
        return "underweight"
    if bmi < 25:
        return "normal"
    return "overweight" if bmi < 30 else "obese"


def resting_energy(weight_kg: float, height_cm: float, age: int, sex: str) -> float:
    """Resting energy in kcal per day by the Mifflin-St Jeor formula; sex is 'm' or 'f'."""
    base = 10 * weight_kg + 6.25 * height_cm - 5 * age
    return base + 5 if sex.strip().lower() == "m" else base - 161


def daily_target(resting: float, activity: str = "light", goal: str = "keep") -> int:
    """Target in kcal per day, rounded to tens and never below 1200."""
    needed = resting * ACTIVITY[activity] + GOAL_KCAL[goal]
    return max(LOWEST_KCAL, round(needed / 10) * 10)


def macro_targets(kcal: int, shares: dict[str, int] | None = None) -> dict[str, int]:
    """Grams of each macronutrient for a day, from percent shares of the energy."""
    shares = shares or MACRO_SHARES
    if sum(shares.values()) != 100:
        raise ValueError("shares must add up to 100")
    return {
        name: round(kcal * share / 100 / MACRO_KCAL[name]) for name, share in shares.items()
    }


def water_ml(weight_kg: float, exercise_minutes: int = 0) -> int:
    """Water per day: 35 ml per kg plus 12 ml per minute of exercise."""
    return round(weight_kg * 35 + exercise_minutes * 12)
