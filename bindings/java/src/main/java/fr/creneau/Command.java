package fr.creneau;

/** A command: what is to be done, without who asks and where. A value. */
public sealed interface Command
    permits CreateSessions,
        RemoveSessions,
        PlanSessions,
        UnplanSessions,
        ChangeSession,
        ReserveSlots,
        ReserveWish,
        CancelByOffice,
        CancelBySchool,
        BlockSlots,
        UnblockSlots,
        AddClosure,
        RemoveClosures,
        SetRules,
        ImportPlanning {
  /**
   * What it is to authorization, history and texts.
   *
   * @return its kind
   */
  CommandKind kind();
}
