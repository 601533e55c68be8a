package fr.creneau.internal;

import fr.creneau.Language;
import fr.creneau.Rule;
import fr.creneau.ports.EventFilter;
import fr.creneau.ports.EventRow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What needs neither engine nor database; see native/functions.hpp. */
public final class Library {
  /** An error code as C++ knows it. */
  public record Code(int number, String name, int errorClass, String meaning) {}

  private Library() {}

  private static byte[] message(Consumer<MessageWriter> write) {
    MessageWriter writer = new MessageWriter();
    write.accept(writer);
    return writer.take();
  }

  /**
   * The library's.
   *
   * @return "1.0.0"
   */
  public static String version() {
    return Answers.of(Native.version()).text();
  }

  /**
   * Every département.
   *
   * @return its zone by its code
   */
  public static Map<String, ZoneId> departements() {
    MessageReader from = Answers.of(Native.departements());
    Map<String, ZoneId> zones = new LinkedHashMap<>();
    for (int left = from.count(); left > 0; --left) {
      zones.put(from.text(), ZoneId.of(from.text()));
    }
    return zones;
  }

  /**
   * Every error code.
   *
   * @return in the order of their numbers
   */
  public static List<Code> errorCodes() {
    MessageReader from = Answers.of(Native.errorCodes());
    List<Code> codes = new ArrayList<>();
    while (from.flag()) {
      codes.add(new Code(from.integer(), from.text(), (int) from.unsigned(), from.text()));
    }
    return codes;
  }

  /**
   * A code of a list as people read it.
   *
   * @param list CRN_CODES_
   * @param number of it
   * @param language which
   * @return its words
   */
  public static String codeText(int list, int number, Language language) {
    return Answers.of(
            Native.codeText(
                message(to -> to.signed(list).signed(number).signed(language.number()))))
        .text();
  }

  /**
   * A date as people read it.
   *
   * @param date which
   * @param language which
   * @return its words
   */
  public static String dateText(LocalDate date, Language language) {
    return Answers.of(Native.dateText(message(to -> to.date(date).signed(language.number()))))
        .text();
  }

  /**
   * A local time as people read it.
   *
   * @param time which
   * @param language which
   * @return its words
   */
  public static String localTimeText(java.time.LocalDateTime time, Language language) {
    return Answers.of(
            Native.localTimeText(message(to -> to.localTime(time).signed(language.number()))))
        .text();
  }

  /**
   * Rules that some administrations use.
   *
   * @param preset which
   * @param from the first date
   * @return its lines
   */
  public static List<Rule> presetRules(int preset, LocalDate from) {
    return Answers.of(Native.presetRules(message(to -> to.signed(preset).date(from))))
        .list(Rows::rule);
  }

  /**
   * Refuses rules that do not pass.
   *
   * @param rules the document
   */
  public static void checkRules(List<Rule> rules) {
    Answers.of(Native.checkRules(message(to -> to.list(rules, Rows::rule))));
  }

  /**
   * Whether a name matches what somebody typed.
   *
   * @param name as it is
   * @param typed a part of it
   * @return whether it does
   */
  public static boolean nameMatches(String name, String typed) {
    return Answers.of(Native.nameMatches(message(to -> to.text(name).text(typed)))).flag();
  }

  /**
   * Local times as moments.
   *
   * @param departement in whose zone
   * @param localTimes minutes since 1970, local
   * @param instants microseconds since 1970, UTC
   */
  public static void instants(String departement, int[] localTimes, long[] instants) {
    Answers.of(Native.instants(message(to -> to.text(departement)), localTimes, instants));
  }

  /**
   * Moments as local times.
   *
   * @param departement in whose zone
   * @param instants microseconds since 1970, UTC
   * @param localTimes minutes since 1970, local
   */
  public static void localTimes(String departement, long[] instants, int[] localTimes) {
    Answers.of(Native.localTimes(message(to -> to.text(departement)), instants, localTimes));
  }

  /**
   * An event's changes as JSON.
   *
   * @param event which
   * @return always the same bytes
   */
  public static String json(EventMessage event) {
    return Answers.of(Native.json(message(to -> to.bytes(event.rest().packed())))).text();
  }

  /**
   * A change set with its number and the ids of its new rows.
   *
   * @param event which
   * @param number of the commit
   * @param sessions new ids
   * @param reservations new ids
   * @param closures new ids
   * @return the event
   */
  public static EventMessage assign(
      EventMessage event,
      long number,
      List<Long> sessions,
      List<Long> reservations,
      List<Long> closures) {
    return new EventMessage(
        Answers.of(
            Native.assign(
                message(
                    to ->
                        to.bytes(event.rest().packed())
                            .signed(number)
                            .ids(sessions)
                            .ids(reservations)
                            .ids(closures)))));
  }

  /**
   * Whether an event passes a filter.
   *
   * @param event one that was kept
   * @param filter which
   * @return whether it does
   */
  public static boolean eventMatches(EventRow event, EventFilter filter) {
    return Answers.of(
            Native.eventMatches(
                message(
                    to -> {
                      Rows.event(to, event);
                      Queries.events(to, filter);
                    })))
        .flag();
  }
}
