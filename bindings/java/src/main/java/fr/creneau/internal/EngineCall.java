package fr.creneau.internal;

/** What an engine is asked; the message and its answer say native/engine.cpp. */
public enum EngineCall {
  /** A command. */
  RUN(Engine::run),
  /** Commands, one after the other. */
  RUN_ALL(Engine::runAll),
  /** A planning file. */
  IMPORT_CSV(Engine::importCsv),
  /** A planning file, only read. */
  CHECK_CSV(Engine::checkCsv),
  /** Sessions. */
  SESSIONS(Engine::sessions),
  /** Sessions with what holds their slots. */
  PLANNING(Engine::planning),
  /** Units. */
  WEEKS(Engine::weeks),
  /** Reservations of a school. */
  EXAMS(Engine::exams),
  /** Schools by name. */
  FIND_SCHOOLS(Engine::findSchools),
  /** The one school of a name. */
  SCHOOL_NAMED(Engine::schoolNamed),
  /** Closures. */
  CLOSURES(Engine::closures),
  /** Events. */
  HISTORY(Engine::history),
  /** The journal. */
  REFUSALS(Engine::refusals),
  /** Rows of the directory. */
  ENTRIES(Engine::entries),
  /** The rules document. */
  RULES((engine, message) -> engine.rules()),
  /** The rules of a date. */
  RULES_ON(Engine::rulesOn),
  /** Whether a date is a holiday. */
  IS_HOLIDAY(Engine::isHoliday),
  /** A deadline. */
  DEADLINE(Engine::deadline),
  /** A deadline in words. */
  DEADLINE_TEXT(Engine::deadlineText),
  /** When a date opens. */
  OPENING(Engine::opening),
  /** What a command did, in words. */
  BANNER(Engine::banner),
  /** The question before a command. */
  QUESTION(Engine::question),
  /** What a command is about, line by line. */
  LISTING(Engine::listing),
  /** The outbox. */
  NOTICES(Engine::notices),
  /** Notices once more. */
  RETRY(Engine::retry),
  /** A notice as a mail. */
  MAIL(Engine::mail),
  /** A workbook. */
  WRITE_WORKBOOK(Engine::writeWorkbook),
  /** A planning as CSV. */
  WRITE_CSV(Engine::writeCsv),
  /** A directory as CSV. */
  ENTRIES_CSV(Engine::entriesCsv);

  interface Native {
    byte[] ask(Engine engine, byte[] message);
  }

  final Native ask;

  EngineCall(Native ask) {
    this.ask = ask;
  }
}
