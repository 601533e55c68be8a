package fr.creneau;

/**
 * How many rows a purge emptied or removed.
 *
 * @param notices whose texts and addresses were emptied
 * @param events removed from the history
 * @param refusals removed from the journal
 */
public record Purged(long notices, long events, long refusals) {}
