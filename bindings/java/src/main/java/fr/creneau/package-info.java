/**
 * Driving exams for heavy vehicles in France: half-days of inspectors, their slots, reservations of
 * driving schools, and who may cancel until when.
 *
 * <p>An {@link fr.creneau.Engine} decides, over a {@link fr.creneau.Database} of the library's own
 * or over the host's ports. It is asked as somebody: an {@link fr.creneau.OfficeActor}, a {@link
 * fr.creneau.SchoolActor}, an {@link fr.creneau.InspectorActor}, a {@link fr.creneau.ReaderActor}
 * or an {@link fr.creneau.OperatorActor}. A command gives a {@link fr.creneau.Receipt}, or throws a
 * {@link fr.creneau.CreneauException} and changes nothing.
 *
 * <p>Dates and times without a zone are local to the département; moments are {@link
 * java.time.Instant}s, of which microseconds are kept. Values are immutable; engines, databases,
 * notifiers and actors may be used by any number of threads.
 */
package fr.creneau;
