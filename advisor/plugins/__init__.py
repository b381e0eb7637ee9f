"""The plugin contract and its guarded manager."""
