"""Word documents (.docx) made into the draft of a fiche: opened, read into parts, written as blocks."""
