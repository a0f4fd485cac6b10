"""The main window: layout, actions and menus."""
