"""Settings and mappings of an index.

French is the same on the index's side and on the query's: Elasticsearch receives terms that ``search.french`` and the
editors' synonyms made of texts, looks up terms that they made of queries, and only splits them at spaces. The analysers
of Lucene would be another French, with other results (« l'arrêt » one word, « épui » no beginning of « épuisé »), and a
change of synonyms would close the index.
"""

from typing import Any

from search.ranking import K1, B

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # exact frequencies and counts; far more than a foundation will write fits in one
    "auto_expand_replicas": "0-1",  # a copy as soon as there is a second node
    "gc_deletes": "10m",  # how long a deletion keeps its version, against an older writing that comes late
    "similarity": {"bm25": {"type": "BM25", "k1": K1, "b": B}},
    "analysis": {"analyzer": {"french_terms": {"type": "custom", "tokenizer": "whitespace"}}},
}
_TERMS = {
    "type": "text",
    "analyzer": "french_terms",
    "search_analyzer": "french_terms",
    "similarity": "bm25",
    "index_options": "freqs",
}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "text": _TERMS,
        "title": _TERMS,
        "words": {  # folded words in their order: exact phrases and exclusions
            "type": "text",
            "analyzer": "french_terms",
            "search_analyzer": "french_terms",
            "norms": False,
        },
        "facets": {"type": "keyword"},  # name␟value: what filters ask
        "labels": {"type": "keyword", "index": False},  # name␟value␟label: what is counted
        "priority": {"type": "integer"},
        "date": {"type": "long"},  # microseconds since 1970: the databases keep as many
        "content_type": {"type": "long"},
        "object_id": {"type": "long"},
    },
}
