"""Reference plugin: what an air-gapped site has to plan for."""
