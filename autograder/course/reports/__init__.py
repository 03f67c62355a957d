"""Reports of submissions: computed in parallel, kept on disk."""
