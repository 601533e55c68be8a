package fr.creneau;

import fr.creneau.internal.Library;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Départements and their time zones; local times and moments, many at once. Thread-safe. */
public final class Zones {
  private static final class Known {
    static final Map<String, ZoneId> ZONES = Library.departements();
    static final List<String> CODES = List.copyOf(ZONES.keySet());
  }

  private Zones() {}

  /**
   * The codes of all départements and territories.
   *
   * @return in order
   */
  public static List<String> departements() {
    return Known.CODES;
  }

  /**
   * The time zone of a département.
   *
   * @param departement its code, "93"
   * @return its zone
   * @throws IllegalArgumentException where there is no such département
   */
  public static ZoneId of(String departement) {
    ZoneId zone = Known.ZONES.get(departement);
    if (zone == null) {
      throw new IllegalArgumentException("no such département: " + departement);
    }
    return zone;
  }

  /**
   * The moments of local times. A time that the clock skips is the moment of the change; of one
   * that comes twice the first is meant.
   *
   * @param departement in whose zone
   * @param localTimes minutes since 1970-01-01T00:00 local
   * @return microseconds since 1970-01-01T00:00Z
   * @throws Errors.BadDate where one is not of 2000 to 2099
   */
  public static long[] instants(String departement, int[] localTimes) {
    long[] instants = new long[localTimes.length];
    Library.instants(departement, localTimes, instants);
    return instants;
  }

  /**
   * The local times of moments, rounded down to the minute.
   *
   * @param departement in whose zone
   * @param instants microseconds since 1970-01-01T00:00Z
   * @return minutes since 1970-01-01T00:00 local
   * @throws Errors.BadDate where one is not of 2000 to 2099
   */
  public static int[] localTimes(String departement, long[] instants) {
    int[] localTimes = new int[instants.length];
    Library.localTimes(departement, instants, localTimes);
    return localTimes;
  }
}
