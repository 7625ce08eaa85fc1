"""A turn is held to its budget of thought, to a call before its end, and to the grammar behind ``<tool_call>``."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model_runtime.chat.format import byte_chat_format
from model_runtime.chat.reply_rules import EARLY_END_OF_THOUGHT
from vocabulary.messages import ToolSpec
from vocabulary.reply import ReplyControls, ReplyRule

CHAT = byte_chat_format()
IDS = CHAT.tokenizer.control_ids
TOOLS = (ToolSpec("look", "", {"type": "object", "properties": {"path": {"type": "string"}}}),)


def rule_of(controls: ReplyControls) -> ReplyRule:
    rule = CHAT.reply_rule(controls)
    assert rule is not None
    return rule


def ids_of(text: str) -> list[int]:
    return CHAT.encode_output(text)


def may_come(rule: ReplyRule, name: str) -> bool:
    return rule.allowed is None or bool(rule.allowed[IDS[name] >> 3] >> (IDS[name] & 7) & 1)


def test_where_nothing_is_asked_for_there_is_no_rule() -> None:
    assert CHAT.reply_rule(ReplyControls(tools=TOOLS)) is None


def test_a_thought_is_ended_when_its_budget_is_used_up() -> None:
    rule = rule_of(ReplyControls(thinking_budget=5))
    assert rule.after(ids_of("four")).forced == ()
    forced = rule.after(ids_of("fives")).forced
    assert CHAT.decode(forced) == EARLY_END_OF_THOUGHT
    assert rule.after(ids_of("fives")).after(forced).forced == ()


def test_a_budget_of_nothing_leaves_the_form_of_a_turn_without_a_thought() -> None:
    rule = rule_of(ReplyControls(thinking_budget=0))
    assert CHAT.decode(rule.forced) == "\n</think>\n\n"


@given(st.integers(0, 120))
def test_a_forced_run_may_come_token_by_token(cut: int) -> None:
    rule = rule_of(ReplyControls(thinking_budget=1)).after(ids_of("a"))
    forced = rule.forced
    assert rule.after(forced[:cut]).forced == forced[cut:]


def test_a_thought_that_ends_by_itself_is_left_alone() -> None:
    rule = rule_of(ReplyControls(thinking_budget=4)).after(ids_of("yes</think>\n\nA long answer."))
    assert (rule.forced, rule.allowed) == ((), None)


def test_a_thought_that_is_taken_up_again_counts_on() -> None:
    rule = rule_of(ReplyControls(thinking_budget=4)).after(ids_of("yes</think>\n\nOr <think>"))
    assert rule.forced == ()
    assert rule.after(ids_of("n")).forced


def test_a_call_ends_the_thought_and_talk_of_calls_does_not() -> None:
    rule = rule_of(ReplyControls(thinking_budget=4))
    assert rule.after(ids_of("ab<tool_call>\n<function=look>\n")).forced == ()
    assert rule.after(ids_of("ab<tool_call>\n<func")).forced == ()
    assert CHAT.decode(rule.after(ids_of("ab<tool_call> is a tag")).forced) == EARLY_END_OF_THOUGHT


def test_no_turn_ends_before_a_call_where_one_is_needed() -> None:
    rule = rule_of(ReplyControls(require_call=True))
    for said in ("", "Hm.", "Hm.</think>\n\n", "Hm.</think>\n\nDone."):
        place = rule.after(ids_of(said))
        assert not may_come(place, "<|im_end|>")
        assert not may_come(place, "<|endoftext|>")
        assert may_come(place, "<tool_call>")
    assert may_come(rule.after(ids_of("Hm.</think>\n\n<tool_call>")), "<|im_end|>")


def test_calls_are_held_to_the_grammar_from_the_opening_tag_on() -> None:
    rule = rule_of(ReplyControls(constrain_calls=True, tools=TOOLS))
    assert rule.after(ids_of("Hm.</think>\n\nLook: ")).allowed is None
    place = rule.after(ids_of("Hm.</think>\n\n<tool_call>"))
    assert CHAT.decode(place.forced) == "\n<function=look>\n<"
    place = place.after(place.forced)
    assert not may_come(place, "<|im_end|>")
    end = place.after(ids_of("/function>\n</tool_call>"))
    assert may_come(end, "<|im_end|>")
    assert not may_come(end, "<tool_call>")
    assert may_come(end.after(ids_of("\n")), "<tool_call>")


def test_rules_are_values() -> None:
    rule = rule_of(ReplyControls(thinking_budget=2, constrain_calls=True, tools=TOOLS))
    left = rule.after(ids_of("ab"))
    rule.after(ids_of("<tool_call>"))
    assert rule.forced == ()
    assert rule.allowed is None
    assert CHAT.decode(left.forced) == EARLY_END_OF_THOUGHT
