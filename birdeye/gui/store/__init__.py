"""What is open in the window, and the one thread in which the catalogue is read and written."""
