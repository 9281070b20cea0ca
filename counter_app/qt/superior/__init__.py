"""The superior's pages: what arrived, the offices, their dossiers, reports over all of them."""
