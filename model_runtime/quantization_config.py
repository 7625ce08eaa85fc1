"""``quantization_config`` in ``config.json``: how large matrices are stored if not as they are. It knows no tensors."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Block = Annotated[int, Field(ge=1, le=1 << 17)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class BlockFp8Config(_Strict):
    """The FP8 release: e4m3 weights with one scale for each block.

    Which modules are 8-bit follows from the architecture; a checkpoint that disagrees is refused by its headers.
    """

    quant_method: Literal["fp8"]
    fmt: Literal["e4m3"] = "e4m3"
    activation_scheme: Literal["dynamic"] = "dynamic"
    weight_block_size: Annotated[tuple[Block, Block], Field(strict=False)]
    modules_to_not_convert: Annotated[tuple[str, ...], Field(strict=False)] | None = None


class GroupWiseConfig(_Strict):
    """What ``agent model quantize`` writes: whole numbers with one scale for each group of columns of a row.

    Which matrices are stored so follows from the architecture, as in the FP8 release; with ``head_bits`` the output head is,
    too, in so many bits.
    """

    quant_method: Literal["group_wise"] = "group_wise"
    bits: Literal[4, 8]
    group_size: Annotated[int, Field(ge=8, le=1 << 16, multiple_of=2)]
    symmetric: Literal[True] = True
    head_bits: Literal[8] | None = None


QuantizationConfig = Annotated[BlockFp8Config | GroupWiseConfig, Field(discriminator="quant_method")]
QUANT_METHODS: Final = ("fp8", "group_wise")


def is_known_quantization(value: Any) -> bool:
    """Whether a decoded ``quantization_config`` is of a kind that is read; whether it is sound is not asked."""
    return isinstance(value, dict) and value.get("quant_method") in QUANT_METHODS
