CASES = {
    "textparse.find_mentions": {"about": "the list of mentioned names", "cases": [
        "find_mentions('Hi @Ann and @bob, @ann!')", "find_mentions('mail me at joe@site.org')", "find_mentions('@kim-lee (@Zoe)')", "find_mentions('@9 nobody')", "find_mentions('')"]},
    "textparse.mentions_user": {"about": "whether a user is mentioned", "cases": [
        "mentions_user('ask @Ann', 'ANN')", "mentions_user('ask @annie', 'ann')", "mentions_user('hey @Here', 'bob')", "mentions_user('hello bob', 'bob')", "mentions_user('@bob @all', 'cy')"]},
    "textparse.parse_command": {"about": "the command read from a message", "cases": [
        "parse_command(' /Topic  new plans ')", "parse_command('/leave')", "parse_command('//comment')", "parse_command('hello /topic')", "parse_command('/')", "parse_command('/ hi')"]},
    "textparse.extract_links": {"about": "the links found in a text", "cases": [
        "extract_links('See https://a.org/x, or (http://b.org).')", "extract_links('ftp://c.org no')", "extract_links('https://d.org/?q=1 ok https://e.org!')"]},
    "textparse.replace_smileys": {"about": "the text with emoji", "cases": ["replace_smileys('thanks :) <3')", "replace_smileys('sad:( :(')", "replace_smileys('a  b')"]},
    "textparse.preview": {"about": "the preview of a message", "cases": [
        "[preview('\\n Hello there \\nsecond'), preview('abcdefghij', 10)]",
        "preview('abcdefghijk', 10)",
        "preview('abcd efghij', 6)",
        "preview('   ')",
        "len(preview('x' * 41))",
        "bool(preview('x' * 40) == 'x' * 40)"]},
    "room.Room.post": {"about": "posting a message", "cases": [
        ["r = Room()", "(r.post('ann', ' hi ', 5), r.post('bob', 'yo', 9), r.messages[0].text)"], "Room().post('ann', '  ', 5)",
        ["r = Room()", "r.post('ann', 'a', 1)", "r.post('bob', 'b', 2, 1)", "r.post('cy', 'c', 3, 2)", "[m.parent for m in r.messages]"],
        ["r = Room()", "r.post('ann', 'a', 1, 7)"], ["r = Room()", "r.post('ann', 'a', 1)", "r.post('bob', 'b', 2)", "(r.last_read, r.messages[1].sent_at)"]]},
    "room.Room.get": {"about": "finding a message by its id", "cases": [
        ["r = Room()", "r.post('ann', 'first', 1)", "r.post('bob', 'second', 2)", "(r.get(1).text, r.get(2).text)"], ["r = Room()", "r.post('ann', 'first', 1)", "r.get(0)"],
        ["r = Room()", "r.post('ann', 'first', 1)", "r.get(2)"]]},
    "room.Room.edit": {"about": "editing a message", "cases": [
        ["r = Room()", "r.post('ann', 'helo', 100)", "(r.edit(1, 'ann', ' hello ', 400), r.get(1).text, r.get(1).edited)"],
        ["r = Room()", "r.post('ann', 'helo', 100)", "(r.edit(1, 'ann', 'hello', 401), r.get(1).text, r.get(1).edited)"],
        ["r = Room()", "r.post('ann', 'helo', 100)", "(r.edit(1, 'bob', 'hello', 120), r.get(1).text)"]]},
    "room.Room.thread": {"about": "the messages of a thread", "cases": [
        ["r = Room()", "r.post('ann', 'a', 1)", "r.post('bob', 'b', 2, 1)", "r.post('cy', 'c', 3)", "r.post('ann', 'd', 4, 2)", "(r.thread(1), r.thread(3))"],
        ["r = Room()", "r.post('ann', 'a', 1)", "r.thread(1)"],
        ["r = Room()", "r.post('ann', 'a', 1)", "r.post('bob', 'b', 2)", "r.post('cy', 'c', 3, 2)", "(r.thread(1), r.thread(2))"]]},
    "room.Room.mark_read": {"about": "the read marker of a user", "cases": [
        ["r = Room()", "r.mark_read('ann', 5)", "r.mark_read('ann', 3)", "r.last_read"], ["r = Room()", "r.mark_read('ann', 2)", "r.mark_read('ann', 8)", "r.last_read"],
        ["r = Room()", "r.mark_read('ann', 0)", "r.mark_read('bob', 4)", "r.last_read"]]},
    "room.Room.unread": {"about": "the unread messages of a user", "cases": [
        ["r = Room()", "[r.post('bob', 'm', t) for t in range(4)]", "r.mark_read('ann', 2)", "(r.unread('ann'), r.unread('bob'), r.unread('cy'))"],
        ["r = Room()", "r.post('bob', 'a', 1)", "r.post('ann', 'b', 2)", "r.post('bob', 'c', 3)", "r.unread('ann')"],
        ["r = Room()", "r.post('bob', 'a', 1)", "r.last_read['bob'] = 0", "r.unread('bob')"], "Room().unread('ann')"]},
    "room.Room.unread_mentions": {"about": "the number of unread mentions", "cases": [
        ["r = Room()", "r.post('bob', '@ann hi', 1)", "r.post('bob', 'hm', 2)", "r.post('cy', '@All lunch', 3)", "(r.unread_mentions('ann'), r.unread_mentions('bob'))"],
        ["r = Room()", "r.post('bob', '@ann hi', 1)", "r.mark_read('ann', 1)", "r.unread_mentions('ann')"], "Room().unread_mentions('ann')"]},
    "insights.top_talkers": {"about": "the list of most active authors", "cases": [
        ["r = Room()", "[r.post(a, 'x', 1) for a in ['zed', 'bob', 'ann', 'zed', 'cy', 'bob']]", "top_talkers(r)"], ["r = Room()", "[r.post(a, 'x', 1) for a in ['cy', 'cy', 'ann']]", "top_talkers(r, 1)"], "top_talkers(Room())"]},
    "insights.longest_thread": {"about": "the message with the most replies", "cases": [
        ["r = Room()", "[r.post('a', 'x', 1) for _ in range(3)]", "r.post('b', 'y', 2, 3)", "r.post('b', 'y', 2, 2)", "longest_thread(r)"],
        ["r = Room()", "[r.post('a', 'x', 1) for _ in range(2)]", "r.post('b', 'y', 2, 1)", "[r.post('b', 'y', 2, 2) for _ in range(2)]", "longest_thread(r)"],
        ["r = Room()", "r.post('a', 'x', 1)", "longest_thread(r)"]]},
    "insights.conversations": {"about": "the grouping into conversations", "cases": [
        ["r = Room()", "[r.post('a', 'x', t) for t in (0, 1800, 3601, 3700)]", "conversations(r)"], ["r = Room()", "[r.post('a', 'x', t) for t in (5, 15, 26)]", "conversations(r, 10)"], "conversations(Room())"]},
    "insights.response_time": {"about": "the time until a response", "cases": [
        ["r = Room()", "r.post('ann', 'why?', 100)", "r.post('ann', 'anyone?', 130, 1)", "r.post('bob', 'because', 190, 1)", "r.post('cy', 'yes', 300, 1)", "response_time(r, 1)"],
        ["r = Room()", "r.post('ann', 'why?', 100)", "r.post('bob', 'hi', 190)", "response_time(r, 1)"], "response_time(Room(), 1)"]},
    "insights.mention_pairs": {"about": "the counts of mentions between people", "cases": [
        ["r = Room()", "r.post('Ann', '@bob @ann', 1)", "r.post('Ann', '@Bob @cy', 2)", "r.post('bob', '@ann', 3)", "mention_pairs(r)"], "mention_pairs(Room())",
        ["r = Room()", "r.post('bob', 'no names, bob@x.org', 1)", "r.post('bob', '@zoe', 2)", "mention_pairs(r)"]]},
}
