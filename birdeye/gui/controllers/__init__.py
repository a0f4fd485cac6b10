"""What happens when something is asked for: each starts jobs and tells by signals."""
