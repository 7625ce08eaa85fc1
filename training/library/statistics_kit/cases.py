CASES = {
    "summary.mean": {
        "about": "the arithmetic mean",
        "cases": [
            "mean([1, 2, 6])",
            "mean([5])",
            "mean([])",
            "mean([-4, 1.5])",
        ],
    },
    "summary.median": {
        "about": "the median",
        "cases": [
            "median([9, 1, 5])",
            "median([8, 1, 3, 4])",
            "median([])",
            "median([7])",
            "median([10, 2])",
            "median([6, 2, 9, 1, 30])",
        ],
    },
    "summary.modes": {
        "about": "the list of most frequent values",
        "cases": [
            "modes([3, 1, 3, 2, 1])",
            "modes([4, 4, 2])",
            "modes([])",
            "modes([5, 2])",
            "modes([1, 1, 1, 2, 2])",
        ],
    },
    "summary.variance": {
        "about": "the variance",
        "cases": [
            "variance([2, 4, 6])",
            "variance([2, 4, 6, 8], sample=False)",
            "variance([5])",
            "variance([5], sample=False)",
            "variance([1, 5])",
            "variance([], sample=False)",
        ],
    },
    "summary.standard_deviation": {
        "about": "the standard deviation",
        "cases": [
            "standard_deviation([2, 4, 6])",
            "standard_deviation([2, 6], sample=False)",
            "standard_deviation([3])",
            "standard_deviation([1, 1, 4, 4, 4, 4, 7, 7])",
        ],
    },
    "summary.mean_absolute_deviation": {
        "about": "the mean absolute deviation",
        "cases": [
            "mean_absolute_deviation([1, 2, 6])",
            "mean_absolute_deviation([4])",
            "mean_absolute_deviation([])",
            "mean_absolute_deviation([-2, 8])",
        ],
    },
    "summary.weighted_mean": {
        "about": "the weighted mean",
        "cases": [
            "weighted_mean([10, 20], [3, 1])",
            "weighted_mean([4, 8, 1], [0, 1, 1])",
            "weighted_mean([1, 2], [1])",
            "weighted_mean([1, 2], [0, 0])",
            "weighted_mean([6], [0.5])",
        ],
    },
    "summary.geometric_mean": {
        "about": "the geometric mean",
        "cases": [
            "geometric_mean([2, 8])",
            "geometric_mean([1, 3, 9])",
            "geometric_mean([4, 0])",
            "geometric_mean([5])",
            "geometric_mean([0.5, 8])",
            "geometric_mean([3, -3])",
            "geometric_mean([2, 3, 5])",
        ],
    },
    "distribution.percentile": {
        "about": "the percentile of a list",
        "cases": [
            "percentile([10, 40, 20, 30], 50)",
            "percentile([5, 1, 9], 0)",
            "percentile([5, 1, 9], 100)",
            "percentile([3, 7], 25)",
            "percentile([1, 2], 101)",
            "percentile([1, 2], -1)",
            "percentile([], 50)",
            "percentile([8], 90)",
        ],
    },
    "distribution.quartiles": {
        "about": "the three quartiles",
        "cases": [
            "quartiles([1, 2, 3, 4, 9])",
            "quartiles([12, 4, 8])",
            "quartiles([])",
            "quartiles([6])",
        ],
    },
    "distribution.interquartile_range": {
        "about": "the interquartile range",
        "cases": [
            "interquartile_range([1, 2, 3, 4, 9])",
            "interquartile_range([12, 4, 9])",
            "interquartile_range([6])",
        ],
    },
    "distribution.outliers": {
        "about": "the list of outliers",
        "cases": [
            "outliers([30, 1, 2, 3, 4])",
            "outliers([1, 2, 3, 4, 7])",
            "outliers([1, 2, 3, 4, 8])",
            "outliers([5, -40, 4, 6, 5, 90])",
            "outliers([0, 10, 11, 12, 13])",
            "outliers([-1, 2, 3, 4, 5])",
            "outliers([])",
            "outliers([0, 4, 5, 6, 10, 12])",
            "outliers([10, 14, 18, 22, 33])",
        ],
    },
    "distribution.histogram": {
        "about": "the histogram counts",
        "cases": [
            "histogram([1, 9, 10, 25, 12], 10)",
            "histogram([3, 7, 5, 13], 5, 3)",
            "histogram([-1, 0], 2)",
            "histogram([1], 0)",
            "histogram([], 5)",
            "histogram([1], -2)",
            "histogram([0.5, 1, 1.2], 0.5)",
        ],
    },
    "distribution.bar_lines": {
        "about": "the text bars of a histogram",
        "cases": [
            "bar_lines({0: 2, 10: 3})",
            "bar_lines({5: 1}, '*')",
            "bar_lines({})",
            "bar_lines({100: 4, 5: 1}, '=')",
        ],
    },
    "distribution.cumulative_share": {
        "about": "the share of values up to a limit",
        "cases": [
            "cumulative_share([1, 5, 9, 2], 5)",
            "cumulative_share([1, 5], 0)",
            "cumulative_share([], 3)",
            "cumulative_share([4, 2], 9)",
        ],
    },
    "distribution.z_scores": {
        "about": "the list of z-scores",
        "cases": [
            "z_scores([2, 6])",
            "z_scores([5, 5, 5])",
            "z_scores([1, 2, 6])",
            "z_scores([])",
        ],
    },
    "relations.covariance": {
        "about": "the covariance of two lists",
        "cases": [
            "covariance([1, 2, 3], [2, 4, 9])",
            "covariance([1, 5], [8, 2])",
            "covariance([1], [2])",
            "covariance([1, 2], [3])",
            "covariance([0, 4, 8, 0], [1, 1, 7, 3])",
        ],
    },
    "relations.correlation": {
        "about": "the correlation of two lists",
        "cases": [
            "correlation([1, 2, 3], [2, 4, 6])",
            "correlation([1, 2, 3], [9, 4, 5])",
            "correlation([1, 2, 3], [4, 4, 4])",
            "correlation([1, 2], [5, 1])",
        ],
    },
    "relations.ranks": {
        "about": "the ranks of the values",
        "cases": [
            "ranks([30, 10, 20])",
            "ranks([5, 1, 5, 9])",
            "ranks([2, 2, 2])",
            "ranks([])",
        ],
    },
    "relations.rank_correlation": {
        "about": "the rank correlation",
        "cases": [
            "rank_correlation([1, 2, 3], [10, 200, 3000])",
            "rank_correlation([1, 2, 3], [7, 9, 2])",
            "rank_correlation([1, 2, 3, 4], [1, 1, 2, 2])",
        ],
    },
    "relations.fit_line": {
        "about": "the fitted line",
        "cases": [
            "fit_line([0, 1, 2], [1, 3, 5])",
            "fit_line([2, 4, 9], [1, 0, 6])",
            "fit_line([3, 3], [1, 2])",
            "fit_line([10, 20], [7, 2])",
        ],
    },
    "relations.percent_change": {
        "about": "the change in percent",
        "cases": [
            "percent_change(80, 100)",
            "percent_change(100, 80)",
            "percent_change(0, 5)",
            "percent_change(-50, -40)",
            "percent_change(3, 4)",
        ],
    },
}
