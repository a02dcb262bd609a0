"""What a machine and a task force decide: settings, accounts, the task force as data, the form of the log."""
