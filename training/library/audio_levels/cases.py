CASES = {
    "decibels.amplitude_to_db": {
        "about": "the decibel level of an amplitude",
        "cases": [
            "amplitude_to_db(1.0)",
            "amplitude_to_db(0.5)",
            "amplitude_to_db(0)",
            "amplitude_to_db(-0.1)",
            "amplitude_to_db(10)",
            "amplitude_to_db(0.0000001)",
        ],
    },
    "decibels.db_to_amplitude": {
        "about": "the amplitude of a decibel level",
        "cases": [
            "db_to_amplitude(0)",
            "db_to_amplitude(-6)",
            "db_to_amplitude(20)",
            "db_to_amplitude(-20)",
        ],
    },
    "decibels.power_ratio_db": {
        "about": "the power ratio in decibels",
        "cases": [
            "power_ratio_db(2)",
            "power_ratio_db(100, 10)",
            "power_ratio_db(1, 4)",
            "power_ratio_db(0)",
            "power_ratio_db(3, 0)",
        ],
    },
    "decibels.sum_levels": {
        "about": "the total level of several sources",
        "cases": [
            "sum_levels([60, 60])",
            "sum_levels([60, 70])",
            "sum_levels([])",
            "sum_levels([-3])",
            "sum_levels([50, 50, 50])",
        ],
    },
    "decibels.distance_loss": {
        "about": "the level at another distance",
        "cases": [
            "distance_loss(80, 1, 2)",
            "distance_loss(80, 1, 10)",
            "distance_loss(60, 4, 1)",
            "distance_loss(75, 3, 3)",
        ],
    },
    "decibels.format_db": {
        "about": "the text of a level",
        "cases": [
            "format_db(3)",
            "format_db(-6.54)",
            "format_db(0)",
            "format_db(-120)",
            "format_db(-119.9)",
            "format_db(-130)",
            "format_db(0.5)",
        ],
    },
    "decibels.parse_db": {
        "about": "reading a level from text",
        "cases": [
            "parse_db('-6 dB')",
            "parse_db(' +3DB ')",
            "parse_db('-inf dB')",
            "parse_db('1.5')",
            "parse_db('loud')",
            "parse_db('-INF')",
        ],
    },
    "clip.peak": {
        "about": "the peak of a clip",
        "cases": [
            "peak([0.2, -0.7, 0.5])",
            "peak([0.9, -0.1])",
            "peak([])",
            "peak([-0.25])",
        ],
    },
    "clip.rms": {
        "about": "the RMS value of a clip",
        "cases": [
            "rms([0.3, -0.4])",
            "rms([])",
            "rms([-0.6])",
            "rms([1.0, 0.0, 0.0, 0.0])",
        ],
    },
    "clip.apply_gain": {
        "about": "the samples after a gain",
        "cases": [
            "apply_gain([0.1, -0.02], 20)",
            "apply_gain([0.5, -0.5], -6)",
            "apply_gain([0.8, -0.8], 6)",
            "apply_gain([], 3)",
            "apply_gain([0.3], 0)",
            "apply_gain([0.12345], -5)",
        ],
    },
    "clip.gain_to_peak": {
        "about": "the gain that is needed to reach the peak",
        "cases": [
            "gain_to_peak([0.1, -0.5])",
            "gain_to_peak([0.1], -3)",
            "gain_to_peak([0.0, 0.0])",
            "gain_to_peak([1.0])",
            "gain_to_peak([])",
            "gain_to_peak([0.3], -1.234)",
        ],
    },
    "clip.headroom": {
        "about": "the headroom of a clip",
        "cases": [
            "headroom([0.5, -0.1])",
            "headroom([1.0])",
            "headroom([0.1, -0.2])",
            "headroom([])",
        ],
    },
    "clip.count_clipped": {
        "about": "the number of clipped samples",
        "cases": [
            "count_clipped([1.0, -1.0, 0.99])",
            "count_clipped([0.5, -0.6, 0.4], 0.5)",
            "count_clipped([])",
            "count_clipped([0.2, -1.2])",
        ],
    },
    "clip.fade_in": {
        "about": "the clip with a fade-in",
        "cases": [
            "fade_in([1.0, 1.0, 1.0, 1.0, 0.8], 4)",
            "fade_in([0.5, 0.5], 0)",
            "fade_in([0.6, 0.6, 0.9], 2)",
            "fade_in([], 3)",
            "fade_in([0.5, 0.7, 0.9], 3)",
        ],
    },
    "clip.trim_silence": {
        "about": "the clip without silence at its ends",
        "cases": [
            "trim_silence([0.0, 0.005, 0.3, 0.0, -0.2, 0.001])",
            "trim_silence([0.0, 0.0])",
            "trim_silence([0.01, 0.5, -0.01])",
            "trim_silence([0.1, 0.4, -0.2], 0.2)",
            "trim_silence([])",
            "trim_silence([0.009, -0.5, 0.009])",
        ],
    },
    "clip.to_mono": {
        "about": "the mono mix of two channels",
        "cases": [
            "to_mono([0.5, 1.0], [0.25, 0.0])",
            "to_mono([0.5, 1.0], [0.5])",
            "to_mono([], [])",
            "to_mono([-0.5], [0.75])",
        ],
    },
    "timing.beat_seconds": {
        "about": "the length of a beat",
        "cases": [
            "beat_seconds(120)",
            "beat_seconds(60)",
            "beat_seconds(0)",
            "beat_seconds(1)",
            "beat_seconds(240)",
        ],
    },
    "timing.note_milliseconds": {
        "about": "the length of a note",
        "cases": [
            "note_milliseconds('quarter', 120)",
            "note_milliseconds(' Half ', 100)",
            "note_milliseconds('eighth', 120, dotted=True)",
            "note_milliseconds('third', 120)",
            "note_milliseconds('whole', 90)",
            "note_milliseconds('sixteenth', 75)",
        ],
    },
    "timing.bars_in": {
        "about": "the number of complete bars",
        "cases": [
            "bars_in(60, 120)",
            "bars_in(9, 100, 3)",
            "bars_in(1, 60)",
            "bars_in(4, 60)",
            "bars_in(7.9, 60)",
        ],
    },
    "timing.tempo_from_taps": {
        "about": "the tempo from taps",
        "cases": [
            "tempo_from_taps([0, 0.5, 1.0])",
            "tempo_from_taps([2.0, 2.75])",
            "tempo_from_taps([1.0])",
            "tempo_from_taps([10, 10.4, 11.1, 11.5])",
            "tempo_from_taps([])",
        ],
    },
    "timing.samples_for": {
        "about": "the number of samples in a time",
        "cases": [
            "samples_for(1000)",
            "samples_for(10)",
            "samples_for(25, 48000)",
            "samples_for(1)",
            "samples_for(0)",
        ],
    },
    "timing.file_size": {
        "about": "the size of an audio file",
        "cases": [
            "file_size(1)",
            "file_size(3, channels=1)",
            "file_size(2, 1, 24, 48000)",
            "file_size(0)",
            "file_size(5, bits=8)",
        ],
    },
    "timing.format_duration": {
        "about": "the text of a playing time",
        "cases": [
            "format_duration(65)",
            "format_duration(3600)",
            "format_duration(3599)",
            "format_duration(7384.9)",
            "format_duration(0)",
            "format_duration(59)",
        ],
    },
    "timing.parse_duration": {
        "about": "the seconds of a playing time",
        "cases": [
            "parse_duration('3:05')",
            "parse_duration('1:02:03')",
            "parse_duration('90')",
            "parse_duration('2:60')",
            "parse_duration(' 0:59 ')",
            "parse_duration('75:00')",
        ],
    },
    "timing.playlist_length": {
        "about": "the length of a playlist",
        "cases": [
            "playlist_length(['3:05', '2:10'])",
            "playlist_length([])",
            "playlist_length(['1:00'])",
            "playlist_length(['1:00', '0:30', '0:10'], gap=5)",
            "playlist_length(['0:07', '0:01'], 0)",
        ],
    },
}
