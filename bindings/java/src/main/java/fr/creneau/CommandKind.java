package fr.creneau;

/** What a command is to authorization, history and texts. */
public enum CommandKind {
  /** {@link CreateSessions}. */
  CREATE_SESSIONS,

  /** {@link RemoveSessions}. */
  REMOVE_SESSIONS,

  /** {@link PlanSessions}. */
  PLAN_SESSIONS,

  /** {@link UnplanSessions}. */
  UNPLAN_SESSIONS,

  /** {@link ChangeSession}. */
  CHANGE_SESSION,

  /** {@link ReserveSlots}; of the history also {@link ReserveWish}. */
  RESERVE_SLOTS,

  /** {@link CancelByOffice}. */
  CANCEL_BY_OFFICE,

  /** {@link CancelBySchool}. */
  CANCEL_BY_SCHOOL,

  /** {@link BlockSlots}. */
  BLOCK_SLOTS,

  /** {@link UnblockSlots}. */
  UNBLOCK_SLOTS,

  /** {@link AddClosure}. */
  ADD_CLOSURE,

  /** {@link RemoveClosures}. */
  REMOVE_CLOSURES,

  /** {@link SetRules}. */
  SET_RULES,

  /** {@link ImportPlanning}, or a file. */
  IMPORT_PLANNING,

  /** {@link ReserveWish}. */
  RESERVE_WISH;

  private static final CommandKind[] VALUES = values();

  /**
   * What the library knows it by.
   *
   * @return its number, from 1
   */
  public int number() {
    return ordinal() + 1;
  }

  /**
   * The one of a number.
   *
   * @param number from 1
   * @return the one that has it
   * @throws IllegalArgumentException where there is none
   */
  public static CommandKind of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no CommandKind has the number " + number);
    }
    return VALUES[number - 1];
  }
}
