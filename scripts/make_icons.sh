#!/bin/sh
# Draws the icons of the browsers and of the phones, and the picture of shared links, from the two SVG files of
# static/img. Their outputs are committed: run it again when a drawing changes.
# Needs librsvg2-bin (rsvg-convert), pngquant, optipng, python3, and the font P052 (fonts-urw-base35) for the shared picture.
set -eu
cd "$(dirname "$0")/../static/img"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

night='#10222b'
# The house alone, without the rounded square behind it: phones cut icons to their own shape.
house=$(sed 's/<svg[^>]*><rect[^>]*>//; s/<\/svg>//' icone.svg)

# full_bleed SCALE: the house on a plain ground, shrunk towards the middle of the 64-unit square.
full_bleed() {
  margin=$(awk "BEGIN { print 32 * (1 - $1) }")
  printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="%s" d="M0 0h64v64H0z"/>' "$night"
  printf '<g transform="translate(%s %s) scale(%s)">%s</g></svg>' "$margin" "$margin" "$1" "$house"
}

# draw SOURCE WIDTH TARGET COLOURS
draw() {
  rsvg-convert --width "$2" "$1" --output "$work/full.png"
  pngquant --force --speed 1 --strip --output "$work/small.png" "$4" "$work/full.png"
  optipng -quiet -o7 -strip all "$work/small.png"
  cp "$work/small.png" "$3"
}

# Maskable icons keep what matters in the middle circle, 80 % wide (W3C, Web Application Manifest, "Icon masks").
full_bleed 0.72 > "$work/maskable.svg"
full_bleed 0.88 > "$work/apple.svg"

draw icone.svg 192 icone-192.png 32
draw icone.svg 512 icone-512.png 32
draw "$work/maskable.svg" 512 icone-maskable-512.png 32
draw "$work/apple.svg" 180 apple-touch-icon.png 32
# Apple takes no cover of a podcast under 1400 pixels, nor one with transparency.
draw "$work/apple.svg" 1400 podcast.png 32
draw partage.svg 1200 partage.png 96
draw icone.svg 32 "$work/favicon.png" 64

# An .ico file may hold a PNG as it is, after a header of 22 bytes.
python3 - "$work/favicon.png" favicon.ico <<'PYTHON'
import struct
import sys
from pathlib import Path

image = Path(sys.argv[1]).read_bytes()
header = struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(image), 22)
Path(sys.argv[2]).write_bytes(header + image)
PYTHON

ls -l ./*.png favicon.ico
