"""What the user can do with Birdeye, one module a task, free of windows and terminals.

A batch is a generator: it yields one result after the other, and closing it stops the work. Who
runs it (a command, a job of the window, a test) sees neither threads nor models.
"""
