package fr.creneau.internal;

import fr.creneau.AddClosure;
import fr.creneau.BlockSlots;
import fr.creneau.CancelByOffice;
import fr.creneau.CancelBySchool;
import fr.creneau.Category;
import fr.creneau.ChangeSession;
import fr.creneau.Command;
import fr.creneau.CreateSessions;
import fr.creneau.ExamPart;
import fr.creneau.Grid;
import fr.creneau.HalfDay;
import fr.creneau.Hours;
import fr.creneau.ImportPlanning;
import fr.creneau.ImportedReservation;
import fr.creneau.ImportedSession;
import fr.creneau.NewSession;
import fr.creneau.PlanSessions;
import fr.creneau.RemoveClosures;
import fr.creneau.RemoveSessions;
import fr.creneau.ReserveSlots;
import fr.creneau.ReserveWish;
import fr.creneau.SetRules;
import fr.creneau.UnblockSlots;
import fr.creneau.UnplanSessions;
import java.util.List;
import java.util.Optional;

/** Commands, written in the order of native/plain_fields.hpp. */
public final class Commands {
  private static final Hours NONE = new Hours(0, 0);

  private Commands() {}

  /**
   * A command with its kind.
   *
   * @param to the message
   * @param command which
   */
  public static void put(MessageWriter to, Command command) {
    to.signed(command.kind().number());
    if (command instanceof CreateSessions it) {
      to.list(it.sessions(), Commands::newSession).number(it.overrideCalendar());
    } else if (command instanceof RemoveSessions it) {
      to.ids(it.sessions()).text(it.note());
    } else if (command instanceof PlanSessions it) {
      to.ids(it.sessions())
          .signed(it.centre())
          .signed(it.category().number())
          .optional(it.part(), ExamPart::number)
          .number(it.overrideCalendar());
    } else if (command instanceof UnplanSessions it) {
      to.ids(it.sessions()).number(it.cascade().isPresent()).ids(it.cascade().orElse(List.of()));
      Rows.reason(to, it.reason());
      to.text(it.note());
    } else if (command instanceof ChangeSession it) {
      to.signed(it.session()).signed(it.inspector()).signed(it.centre());
      if (it.date().isPresent()) {
        to.givenDate(it.date().get());
      } else {
        to.signed(0);
      }
      to.number(it.start().isPresent())
          .signed(it.start().map(start -> start.toSecondOfDay() / 60).orElse(0));
      Rows.reason(to, it.reason());
      to.text(it.note()).number(it.overrideCalendar());
    } else if (command instanceof ReserveSlots it) {
      to.signed(it.school()).list(it.slots(), Rows::slot).text(it.externalRef());
    } else if (command instanceof ReserveWish it) {
      to.signed(it.school())
          .signed(it.category().number())
          .optional(it.part(), ExamPart::number)
          .signed(it.exams())
          .signed(it.units())
          .ids(it.inspectors())
          .signed(it.centre());
      Rows.period(to, it.period());
      to.optional(it.halfDay(), HalfDay::number).text(it.externalRef());
    } else if (command instanceof CancelByOffice it) {
      to.ids(it.reservations()).list(it.slots(), Rows::slot);
      Rows.reason(to, it.reason());
      to.text(it.note()).number(it.correction());
    } else if (command instanceof CancelBySchool it) {
      to.ids(it.reservations()).list(it.slots(), Rows::slot).text(it.note());
    } else if (command instanceof BlockSlots it) {
      to.list(it.slots(), Rows::slot);
      Rows.reason(to, it.reason());
      to.text(it.note());
    } else if (command instanceof UnblockSlots it) {
      to.list(it.slots(), Rows::slot);
      Rows.reason(to, Optional.empty());
      to.text(it.note());
    } else if (command instanceof AddClosure it) {
      to.signed(it.scope().number()).signed(it.who()).localTime(it.start()).localTime(it.end());
      Rows.reason(to, it.reason());
      to.text(it.note());
    } else if (command instanceof RemoveClosures it) {
      to.ids(it.closures());
    } else if (command instanceof SetRules it) {
      to.list(it.rules(), Rows::rule).text(it.note());
    } else if (command instanceof ImportPlanning it) {
      to.list(it.sessions(), Commands::importedSession)
          .signed(it.office())
          .number(it.tellSchools());
    }
  }

  private static void newSession(MessageWriter to, NewSession it) {
    to.signed(it.inspector()).date(it.date()).optional(it.halfDay(), HalfDay::number);
    Rows.hours(to, it.hours().orElse(NONE));
    to.text(it.externalRef());
  }

  private static void importedSession(MessageWriter to, ImportedSession it) {
    to.signed(it.inspector()).date(it.date());
    Rows.hours(to, it.hours());
    Grid grid = it.grid().orElse(new Grid(0, 0, 0));
    to.signed(it.centre())
        .optional(it.category(), Category::number)
        .optional(it.part(), ExamPart::number)
        .signed(grid.unitMinutes())
        .signed(grid.unitsOfSlot())
        .signed(grid.slotCount())
        .unsigned(it.unavailable().bits())
        .list(it.reservations(), Commands::importedReservation)
        .text(it.externalRef())
        .signed(it.line());
  }

  private static void importedReservation(MessageWriter to, ImportedReservation it) {
    to.signed(it.school()).unsigned(it.slots().bits()).text(it.externalRef());
  }
}
