"""The roads to and from people: for each provider what comes in is parsed here and what goes out is sent."""
