"""A survey workbook taken apart: its rows, the records they mean, and how those come into the register."""
