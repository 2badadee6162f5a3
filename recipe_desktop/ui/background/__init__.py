"""What goes on behind the window: jobs, what comes of them, and the news of every change."""
