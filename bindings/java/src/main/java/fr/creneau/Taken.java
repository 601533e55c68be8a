package fr.creneau;

/**
 * How many entries a directory took in.
 *
 * @param added that were not there
 * @param changed that were there, whether anything in them differed or not
 */
public record Taken(long added, long changed) {}
