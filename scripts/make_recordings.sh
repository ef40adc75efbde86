#!/bin/sh
# Makes the demo's synthetic recordings from the transcripts. Needs espeak-ng and ffmpeg; the result is committed.
set -eu
cd "$(dirname "$0")/.."
for text in demo/content/temoignages/*.md; do
    name=$(basename "$text" .md)
    { echo "Enregistrement de synthèse : une machine lit ce texte."; echo; sed '1,/^---$/d' "$text"; } |
        espeak-ng -v fr -s 145 -g 6 --stdin --stdout |
        ffmpeg -loglevel error -y -i - -ac 1 -ar 22050 -codec:a libmp3lame -b:a 32k -map_metadata -1 -bitexact \
            "demo/media/$name.mp3"
    echo "demo/media/$name.mp3"
done
