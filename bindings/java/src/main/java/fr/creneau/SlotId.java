package fr.creneau;

/**
 * A slot: the {@code ordinal}-th block, from 0, of the {@code plan}-th planning of a session. An
 * older plan number never means a slot of today's.
 *
 * @param session the session's id
 * @param plan the number of the planning
 * @param ordinal from 0
 */
public record SlotId(long session, int plan, int ordinal) {}
