"""Pages for workers, for employers with a link, and for anybody with a code."""
