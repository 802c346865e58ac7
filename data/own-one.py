"""Draws own-one.png: a digit 1 in dark pen on light paper, as a phone would see it. Only the standard library is needed.

python3 own-one.py [FILE]    writes the picture, always the same one (own-one.png beside this file by default)
"""
import math
import pathlib
import random
import struct
import sys
import zlib

WIDTH, HEIGHT = 168, 224
# The pen's path from point to point: a short flag, then the long stroke. Columns go right, rows go down.
PATH = [(110, 52), (124, 40), (120, 80), (112, 120), (104, 174)]
PEN_RADIUS = 6.5
PAPER, SHADOW, INK, GRAIN = 226, 46, 52, 3


def distance(x, y):
    """How far a pixel is from the pen's path."""
    nearest = math.inf
    for (ax, ay), (bx, by) in zip(PATH, PATH[1:]):
        dx, dy = bx - ax, by - ay
        along = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        nearest = min(nearest, math.hypot(x - ax - along * dx, y - ay - along * dy))
    return nearest


def grey(x, y, noise):
    """Light falls off towards the lower right; the pen's edge is one pixel soft."""
    paper = PAPER - SHADOW * (0.6 * x / WIDTH + 0.4 * y / HEIGHT)
    ink = min(1, max(0, PEN_RADIUS + 0.5 - distance(x, y)))
    return round(paper + ink * (INK - paper) + noise.randint(-GRAIN, GRAIN))


def png(rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    lines = b"".join(b"\0" + bytes(row) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    noise = random.Random(1)
    file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("own-one.png")
    file.write_bytes(png([[grey(x, y, noise) for x in range(WIDTH)] for y in range(HEIGHT)]))
