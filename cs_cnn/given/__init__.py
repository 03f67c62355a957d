"""Written for you: data, plots and helpers that the notebooks use. Nothing to edit."""
