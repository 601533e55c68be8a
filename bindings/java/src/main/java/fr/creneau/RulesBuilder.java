package fr.creneau;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes a rules document: what holds from a date on, then from another one. What is not said is as
 * docs/rules.md has it by default. Not thread-safe.
 */
public final class RulesBuilder {
  private final List<Rule> rules = new ArrayList<>();
  private LocalDate from;

  /**
   * Begins a document.
   *
   * @param from the first local date on which the next rules hold
   */
  public RulesBuilder(LocalDate from) {
    from(from);
  }

  /**
   * Goes on with rules of another date.
   *
   * @param date the first local date on which the next rules hold
   * @return this
   */
  public RulesBuilder from(LocalDate date) {
    from = Objects.requireNonNull(date, "date");
    return this;
  }

  /**
   * Says any rule by its key.
   *
   * @param key of docs/rules.md
   * @param value likewise
   * @return this
   */
  public RulesBuilder rule(String key, String value) {
    rules.add(new Rule(from, key, value));
    return this;
  }

  private static String word(Enum<?> it) {
    return it.name().toLowerCase(Locale.ROOT);
  }

  /**
   * How long a unit is.
   *
   * @param minutes 1 to 240; otherwise 30
   * @return this
   */
  public RulesBuilder unitMinutes(int minutes) {
    return rule("unit.minutes", String.valueOf(minutes));
  }

  /**
   * How many units a slot has.
   *
   * @param units 1 to 16; otherwise 1
   * @return this
   */
  public RulesBuilder slotUnits(int units) {
    return rule("slot.units", String.valueOf(units));
  }

  /**
   * When a half-day is.
   *
   * @param halfDay which
   * @param start its first local minute
   * @param end the first local minute behind it
   * @return this
   */
  public RulesBuilder halfDay(HalfDay halfDay, LocalTime start, LocalTime end) {
    return rule(
        "half_day." + word(halfDay),
        String.format(
            Locale.ROOT,
            "%02d:%02d-%02d:%02d",
            start.getHour(),
            start.getMinute(),
            end.getHour(),
            end.getMinute()));
  }

  /**
   * How many units an exam takes.
   *
   * @param category of the licence
   * @param part of the exam
   * @param units 1 to 32
   * @return this
   */
  public RulesBuilder examUnits(Category category, ExamPart part, int units) {
    return rule("exam.units." + category.name() + "." + word(part), String.valueOf(units));
  }

  /**
   * Until when a school may cancel.
   *
   * @param days before the exam, 0 to 60; otherwise 6
   * @return this
   */
  public RulesBuilder cancellationDays(int days) {
    return rule("cancellation.days", String.valueOf(days));
  }

  /**
   * Which days count.
   *
   * @param counting otherwise calendar days
   * @return this
   */
  public RulesBuilder cancellationCounting(Counting counting) {
    return rule("cancellation.counting", word(counting));
  }

  /**
   * Whether the last day moves back to a working day.
   *
   * @param back otherwise it does not
   * @return this
   */
  public RulesBuilder cancellationBackToWorkingDay(boolean back) {
    return rule("cancellation.back_to_working_day", back ? "on" : "off");
  }

  /**
   * What a school's cancellation leaves.
   *
   * @param status free or unavailable; otherwise free
   * @return this
   */
  public RulesBuilder schoolLeaves(SlotStatus status) {
    return rule("cancellation.school_leaves", word(status));
  }

  /**
   * What an office's cancellation leaves.
   *
   * @param status free or unavailable; otherwise unavailable
   * @return this
   */
  public RulesBuilder officeLeaves(SlotStatus status) {
    return rule("cancellation.office_leaves", word(status));
  }

  /**
   * When the exams of a date may be reserved.
   *
   * @param daysAhead so many days before, 1 to 730
   * @param opensAt at this local time; midnight: from the beginning of that day
   * @return this
   */
  public RulesBuilder opening(int daysAhead, LocalTime opensAt) {
    return rule("reservation.days_ahead", String.valueOf(daysAhead))
        .rule(
            "reservation.opens_at",
            String.format(Locale.ROOT, "%02d:%02d", opensAt.getHour(), opensAt.getMinute()));
  }

  /**
   * Which refusals are journalled.
   *
   * @param journal otherwise those of schools' cancellations
   * @return this
   */
  public RulesBuilder journal(RefusalJournal journal) {
    return rule("refusals.journal", word(journal));
  }

  /**
   * Makes a date a holiday, or a working day.
   *
   * @param departement where
   * @param date which
   * @param holiday otherwise it is as the law has it
   * @return this
   */
  public RulesBuilder holiday(String departement, LocalDate date, boolean holiday) {
    return rule("holiday." + departement + "." + date, holiday ? "on" : "off");
  }

  /**
   * Adds rules that some administrations use.
   *
   * @param preset which
   * @return this
   */
  public RulesBuilder preset(RulesPreset preset) {
    rules.addAll(RulesDocuments.preset(preset, from));
    return this;
  }

  /**
   * The document, for {@link OperatorActor#setRules}.
   *
   * @return its lines
   * @throws Errors.BadRule with its line as subject, where one makes no sense
   */
  public List<Rule> build() {
    RulesDocuments.check(rules);
    return List.copyOf(rules);
  }
}
