package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A day of an office, wherever it is kept. */
class OfficeDayTest {
  @ParameterizedTest
  @EnumSource
  void anOfficePlansReservesAndCancels(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind);
        Database database = World.at(home)) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      assertEquals(7, slots.size());
      Receipt reserved = office.request("r-1").reserve(12, slots.get(0), slots.get(1));
      assertEquals(reserved, office.request("r-1").reserve(12, slots.get(0), slots.get(1)));
      Errors.SlotTaken taken =
          assertThrows(Errors.SlotTaken.class, () -> office.reserve(13, slots.get(1)));
      assertEquals(ErrorCode.SLOT_TAKEN, taken.code());
      assertEquals(SubjectKind.SLOT, taken.subjects().get(0).kind());
      assertEquals(slots.get(1).ordinal(), taken.subjects().get(0).ordinal());
      assertEquals(5, office.week(World.MONDAY).total().unassigned());
      Exam exam = database.school(12).exams(When.UPCOMING).get(0);
      assertEquals(2, exam.units());
      assertEquals("2026-06-15T08:30+02:00[Europe/Paris]", exam.startsAt().toString());
      assertTrue(office.banner(reserved, Language.FRENCH).contains("Auto-école 93-012"));
      database.school(12).in("93").cancel(exam.reservation().id());
      assertEquals(7, office.week(World.MONDAY).total().unassigned());
      assertEquals(4, office.history(0).size());
      assertEquals(Optional.empty(), office.opening("93", World.MONDAY));
    }
  }
}
