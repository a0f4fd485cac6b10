"""The birds of the world as facts: names in nine languages, families, and how to find one by name.

- ``species_table``: `SpeciesTable`, the 10,000 species that ship with the program.
- ``name_search``: `NameSearch`, from what a person types to the taxa that are meant.
"""
