"""Reads which recruiter a question is about and what can be said of it; never that somebody is genuine."""
