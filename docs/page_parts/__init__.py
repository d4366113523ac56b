"""Parts of a page: code, tables, drawings and what a lesson prints."""
