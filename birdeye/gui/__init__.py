"""The window: the only package that knows Qt.

How it hangs together, from the outside in:

- ``app`` starts it all and runs the event loop; ``running_program`` builds the ``program``, where
  everything is wired, anew for another language; ``services`` names the functions of lower
  layers that the window calls, so that tests can hand in their own.
- ``windows`` lays out and holds actions and menus; ``panels`` and ``photo_view`` are what is seen;
  ``dialogs`` ask and tell.
- ``store`` owns what is open: the photos, the one on screen with its selected bird, the catalogue
  in its thread. What the user decides goes through it and shows at once.
- ``tasks`` are work in other threads (open, identify, load, install). They know no widget.
- ``controllers`` join window, store and tasks. No view imports one.
- ``models`` hold how it is shown: the list, its selection, names, ranking, thumbnails.
- ``task`` runs the newest of what was asked for, ``jobs`` is the only link to other threads: it
  runs a generator in a pool thread and reports by signals in the GUI thread.
"""
