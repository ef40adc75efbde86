"""References as CSL-JSON items, and every format that goes through them: BibTeX, RIS, CSL-JSON, PubMed, citations."""
