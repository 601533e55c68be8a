package fr.creneau;

/** {@link Life.Place}, for other packages. */
public interface PlaceForLife extends Life.Place {}
