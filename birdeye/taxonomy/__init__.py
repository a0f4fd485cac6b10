"""The birds of the world as facts: names in 22 languages, families, and how to find one by name.

- ``species_table``: `SpeciesTable`, the 11,167 species that ship with the program; ``name_columns``
  reads their names, one language at a time.
- ``name_search``: `NameSearch`, from what the user types to the taxa meant; ``folding`` is the form
  in which names are compared.
- ``label_resolver``: `LabelResolver`, from the class labels of a network to species;
  ``label_text`` takes a label apart.
"""
