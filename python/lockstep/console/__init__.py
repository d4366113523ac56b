"""What a command shows and hears: progress, signals, how it ends."""
