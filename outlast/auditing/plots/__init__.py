"""What the audit saw, as pictures: each module draws one plot, as SVG that stands in a page as it is."""
