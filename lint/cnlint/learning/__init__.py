"""What a corpus teaches: read page by page, counted over all pages, written as a small file that people review."""
