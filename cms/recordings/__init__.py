"""What a recording holds beside its sound: transcript, chapters, waveform, encodings, and how its files are served."""
