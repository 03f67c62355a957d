"""Views of verdicts and reports. All printing lives here."""
