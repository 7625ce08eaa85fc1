CASES = {
    "binary_heap.sift_up": {
        "about": "moving an item up in the heap",
        "cases": [
            ["h = [2, 5, 4, 1]", "sift_up(h, 3)", "h"],
            ["h = [2, 5, 4, 7, 3]", "sift_up(h, 4)", "h"],
            ["h = [3, 1]", "sift_up(h, 1)", "h"],
            ["h = [1, 6, 5, 9, 8, 2]", "sift_up(h, 5)", "h"],
        ],
    },
    "binary_heap.sift_down": {
        "about": "moving an item down in the heap",
        "cases": [
            ["h = [9, 2, 4, 7, 3]", "sift_down(h, 0)", "h"],
            ["h = [9, 4, 2]", "sift_down(h, 0)", "h"],
            ["h = [5, 1]", "sift_down(h, 0)", "h"],
            ["h = [1, 8, 3, 6, 7]", "sift_down(h, 1)", "h"],
            ["h = [4]", "sift_down(h, 0)", "h"],
        ],
    },
    "binary_heap.heap_push": {
        "about": "adding an item to the heap",
        "cases": [
            ["h = []", "[heap_push(h, n) for n in (5, 3, 8, 1)]", "h"],
            ["h = [2, 4]", "heap_push(h, 3)", "h"],
            ["h = [2, 4, 6]", "heap_push(h, 1)", "h"],
        ],
    },
    "binary_heap.heap_pop": {
        "about": "removing the smallest item of the heap",
        "cases": [
            ["h = [1, 3, 2, 7]", "(heap_pop(h), h)"],
            ["h = [4]", "(heap_pop(h), h)"],
            "heap_pop([])",
            ["h = [1, 2, 8, 5, 3]", "[heap_pop(h) for _ in range(5)]"],
        ],
    },
    "binary_heap.build_heap": {
        "about": "the heap built from a list",
        "cases": [
            "build_heap([5, 3, 8, 1])",
            "build_heap([])",
            "build_heap([9, 8, 7, 6, 5, 4])",
            "build_heap([2, 1])",
            ["v = [3, 1, 2]", "build_heap(v)", "v"],
        ],
    },
    "binary_heap.is_heap": {
        "about": "the check of the heap order",
        "cases": [
            "is_heap([1, 3, 2, 7, 4])",
            "is_heap([1, 3, 2, 2])",
            "is_heap([])",
            "is_heap([2, 2])",
            "is_heap([1, 5, 4, 6, 7, 3])",
            "is_heap([2, 1])",
        ],
    },
    "binary_heap.smallest_items": {
        "about": "the list of smallest values",
        "cases": [
            "smallest_items([5, 2, 9, 1], 2)",
            "smallest_items([5, 2], 7)",
            "smallest_items([4, 3], 0)",
            "smallest_items([], 3)",
            "smallest_items([6, 4, 5], 3)",
        ],
    },
    "waiting_line.priority_value": {
        "about": "the number of a priority",
        "cases": [
            "priority_value('urgent')",
            "priority_value('  High ')",
            "priority_value(4)",
            "priority_value('NORMAL')",
            "priority_value('low')",
            "priority_value('soon')",
        ],
    },
    "waiting_line.WaitingLine.enqueue": {
        "about": "adding a job to the waiting line",
        "cases": [
            [
                "w = WaitingLine()",
                "[w.enqueue('a'), w.enqueue('b', 'low'), w.enqueue('c', 2)]",
            ],
            [
                "w = WaitingLine()",
                "w.enqueue('x')",
                "w.enqueue('y', 5)",
                "w.enqueue('z', 4)",
                "w.drain()",
            ],
            ["w = WaitingLine()", "w.enqueue('a', 'someday')"],
            [
                "w = WaitingLine()",
                "w.enqueue('z')",
                "w.enqueue('a')",
                "w.enqueue('m', 6)",
                "w.drain()",
            ],
        ],
    },
    "waiting_line.WaitingLine.cancel": {
        "about": "cancelling a waiting job",
        "cases": [
            [
                "w = WaitingLine()",
                "w.enqueue('a')",
                "w.enqueue('b')",
                "(w.cancel(1), w.drain())",
            ],
            ["w = WaitingLine()", "w.enqueue('a')", "(w.cancel(1), w.cancel(1), w.cancel(2))"],
            [
                "w = WaitingLine()",
                "w.enqueue('a')",
                "w.dequeue()",
                "(w.cancel(1), w.waiting())",
            ],
            "WaitingLine().cancel(0)",
        ],
    },
    "waiting_line.WaitingLine.dequeue": {
        "about": "the next job of the waiting line",
        "cases": [
            [
                "w = WaitingLine()",
                "w.enqueue('a', 'low')",
                "w.enqueue('b', 'high')",
                "[w.dequeue(), w.dequeue(), w.dequeue()]",
            ],
            "WaitingLine().dequeue()",
            [
                "w = WaitingLine()",
                "w.enqueue('a')",
                "w.enqueue('b')",
                "w.cancel(1)",
                "(w.dequeue(), w.waiting())",
            ],
            [
                "w = WaitingLine()",
                "t = w.enqueue('a')",
                "w.cancel(t)",
                "(w.dequeue(), w.waiting())",
            ],
        ],
    },
    "waiting_line.WaitingLine.waiting": {
        "about": "the number of waiting jobs",
        "cases": [
            "WaitingLine().waiting()",
            ["w = WaitingLine()", "w.enqueue('a')", "w.enqueue('b')", "w.waiting()"],
            [
                "w = WaitingLine()",
                "w.enqueue('a')",
                "w.enqueue('b')",
                "w.enqueue('c')",
                "w.cancel(2)",
                "w.waiting()",
            ],
        ],
    },
    "waiting_line.WaitingLine.drain": {
        "about": "taking all jobs out of the waiting line",
        "cases": [
            [
                "w = WaitingLine()",
                "w.enqueue('a', 9)",
                "w.enqueue('b', 0)",
                "w.enqueue('c', 3)",
                "(w.drain(), w.waiting())",
            ],
            "WaitingLine().drain()",
            [
                "w = WaitingLine()",
                "w.enqueue('a')",
                "w.enqueue('b', 'low')",
                "w.cancel(2)",
                "w.drain()",
            ],
        ],
    },
    "job_scheduler.round_robin": {
        "about": "the finish times of a round robin",
        "cases": [
            "round_robin({'a': 25, 'b': 10, 'c': 12})",
            "round_robin({'a': 5, 'b': 3}, 2)",
            "round_robin({})",
            "round_robin({'a': 5}, 0)",
            "round_robin({'a': 10, 'b': 11})",
            "round_robin({'x': 0, 'y': 3}, 1)",
        ],
    },
    "job_scheduler.assign_to_workers": {
        "about": "the busy minutes of each worker",
        "cases": [
            "assign_to_workers([5, 3, 2, 4], 2)",
            "assign_to_workers([7, 1], 1)",
            "assign_to_workers([4], 3)",
            "assign_to_workers([3], 0)",
            "assign_to_workers([], 2)",
            "assign_to_workers([9, 2, 2, 2, 6], 3)",
        ],
    },
    "job_scheduler.makespan": {
        "about": "the minute at which all jobs are done",
        "cases": [
            "makespan([2, 3, 9, 4], 2)",
            "makespan([1, 1, 2], 2)",
            "makespan([5, 6], 1)",
            "makespan([], 2)",
        ],
    },
    "job_scheduler.average_wait": {
        "about": "the average waiting time",
        "cases": [
            "average_wait([4, 2, 6])",
            "average_wait([])",
            "average_wait([8])",
            "average_wait([1, 5])",
        ],
    },
    "job_scheduler.late_jobs": {
        "about": "the list of late jobs",
        "cases": [
            "late_jobs([('a', 5, 20), ('b', 4, 6), ('c', 3, 7)])",
            "late_jobs([('a', 5, 6), ('b', 4, 8)])",
            "late_jobs([('tax', 3, 2), ('mail', 1, 9), ('call', 7, 10)])",
            "late_jobs([])",
        ],
    },
    "job_scheduler.aged_priority": {
        "about": "the priority after waiting",
        "cases": [
            "aged_priority(5, 30)",
            "aged_priority(5, 29)",
            "aged_priority(1, 100)",
            "aged_priority(9, 20, 5)",
            "aged_priority(3, 0)",
        ],
    },
}
