"""The register of guetteurs-veilleurs: who may open it, its screens, its exports and its erasure."""
