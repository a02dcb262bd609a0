"""The application: from what a provider delivered to what a provider is given, and everything between in
order."""
