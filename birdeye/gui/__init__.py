"""The window: the only package that knows Qt.

How it hangs together, from the outside in:

- ``app`` starts it all and runs the event loop; ``program_on_show`` builds the ``program``, where
  everything is wired, anew for another language; ``services`` names the functions of lower
  layers that the window calls, so that tests can hand in their own.
- ``windows`` lays out and holds actions and menus; ``panels`` and ``photo_view`` are what is seen;
  ``dialogs`` ask and tell.
- ``controllers`` do things when asked to (open, identify, load, install) and tell by signals;
  widgets never start work themselves.
- ``models`` hold what is shown: the photos, the birds of one photo, which bird is selected.
- ``jobs`` is the one seam to other threads: it runs a generator in a pool thread and tells by
  signals in the GUI thread.
"""
