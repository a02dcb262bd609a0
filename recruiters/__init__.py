"""Reads which recruiter a question is about, and says what can be said of it; never that somebody is safe or genuine."""
