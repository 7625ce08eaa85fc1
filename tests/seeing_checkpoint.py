"""A tiny random checkpoint that sees, as a whole folder, and pictures to show it."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image as Picture

from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.random_checkpoint import tiny_config, tiny_vision_config, write_random_checkpoint

DATA = Path(__file__).parent / "data"
# Behind the 256 bytes, the control tokens in their published order.
IMAGE_PAD, VIDEO_PAD = 268, 269


def write_seeing_folder(folder: Path, *, context_tokens: int = 4096, sees: bool = True, draft_layers: int = 0) -> Path:
    """Write config, weights, byte tokenizer, template and, if it ``sees``, encoder and pixel rules (blocks of 8)."""
    config = tiny_config(
        vocab_size=304, eos_token_id=258, max_position_embeddings=context_tokens, mtp_num_hidden_layers=draft_layers
    )
    if sees:
        ids = {"image_token_id": IMAGE_PAD, "video_token_id": VIDEO_PAD}
        config |= {"vision_config": tiny_vision_config(), **ids}
    write_random_checkpoint(folder, config, weight_dtype="float32")
    build_byte_tokenizer(folder, chat_template=(DATA / "qwen3_6_chat_template.jinja").read_text(encoding="utf-8"))
    if sees:
        rules = json.loads((DATA / "qwen3_6_preprocessor_config.json").read_text(encoding="utf-8"))
        rules |= {"size": {"shortest_edge": 64, "longest_edge": 4096}, "patch_size": 4}
        (folder / "preprocessor_config.json").write_text(json.dumps(rules), encoding="utf-8")
        videos = json.loads((DATA / "qwen3_6_video_preprocessor_config.json").read_text(encoding="utf-8"))
        videos |= {"size": {"shortest_edge": 64, "longest_edge": 16_384}, "patch_size": 4}
        (folder / "video_preprocessor_config.json").write_text(json.dumps(videos), encoding="utf-8")
    return folder


def animation(colours: list[tuple[int, int, int]], *, kind: str = "GIF", ms: int = 500) -> bytes:
    """An animated file of pictures of 32 x 16 pixels."""
    pictures = [Picture.open(io.BytesIO(png(32, 16, colour))) for colour in colours]
    file = io.BytesIO()
    lossless = {"lossless": True} if kind == "WEBP" else {}
    pictures[0].save(file, kind, save_all=True, append_images=pictures[1:], duration=ms, **lossless)
    return file.getvalue()


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG file of one colour, with a white corner."""
    picture = Picture.new("RGB", (width, height), colour)
    picture.paste((255, 255, 255), (0, 0, width // 2, height // 2))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
