CASES = {
    "stops.stop_key": {
        "about": "the form of a stop name used for comparison",
        "cases": ["stop_key('  Mill  Lane ')", "stop_key('Park&Ride')", "stop_key('Town Hall & Market')", "stop_key('')"],
    },
    "stops.BusLine.stop_index": {
        "about": "the position of a stop on a line",
        "cases": ["BusLine('7', ['Depot', 'Mill Lane', 'Quay'], [4, 9]).stop_index(' mill lane')",
                  "BusLine('7', ['Depot', 'Mill Lane', 'Quay'], [4, 9]).stop_index('Depot')",
                  "BusLine('7', ['Depot', 'Mill Lane', 'Quay'], [4, 9]).stop_index('QUAY')",
                  "BusLine('7', ['Depot', 'Quay'], [4]).stop_index(' Zoo ')", "BusLine('7', ['Depot', 'Quay'], [4, 5]).stop_index('Quay')",
                  "BusLine('7', ['Depot', 'Quay'], []).stop_index('Quay')"],
    },
    "stops.BusLine.riding_minutes": {
        "about": "the riding time between two stops",
        "cases": [["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo'], [4, 9, 5])", "b.riding_minutes('Depot', 'Zoo')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo'], [4, 9, 5])", "b.riding_minutes('mill', 'quay')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo'], [4, 9, 5])", "b.riding_minutes('Quay', ' Mill ')"],
                  ["b = BusLine('7', ['Depot', 'Mill'], [4])", "b.riding_minutes('Mill ', ' mill')"]],
    },
    "stops.BusLine.stops_between": {
        "about": "the list of stops passed on the way",
        "cases": [["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo', 'Port'], [4, 9, 5, 2])", "b.stops_between('Depot', 'Zoo')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo', 'Port'], [4, 9, 5, 2])", "b.stops_between('mill', 'quay')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay', 'Zoo', 'Port'], [4, 9, 5, 2])", "b.stops_between('Quay', 'Port')"]],
    },
    "stops.BusLine.return_line": {
        "about": "the line in the opposite direction",
        "cases": ["BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]).return_line().stops", "BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]).return_line().legs",
                  "BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]).return_line().riding_minutes('Quay', 'Mill')", "BusLine('12', ['A'], []).return_line().number"],
    },
    "stops.BusLine.circuit_minutes": {
        "about": "the time of a full circuit of a bus",
        "cases": ["BusLine('7', ['Depot', 'Mill', 'Quay'], [14, 9]).circuit_minutes()", "BusLine('7', ['Depot', 'Mill', 'Quay'], [14, 9]).circuit_minutes(0)",
                  "BusLine('7', ['Depot', 'Mill'], [5]).circuit_minutes(layover=10)"],
    },
    "stops.BusLine.buses_needed": {
        "about": "the number of buses a line needs",
        "cases": ["BusLine('7', ['Depot', 'Mill', 'Quay'], [15, 9]).buses_needed(20)", "BusLine('7', ['Depot', 'Mill', 'Quay'], [14, 9]).buses_needed(20)",
                  "BusLine('7', ['Depot', 'Mill'], [5]).buses_needed(30)", "BusLine('7', ['Depot', 'Mill'], [5]).buses_needed(0)",
                  "BusLine('7', ['Depot', 'Mill'], [5]).buses_needed(1)"],
    },
    "stops.transfer_stops": {
        "about": "the list of stops shared by two lines",
        "cases": ["transfer_stops(BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]), BusLine('8', ['quay', 'Zoo', ' depot '], [3, 2]))",
                  "transfer_stops(BusLine('8', ['quay', 'Zoo'], [3]), BusLine('7', ['Mill', 'Quay'], [4]))",
                  "transfer_stops(BusLine('7', ['Depot', 'Mill'], [4]), BusLine('8', ['Quay', 'Zoo'], [3]))"],
    },
    "departures.read_time": {
        "about": "the minutes read from a time",
        "cases": ["read_time(' 06:45 ')", "read_time('00:00')", "read_time('27:59')", "read_time('28:00')", "read_time(' 28:30 ')", "read_time('12:-1')", "read_time('12:60')", "read_time('12:59')", "read_time('-1:30')"],
    },
    "departures.board_time": {
        "about": "the time shown to passengers",
        "cases": ["board_time(1510)", "board_time(1440)", "board_time(0)", "board_time(605)", "board_time(1439)"],
    },
    "departures.departures_every": {
        "about": "the list of departures at a fixed interval",
        "cases": ["departures_every('06:00', '07:00', 20)", "departures_every('06:00', '07:00', 25)", "departures_every('05:30', '05:30', 10)",
                  "departures_every('23:50', '25:00', 30)", "departures_every('08:00', '07:00', 10)", "departures_every('06:00', '06:03', 1)"],
    },
    "connections.departures_at_stop": {
        "about": "the departure times at a stop",
        "cases": ["departures_at_stop(BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]), [360, 380], 'quay')", "departures_at_stop(BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9]), [360, 380], ' Mill')",
                  "departures_at_stop(BusLine('7', ['Depot', 'Mill'], [4]), [360], 'Depot')", "departures_at_stop(BusLine('7', ['Depot', 'Mill'], [4]), [], 'Mill')"],
    },
    "departures.next_departure": {
        "about": "the next departure",
        "cases": ["next_departure([400, 360, 380], 361)", "next_departure([360, 380], 380)", "next_departure([360, 380], 381)", "next_departure([], 5)", "next_departure([360, 380], 10)"],
    },
    "departures.waiting_minutes": {
        "about": "the waiting time for the next bus",
        "cases": ["waiting_minutes([360, 380], 371)", "waiting_minutes([380, 360], 381)", "waiting_minutes([360, 1380], 1400)", "waiting_minutes([360], 360)", "waiting_minutes([], 360)"],
    },
    "departures.hour_row": {
        "about": "the timetable row of an hour",
        "cases": ["hour_row([465, 425, 445, 490], 7)", "hour_row([425, 480], 8)", "hour_row([425], 9)", "hour_row([479, 420, 419], 7)"],
    },
    "connections.arrival_of_trip": {
        "about": "the arrival time of a trip",
        "cases": [["b = BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9])", "arrival_of_trip(b, [360, 380], 'Mill', 'Quay', '06:04')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9])", "arrival_of_trip(b, [360, 380], 'Mill', 'Quay', '06:05')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9])", "arrival_of_trip(b, [360, 380], 'Depot', 'Quay', '06:21')"],
                  ["b = BusLine('7', ['Depot', 'Mill', 'Quay'], [4, 9])", "arrival_of_trip(b, [1430], 'Depot', 'quay', '23:00')"]],
    },
    "departures.longest_service_gap": {
        "about": "the longest gap between departures",
        "cases": ["longest_service_gap([360, 420, 380])", "longest_service_gap([500, 360, 380])", "longest_service_gap([360])", "longest_service_gap([])"],
    },
    "punctuality.delay_minutes": {
        "about": "the delay of a bus",
        "cases": ["delay_minutes('08:10', '08:14')", "delay_minutes('08:10', '08:08')", "delay_minutes('23:58', '24:03')", "delay_minutes('08:10', ' 08:10')"],
    },
    "punctuality.is_punctual": {
        "about": "whether a bus is punctual",
        "cases": ["is_punctual(3)", "is_punctual(4)", "is_punctual(-1)", "is_punctual(-2)", "is_punctual(None)", "is_punctual(0)"],
    },
    "punctuality.delay_label": {
        "about": "the delay shown on the display",
        "cases": ["delay_label(4)", "delay_label(3)", "delay_label(-2)", "delay_label(-1)", "delay_label(None)"],
    },
    "punctuality.punctuality_percent": {
        "about": "the punctuality in percent",
        "cases": ["punctuality_percent([0, 5, None])", "punctuality_percent([])", "punctuality_percent([1, 3, -1, 9])", "punctuality_percent([0])"],
    },
    "punctuality.average_lateness": {
        "about": "the average delay",
        "cases": ["average_lateness([4, -3, 6])", "average_lateness([None, 5, 2])", "average_lateness([])", "average_lateness([None])", "average_lateness([-1, 1, 1])"],
    },
    "connections.catches_connection": {
        "about": "whether a connection is reached",
        "cases": ["catches_connection('08:10', 4, '08:17')", "catches_connection('08:10', 5, '08:17')", "catches_connection('08:10', 2, '08:17', 6)",
                  "catches_connection('08:10', -2, '08:11')", "catches_connection('08:10', 0, '08:12')", "catches_connection('08:10', 2, '08:17', walk=5)"],
    },
    "punctuality.delay_after_layover": {
        "about": "the delay of the next trip",
        "cases": ["delay_after_layover(10, 6)", "delay_after_layover(3, 6)", "delay_after_layover(5, 1)", "delay_after_layover(10, 6, 5)", "delay_after_layover(5, 6)"],
    },
    "punctuality.refund_percent": {
        "about": "the refund for a delay",
        "cases": ["refund_percent(29)", "refund_percent(30)", "refund_percent(59)", "refund_percent(60)", "refund_percent(None)", "refund_percent(0)"],
    },
    "punctuality.worst_line": {
        "about": "the least punctual line",
        "cases": ["worst_line({'7': [0, 9], '12': [0, 0]})", "worst_line({'9': [9], '8': [12], '1': [0]})", "worst_line({})", "worst_line({'3': [None, 1, 1], '4': [9, 9, 1]})"],
    },
}
