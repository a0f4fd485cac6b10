"""What the user can do with Birdeye, one module a task, free of windows and terminals.

A batch is a generator: it yields results one by one, and closing it stops the work. Its caller (a
command, a job of the window, a test) sees neither threads nor models.
"""
