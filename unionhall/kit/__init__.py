"""Tools that make sense to someone who has never heard of unions: time, numbers, access, pages, figures, jobs."""
