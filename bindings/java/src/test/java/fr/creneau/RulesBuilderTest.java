package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a builder says is what the engine then goes by. */
class RulesBuilderTest {
  @Test
  void whatIsSaidHolds() {
    List<Rule> rules =
        new RulesBuilder(LocalDate.of(2026, 7, 1))
            .unitMinutes(20)
            .slotUnits(2)
            .halfDay(HalfDay.MORNING, LocalTime.of(8, 0), LocalTime.of(12, 0))
            .halfDay(HalfDay.AFTERNOON, LocalTime.of(13, 0), LocalTime.of(17, 0))
            .examUnits(Category.C1E, ExamPart.OFF_ROAD, 3)
            .cancellationDays(8)
            .cancellationCounting(Counting.MON_SAT)
            .cancellationBackToWorkingDay(true)
            .schoolLeaves(SlotStatus.UNAVAILABLE)
            .officeLeaves(SlotStatus.FREE)
            .opening(30, LocalTime.of(9, 15))
            .journal(RefusalJournal.ALL)
            .holiday("93", LocalDate.of(2026, 7, 15), true)
            .from(LocalDate.of(2027, 1, 1))
            .cancellationDays(10)
            .build();
    try (Database database = World.memory()) {
      database.operator().in("93").setRules(rules);
      assertEquals(rules, database.operator().rules().rules());
      Rules july = database.operator().rulesOn(LocalDate.of(2026, 7, 1));
      assertEquals(20, july.unitMinutes());
      assertEquals(new Hours(480, 720), july.morning());
      assertEquals(new Hours(780, 1020), july.afternoon());
      assertEquals(3, july.examUnits().get(Category.C1E).get(ExamPart.OFF_ROAD));
      assertEquals(8, july.cancellationDays());
      assertEquals(Counting.MON_SAT, july.counting());
      assertTrue(july.backToWorkingDay());
      assertEquals(SlotStatus.UNAVAILABLE, july.schoolLeaves());
      assertEquals(SlotStatus.FREE, july.officeLeaves());
      assertEquals(30, july.daysAhead());
      assertEquals(555, july.opensAt());
      assertEquals(RefusalJournal.ALL, july.journal());
      assertTrue(database.operator().isHoliday("93", LocalDate.of(2026, 7, 15)));
      assertEquals(10, database.operator().rulesOn(LocalDate.of(2027, 1, 1)).cancellationDays());
      assertEquals(6, database.operator().rulesOn(LocalDate.of(2026, 6, 30)).cancellationDays());
    }
  }

  @Test
  void wordsDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertEquals(
          "clear_days",
          new RulesBuilder(World.MONDAY)
              .cancellationCounting(Counting.CLEAR_DAYS)
              .opening(1, LocalTime.of(9, 5))
              .build()
              .get(0)
              .value());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nonsenseIsABadRule() {
    assertThrows(
        Errors.BadRule.class, () -> new RulesBuilder(World.MONDAY).cancellationDays(61).build());
  }

  @Test
  void aPresetIsOneOfItsParts() {
    assertEquals(
        RulesDocuments.preset(RulesPreset.OFF_ROAD_ONE_UNIT, World.MONDAY),
        new RulesBuilder(World.MONDAY).preset(RulesPreset.OFF_ROAD_ONE_UNIT).build());
  }
}
