"""The replay of a drill: any of its moments, as any seat saw it, and going on differently."""
