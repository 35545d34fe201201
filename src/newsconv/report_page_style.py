"""The style of the page that shows a source part by part: one sheet, light and dark, without anything that is loaded.

A role has its colour in one custom property, `--mark`; all contrasts of text are 4.5 or more (WCAG 2.2, 1.4.3), as the
text itself keeps the colour of the page and only the edge and the tint of a part are coloured.
"""

from __future__ import annotations

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """\
:root { color-scheme: light dark; --page: #ffffff; --ink: #1b1b1f; --dim: #55565e; --line: #d5d6dc; --tint: 10%;
  --story: #1a7f37; --head: #0550ae; --byline: #8250df; --date: #9a6700; --figure: #0e7490; --related: #bf3989;
  --field: #57606a; --out: #cf222e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16171a; --ink: #ececf0; --dim: #a9abb5; --line: #3a3c44; --tint: 16%;
    --story: #3fb950; --head: #58a6ff; --byline: #bc8cff; --date: #d29922; --figure: #39c5cf; --related: #f778ba;
    --field: #9ea7b3; --out: #ff7b72; }
}
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; margin-top: 2rem; }
h1, td, .text { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border-top: 1px solid var(--line); padding: .25rem .5rem .25rem 0; text-align: start; vertical-align: top; }
thead th { border-top: 0; }
a { color: inherit; }
ul, ol { padding: 0; list-style: none; }
.story { --mark: var(--story); } .head { --mark: var(--head); } .byline { --mark: var(--byline); }
.date { --mark: var(--date); } .figure { --mark: var(--figure); } .related { --mark: var(--related); }
.field { --mark: var(--field); } .out { --mark: var(--out); }
.legend li, .parts li { border-inline-start: .4rem solid var(--mark); padding: .2rem .8rem; margin: .3rem 0;
  background: color-mix(in srgb, var(--mark) var(--tint), var(--page)); }
tr[class] th { border-inline-start: .4rem solid var(--mark); padding-inline-start: .5rem; }
.parts p { margin: .1rem 0; }
.label, .why { color: var(--dim); font-size: .8rem; }
.label b { color: var(--ink); }
.removed { border-inline-start-style: dotted; }
.removed .text { text-decoration: line-through; text-decoration-color: var(--mark); }
.moved { border-inline-start-style: double; }
.warning b { text-decoration: underline; }
:target { outline: 2px solid var(--mark); }
@media print { .parts li { break-inside: avoid; } }
"""
"""The sheet. What was left out is struck through as well, and has another edge than what was moved or kept."""
