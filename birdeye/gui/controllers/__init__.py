"""What happens on the user's requests: each controller starts jobs and reports by signals."""
