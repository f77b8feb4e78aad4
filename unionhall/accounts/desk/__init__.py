"""Pages of the Desk: absences, who can see a unit, and the consoles of the three administrators."""
