"""Lessons of a course, their numbering and their requirements."""

VIDEO_DONE_PERCENT = 90


class Lesson:
    def __init__(self, title, minutes, kind="video", requires=()):
        self.title = title.strip()
        self.minutes = minutes
        self.kind = kind
        self.requires = tuple(requires)

    def is_watched(self, seconds_seen):
        """A video counts as watched from 90% of its length on."""
        return seconds_seen * 100 >= self.minutes * 60 * VIDEO_DONE_PERCENT


class Course:
    """A course is a list of chapters: (chapter title, list of lessons)."""

    def __init__(self, title):
        self.title = title
        self.chapters = []

    def add_chapter(self, title, lessons):
        self.chapters.append((title.strip(), list(lessons)))
        return len(self.chapters)

    def all_lessons(self):
        """All lessons in the order of the course."""
        return [lesson for _title, lessons in self.chapters for lesson in lessons]

    def numbering(self):
        """Lesson titles with numbers such as '2.1 Loops', both counted from 1."""
        numbered = []
        for chapter, (_title, lessons) in enumerate(self.chapters, start=1):
            for position, lesson in enumerate(lessons, start=1):
                numbered.append(f"{chapter}.{position} {lesson.title}")
        return numbered

    def find_lesson(self, title):
        """The lesson with a title (any case), or None."""
        wanted = title.strip().lower()
        for lesson in self.all_lessons():
            if lesson.title.lower() == wanted:
                return lesson
        return None

    def running_time(self):
        """Length of all videos as 'Xh MMmin'; texts and quizzes do not count."""
        total = sum(lesson.minutes for lesson in self.all_lessons() if lesson.kind == "video")
        return f"{total // 60}h {total % 60:02d}min"

    def is_unlocked(self, title, done):
        """Whether all lessons that a lesson requires are among the done titles."""
        lesson = self.find_lesson(title)
        if lesson is None:
            raise ValueError(f"no such lesson: {title.strip()}")
        return all(required in done for required in lesson.requires)

    def next_lesson(self, done):
        """Title of the first unlocked lesson that is not done yet, or None."""
        for lesson in self.all_lessons():
            if lesson.title not in done and self.is_unlocked(lesson.title, done):
                return lesson.title
        return None
