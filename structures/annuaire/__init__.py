"""The directory of the structures: what an address asks for, what answers it, and how many there are of each.

The page, the JSON API and the editors' export all read it here.
"""
