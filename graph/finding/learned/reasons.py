"""Why a type was read: the whole words of the question that decided, and the phrase it resembles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.finding.learned.hashing import whole
from graph.finding.learned.lexicon import OF_CONTENT, SEED, Role, Token
from graph.finding.learned.model import Heard, Shares
from graph.finding.learned.spelling import Spelt

_MOST: Final = 3
_WEAK: Final = 0.15  # of the strongest word: what brings less is not named
# words that say nothing when they stand alone, as SudachiPy normalises them
_SAY_NOTHING: Final = (
    "為る", "居る", "有る", "成る", "言う", "事", "物", "者", "様", "其れ", "此れ", "何れ", "何", "何処", "何時",
    "どう", "下さる", "貰う", "頂く", "出来る", "来る", "行く", "見る", "仕舞う", "置く", "呉れる", "遣る", "所",
    "時", "今", "良い", "無い", "御", "さん", "達", "等", "中", "方", "訳", "為", "思う", "まま", "そう", "こう",
    "余り", "とても", "もう", "また", "年", "月", "日", "歳", "人", "ん", "私", "僕", "俺", "世田谷", "区", "住む",
    "教える", "欲しい", "在る", "御座る", "知る",
)  # fmt: skip
_NUMBERS: Final = frozenset(whole(w, SEED) for w in _SAY_NOTHING)


def deciding(heard: Heard, shares: Shares) -> tuple[tuple[int, int], ...]:
    """Where the words that decided stand in the question as it was typed, by place; the strongest three."""
    spelt = heard.spelt
    found = [
        (sum(shares.by_char[start:end].tolist()), start, end)
        for start, end, tokens in _wholes(spelt, heard.tokens)
        if not all(t.lemma in _NUMBERS for t in tokens)
    ]
    found.sort(key=lambda f: (-round(f[0], 6), f[1]))
    kept = [f for f in found[:_MOST] if f[0] > max(0.0, _WEAK * found[0][0])]
    return tuple(sorted((spelt.starts[start], spelt.ends[end - 1]) for _, start, end in kept))


def _wholes(spelt: Spelt, tokens: Sequence[Token]) -> Iterator[tuple[int, int, list[Token]]]:
    """Words of content with what belongs to them: 不+登校, 叩か+れる; nouns that touch are one: 児童+相談+所."""
    group: list[Token] = []
    content: list[Token] = []
    for token in tokens:
        touches = bool(group) and group[-1].end == token.start
        if group and not (touches and _joins(spelt, group[-1], token)):
            yield group[0].start, group[-1].end, content
            group, content = [], []
        if token.role in OF_CONTENT or group:
            group.append(token)
            content += [token] if token.role in OF_CONTENT else []
    if group:
        yield group[0].start, group[-1].end, content


def _joins(spelt: Spelt, left: Token, right: Token) -> bool:
    if right.role is Role.TAIL:
        return left.role in (Role.CONTENT, Role.TAIL)
    if left.role is Role.BEFORE or right.role is Role.AFTER:
        return left.role in OF_CONTENT and right.role in OF_CONTENT
    return left.role in OF_CONTENT and right.role in OF_CONTENT and not _kana(spelt, left) and not _kana(spelt, right)


def _kana(spelt: Spelt, token: Token) -> bool:
    """A word in hiragana, in part at least: a verb or an adverb rather than a part of a longer noun."""
    return any("ぁ" <= c <= "ん" for c in spelt.plain[token.start : token.end])
