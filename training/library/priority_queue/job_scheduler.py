"""Assign timed jobs to workers; times are whole minutes."""

from binary_heap import build_heap, heap_pop, heap_push


def round_robin(jobs, quantum=10):
    """Finish time of each job when each one runs `quantum` minutes in turn.

    jobs maps the name to the minutes that are needed.
    """
    if quantum <= 0:
        raise ValueError("quantum must be positive")
    clock = 0
    finished = {}
    line = list(jobs.items())
    while line:
        name, needed = line.pop(0)
        slice_length = min(quantum, needed)
        clock += slice_length
        if needed > slice_length:
            line.append((name, needed - slice_length))
        else:
            finished[name] = clock
    return finished


def assign_to_workers(durations, workers):
    """Give each job in turn to the worker who is free first; returns the busy minutes.

    Of several free workers the one with the lowest number gets the job.
    """
    if workers < 1:
        raise ValueError("at least one worker is needed")
    free_at = build_heap((0, number) for number in range(workers))
    for duration in durations:
        busy_until, number = heap_pop(free_at)
        heap_push(free_at, (busy_until + duration, number))
    return [minutes for minutes, _ in sorted(free_at, key=lambda entry: entry[1])]


def makespan(durations, workers):
    """Minute at which the last job ends when long jobs are assigned first."""
    longest_first = sorted(durations, reverse=True)
    return max(assign_to_workers(longest_first, workers))


def average_wait(durations):
    """Mean waiting time before the start when the jobs run one after the other."""
    if not durations:
        return 0.0
    waited = 0
    clock = 0
    for duration in durations:
        waited += clock
        clock += duration
    return waited / len(durations)


def late_jobs(jobs):
    """Names of jobs that miss their deadline when the earliest deadline runs first.

    Each job is (name, minutes, deadline); ending exactly at the deadline is on time.
    """
    clock = 0
    late = []
    for name, minutes, deadline in sorted(jobs, key=lambda job: job[2]):
        clock += minutes
        if clock > deadline:
            late.append(name)
    return late


def aged_priority(priority, waited, step=15):
    """Priority after waiting: one level more urgent for each full step, never below 0."""
    return max(0, priority - waited // step)
