/**
 * What a host gives an engine: where plannings are kept ({@link fr.creneau.ports.Storage}), who is
 * who ({@link fr.creneau.ports.Directory}), where mails wait ({@link fr.creneau.ports.Outbox}), how
 * they leave ({@link fr.creneau.ports.Notifier}), and who hears what happens beside the answers
 * ({@link fr.creneau.ports.Log}). They are called on the thread of the engine's caller.
 */
package fr.creneau.ports;
