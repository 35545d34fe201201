"""The old wires: IPTC 7901 and ANPA 1312, read only.

Each format has a module with its record (`iptc7901`, `anpa`) and one that reads a message (`iptc7901_story`,
`anpa_story`). What both share stands beside them: `messages` cuts a transmission into messages and lines,
`rules` is what a rule of a table looks like, `notes` tells what is not for publication, `typography` what the
wires write for quotes and dashes, `datelines` and `times` read places and times, `story` makes the blocks.
"""
