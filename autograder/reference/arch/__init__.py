"""The references of assignment 07, by family: builders of modules, and functions on models."""
