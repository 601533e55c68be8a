package fr.creneau.ports;

/**
 * A place in a list, behind which its next page begins; not both zero. Made by the storage that
 * reads it.
 *
 * @param major of the storage's choice
 * @param minor of the storage's choice
 */
public record Cursor(long major, long minor) {}
