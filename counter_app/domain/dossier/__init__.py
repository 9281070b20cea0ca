"""A dossier (hồ sơ): its facts, its states and moves, its code, its promises."""
