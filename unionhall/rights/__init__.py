"""维权 Rights: a worker in trouble; intake and routing of complaints."""
