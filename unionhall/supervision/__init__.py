"""工会劳动法律监督 Supervision: inspections, the ladder of letters, early warning by employer."""
