"""Draws an evaluation: where people would rather look than read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from language.evaluation.measure import Figures, Share
from language.reading import Urgency

_WIDTH = 1000
_CELL = 110
_LEFT = 150
_TOP = 110
_ROW = 26
_BAR_LEFT = 330
_BAR_WIDTH = 480
_INK = (25, 35, 50)
_GREY = (225, 229, 234)
_GOOD = (34, 120, 90)
_BAD = (190, 60, 45)
_BLUE = (40, 90, 160)


def draw(figures: Figures, spoilt: Mapping[str, Figures], path: Path) -> None:
    """Write a picture of the confusion matrix and of the recall of `kritis` by group and by spoiling.

    Args:
        figures: the evaluation.
        spoilt: the same messages spoilt, by the name of the spoiling.
        path: PNG file to write.
    """
    bars: list[tuple[str, Share]] = [("all", figures.recall[Urgency.KRITIS])]
    bars += sorted(figures.groups.items(), key=lambda item: item[1].value)
    bars += [(f"spoilt: {name}", found.recall[Urgency.KRITIS]) for name, found in spoilt.items()]
    below = _TOP + 4 * _CELL + 80
    image = Image.new("RGB", (_WIDTH, below + _ROW * len(bars) + 40), "white")
    pen = ImageDraw.Draw(image)
    large, small = ImageFont.load_default(size=20), ImageFont.load_default(size=14)
    pen.text((20, 16), f"Urgency of {figures.rows} messages, macro-F1 {figures.macro_f1:.2f}", _INK, large)
    _matrix(pen, figures, large, small)
    pen.text((20, below - 40), "Recall of kritis with its 95 % interval", _INK, large)
    for index, (name, share) in enumerate(bars):
        _bar(pen, below + index * _ROW, name, share, small)
    image.save(path, format="PNG")


def _matrix(
    pen: ImageDraw.ImageDraw,
    figures: Figures,
    large: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    small: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    for row, meant in enumerate(Urgency):
        pen.text((20, _TOP + row * _CELL + 45), f"is {meant.value}", _INK, small)
        pen.text((_LEFT + row * _CELL + 20, _TOP - 28), f"read {meant.value}", _INK, small)
        total = sum(figures.confusion.get((meant, found), 0) for found in Urgency) or 1
        for column, found in enumerate(Urgency):
            count = figures.confusion.get((meant, found), 0)
            tint = _GOOD if row == column else _BAD if column < row else _BLUE
            share = count / total
            colour = tuple(round(255 - (255 - part) * min(1.0, share * 1.2)) for part in tint)
            left, top = _LEFT + column * _CELL, _TOP + row * _CELL
            pen.rectangle((left, top, left + _CELL - 4, top + _CELL - 4), fill=colour, outline=_GREY)
            pen.text((left + 36, top + 40), str(count), "white" if share > 0.5 else _INK, large)


def _bar(
    pen: ImageDraw.ImageDraw,
    top: int,
    name: str,
    share: Share,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    low, high = share.interval
    pen.text((20, top), name, _INK, font)
    pen.rectangle((_BAR_LEFT, top + 2, _BAR_LEFT + _BAR_WIDTH, top + 18), fill=_GREY)
    pen.rectangle((_BAR_LEFT, top + 2, _BAR_LEFT + _BAR_WIDTH * share.value, top + 18), fill=_GOOD)
    pen.line(
        (_BAR_LEFT + _BAR_WIDTH * low, top + 10, _BAR_LEFT + _BAR_WIDTH * high, top + 10), fill=_INK, width=2
    )
    pen.text((_BAR_LEFT + _BAR_WIDTH + 12, top), f"{share.value:.3f}  {share.hits}/{share.of}", _INK, font)
