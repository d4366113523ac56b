"""What a failure means: where it begins, who is wrong, how a run drifts."""
