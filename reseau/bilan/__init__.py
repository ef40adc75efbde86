"""The Bilan: what the network did, per year and per department, for those who keep it and those who ask for accounts.

``figures.py`` reads and counts; the page, the workbook, the CSV and the tests all call its ``read_bilan``. Nothing here
names a person.
"""
