package fr.creneau;

/**
 * What a sending did, in notices.
 *
 * @param delivered taken by the other side
 * @param failed to be tried again
 * @param uncertain perhaps delivered, to be tried again
 * @param dead given up
 * @param lost the lease had passed to another sender: not recorded
 * @param left to a later run, because their lease was running out
 */
public record Sent(long delivered, long failed, long uncertain, long dead, long lost, long left) {}
