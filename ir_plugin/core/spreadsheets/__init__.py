"""Documents as workbooks, one sheet each, written with the standard library: XLSX and ODS from one layout."""
