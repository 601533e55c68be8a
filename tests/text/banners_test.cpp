#include "mail/mailing_office.hpp"

namespace creneau::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class Banners : public MailingOffice {
 protected:
  template <class Command>
  std::string banner(const Command& command) {
    return texts.banner(engine.run(office, command).value());
  }
  template <class Command>
  std::string question(const Command& command) {
    return texts.question(engine.preview(office, command).value());
  }
  template <class Command>
  std::vector<std::string> sentences(const Command& command) {
    std::vector<std::string> lines;
    for (const auto& line : texts.listing(engine.preview(office, command).value()))
      lines.push_back(line.sentence);
    return lines;
  }
  static CreateSessions creating(std::initializer_list<Date> dates) {
    CreateSessions command;
    for (const Date date : dates) command.sessions.push_back({{7}, date, HalfDay::morning, {}, {}});
    return command;
  }
};

TEST_F(Banners, SayWhatWasCreated) {
  EXPECT_EQ(banner(creating({kMonday})),
            "1 session créée : lundi 15 juin 2026, 08 h 30 – 12 h 00.");
  EXPECT_EQ(banner(creating({kMonday + std::chrono::days{1}, kMonday + std::chrono::days{4}})),
            "2 sessions créées : du mardi 16 juin 2026 au vendredi 19 juin 2026.");
}

TEST_F(Banners, SayWhatWasPlannedAndWhatIsLeftOver) {
  CreateSessions create;
  create.sessions.push_back(
      {{7}, kMonday, HalfDay::morning, Hours{Minutes{510}, Minutes{730}}, {}});
  const SessionId session = engine.run(office, create).value().changes.sessions.front().after->id;
  PlanSessions plan;
  plan.sessions = {session};
  plan.centre = {1};
  plan.category = Category::ce;
  plan.part = ExamPart::on_road;
  const std::string id = std::to_string(session.value);
  EXPECT_EQ(
      question(plan),
      "Planifier 1 session, 7 unités, catégorie CE, circulation : lundi 15 juin 2026, 08 h 30 "
      "– 12 h 10, centre « Rosny » ?");
  EXPECT_EQ(
      banner(plan),
      "1 session planifiée, 7 unités, catégorie CE, circulation : lundi 15 juin 2026, 08 h 30 "
      "– 12 h 10, centre « Rosny ». La grille laisse 10 minutes inutilisées à la fin de la "
      "session " +
          id + ". Les examens de la session " + id + " laisseront 1 unité sans emploi.");
}

TEST_F(Banners, SayWhatWasReservedAndUntilWhenItCanBeCancelled) {
  const SessionId session = plan();
  const ReserveSlots command = reserving(session, {0, 1, 2});
  EXPECT_EQ(question(command),
            "Réserver 3 unités pour « Auto-école 93-012 » : lundi 15 juin 2026, 08 h 30 – 10 h 00, "
            "centre « Rosny » ?");
  EXPECT_EQ(
      texts.banner(engine.run(office, command).value(), engine.rules().value()),
      "3 unités réservées pour « Auto-école 93-012 » : lundi 15 juin 2026, 08 h 30 – 10 h 00, "
      "centre « Rosny ». L'auto-école peut annuler jusqu'au mardi 9 juin 2026 inclus.");
}

TEST_F(Banners, SayThatALateReservationCannotBeCancelledByTheSchool) {
  const SessionId session = plan();
  clock.set(*parse_instant("2026-06-10T08:00Z"));
  EXPECT_THAT(texts.banner(reserve(session, {0}), engine.rules().value()),
              HasSubstr("L'auto-école ne peut plus annuler cet examen."));
}

TEST_F(Banners, SayTheFirstDeadlineOfSeveral) {
  const SessionId later = plan(kMonday + std::chrono::days{2});
  const SessionId first = plan();
  ReserveSlots both = reserving(later, {0});
  both.slots.push_back({first, {1}, 3});
  EXPECT_THAT(texts.banner(engine.run(office, both).value(), engine.rules().value()),
              HasSubstr("peut annuler jusqu'au mardi 9 juin 2026 inclus pour le premier examen."));
}

TEST_F(Banners, ListWhatIsReservedByDateAndTime) {
  const SessionId later = plan(kMonday + std::chrono::days{2}, HalfDay::afternoon, {2}, {8});
  const SessionId first = plan();
  ReserveSlots command = reserving(later, {0, 1});
  for (const unsigned ordinal : {4U, 0U, 1U}) command.slots.push_back({first, {1}, ordinal});
  EXPECT_THAT(
      sentences(command),
      ::testing::ElementsAre(
          "lundi 15 juin 2026, 08 h 30 – 09 h 30, centre « Rosny », catégorie CE, circulation, "
          "2 unités, « Auto-école 93-012 »",
          "lundi 15 juin 2026, 10 h 30 – 11 h 00, centre « Rosny », catégorie CE, circulation, "
          "1 unité, « Auto-école 93-012 »",
          "mercredi 17 juin 2026, 13 h 30 – 14 h 30, centre « Gonesse », catégorie CE, "
          "circulation, 2 unités, « Auto-école 93-012 »"));
}

TEST_F(Banners, GiveTheColumnsOfAListing) {
  const auto lines = texts.listing(reserve(plan(), {0, 1}));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].date, "lundi 15 juin 2026");
  EXPECT_EQ(lines[0].times, "08 h 30 – 09 h 30");
  EXPECT_EQ(lines[0].centre, "« Rosny »");
  EXPECT_EQ(lines[0].inspector, "IPCSR 93-07");
  EXPECT_EQ(lines[0].school, "« Auto-école 93-012 »");
  EXPECT_EQ(lines[0].category, "CE, circulation");
  EXPECT_EQ(lines[0].units.value, 2);
}

TEST_F(Banners, SayWhatBecameOfCancelledSlots) {
  const SessionId session = plan();
  const auto by_school = reservation_of(reserve(session, {0, 1}));
  EXPECT_EQ(texts.banner(cancel_by_school(by_school).value()),
            "Annulation effectuée pour « Auto-école 93-012 », 2 unités : lundi 15 juin 2026, 08 h "
            "30 – 09 h 30, centre « Rosny ». Les créneaux sont de nouveau libres.");
  CancelByOffice by_office;
  by_office.reservations = {reservation_of(reserve(session, {3}))};
  by_office.reason = Reason::weather;
  by_office.note = "Verglas.";
  EXPECT_EQ(
      banner(by_office),
      "Annulation effectuée pour « Auto-école 93-012 », 1 unité : lundi 15 juin 2026, 10 h 00 "
      "– 10 h 30, centre « Rosny ». Le créneau est maintenant indisponible. Motif : "
      "conditions météorologiques (Verglas).");
}

TEST_F(Banners, TellOnlyTheSlotsThatWereCancelled) {
  const SessionId session = plan();
  reserve(session, {0, 1, 2});
  CancelByOffice cancel;
  cancel.slots = {{session, {1}, 1}};
  EXPECT_THAT(sentences(cancel), ::testing::ElementsAre(HasSubstr("09 h 00 – 09 h 30")));
  EXPECT_THAT(banner(cancel), HasSubstr("1 unité : lundi 15 juin 2026, 09 h 00 – 09 h 30"));
}

TEST_F(Banners, SayWhatACascadeCancels) {
  const SessionId session = plan();
  UnplanSessions unplan;
  unplan.sessions = {session};
  unplan.cascade = {reservation_of(reserve(session, {0})),
                    reservation_of(reserve(session, {1}, kOtherSchool))};
  EXPECT_EQ(question(unplan),
            "Annuler la planification de 1 session : lundi 15 juin 2026, 08 h 30 – 12 h 00, centre "
            "« Rosny » ? 2 réservations seront annulées et les auto-écoles prévenues.");
  EXPECT_EQ(sentences(unplan).size(), 3U);
  EXPECT_EQ(banner(unplan),
            "1 session de nouveau disponible : lundi 15 juin 2026, 08 h 30 – 12 h 00, centre "
            "« Rosny ». 2 réservations annulées.");
}

TEST_F(Banners, SayWhatASessionWasChangedInto) {
  const SessionId session = plan();
  reserve(session, {0});
  ChangeSession change;
  change.session = session;
  change.inspector = {8};
  change.centre = {2};
  EXPECT_EQ(
      question(change),
      "Modifier la session : lundi 15 juin 2026, 08 h 30 – 12 h 00, centre « Gonesse », IPCSR "
      "93-08 ? 1 réservation la suivra et l'auto-école sera prévenue.");
  EXPECT_EQ(banner(change),
            "Session modifiée : lundi 15 juin 2026, 08 h 30 – 12 h 00, centre « Gonesse », IPCSR "
            "93-08. 1 réservation conservée.");
}

TEST_F(Banners, SayWhichSlotsWereBlockedAndFreedAgain) {
  BlockSlots block;
  const SessionId session = plan();
  block.slots = {{session, {1}, 5}, {session, {1}, 6}};
  block.reason = Reason::inspector_absent;
  EXPECT_EQ(banner(block),
            "2 unités rendues indisponibles : lundi 15 juin 2026, 11 h 00 – 12 h 00, centre "
            "« Rosny ». Motif : inspecteur absent.");
  UnblockSlots unblock;
  unblock.slots = {{session, {1}, 6}};
  EXPECT_EQ(banner(unblock),
            "1 unité de nouveau libre : lundi 15 juin 2026, 11 h 30 – 12 h 00, centre « Rosny ».");
}

TEST_F(Banners, SayWhoIsAwayAndWhichPlannedSessionsAreMet) {
  const SessionId session = plan();
  reserve(session, {0, 1});
  AddClosure add;
  add.closure = {{},
                 {},
                 ClosureScope::inspector,
                 7,
                 LocalTime{kMonday},
                 LocalTime{kMonday + std::chrono::days{1}},
                 Reason::inspector_absent,
                 {}};
  const std::string closure = "IPCSR 93-07, le lundi 15 juin 2026, inspecteur absent";
  EXPECT_EQ(question(add), "Enregistrer la fermeture : " + closure + " ?");
  const Receipt added = engine.run(office, add).value();
  EXPECT_EQ(texts.banner(added), "Fermeture enregistrée : " + closure + ". La session " +
                                     std::to_string(session.value) +
                                     " est planifiée pendant la fermeture ; 2 unités y sont "
                                     "réservées.");
  RemoveClosures remove;
  remove.closures = {added.changes.closures_changed.front().closure.id};
  EXPECT_EQ(banner(remove), "1 fermeture supprimée : " + closure + ".");
}

TEST_F(Banners, SayWhatWasRemovedAndWhichRulesChanged) {
  RemoveSessions remove;
  remove.sessions = {create()};
  EXPECT_THAT(banner(remove), ::testing::StartsWith("1 session supprimée : lundi 15 juin 2026"));
  SetRules rules;
  rules.entries = {{kMonday, "unit.minutes", "20"}};
  EXPECT_THAT(engine.preview({Actor::of_operator(), k93, {}}, rules).value().changes.rules_changed,
              ::testing::Ne(std::nullopt));
  const Receipt set = engine.run({Actor::of_operator(), k93, {}}, rules).value();
  EXPECT_EQ(texts.banner(set), "Règles enregistrées : 1 ligne ajoutée, 0 retirée.");
  EXPECT_EQ(texts.listing(set).front().sentence,
            "À partir du lundi 15 juin 2026 : unit.minutes = 20");
}

TEST_F(Banners, SayWhatWasImported) {
  ImportPlanning import;
  import.office = {1};
  ImportPlanning::Item item;
  item.inspector = {7};
  item.date = kMonday;
  item.hours = {Minutes{510}, Minutes{720}};
  item.centre = {1};
  item.category = Category::ce;
  item.reservations.push_back({kSchool, SlotSet::first(2), {}});
  import.sessions.push_back(item);
  EXPECT_EQ(texts.banner(engine.run({Actor::of_operator(), k93, {}}, import).value()),
            "1 session importée : lundi 15 juin 2026, 08 h 30 – 12 h 00, centre « Rosny ». 1 "
            "réservation reprise.");
}

TEST_F(Banners, SayThatARecipientHasNoAddress) {
  directory.add(school(kSchool, ""));
  EXPECT_THAT(texts.banner(reserve(plan(), {0})),
              HasSubstr("Aucun courriel n'a pu être préparé, faute d'adresse valide : auto-école "
                        "« Auto-école 93-012 »."));
}

TEST_F(Banners, DoNotCountWhereNothingIsReservedDuringAClosure) {
  const SessionId session = plan();
  AddClosure add;
  add.closure = {{},
                 {},
                 ClosureScope::office,
                 1,
                 LocalTime{kMonday},
                 LocalTime{kMonday + std::chrono::days{5}},
                 Reason::other,
                 {}};
  EXPECT_EQ(banner(add),
            "Fermeture enregistrée : bureau « BER 93 », du lundi 15 juin 2026 au vendredi 19 juin "
            "2026, autre. La session " +
                std::to_string(session.value) + " est planifiée pendant la fermeture.");
}

TEST_F(Banners, SayOfOneSlotThatItIsFreeAgain) {
  const SessionId session = plan();
  const Receipt reserved = reserve(session, {0});
  CancelBySchool cancel;
  cancel.reservations = {reserved.changes.reservations.front().id};
  EXPECT_THAT(texts.banner(engine.run({Actor::of_school(kSchool), k93, {}}, cancel).value()),
              ::testing::EndsWith("Le créneau est de nouveau libre."));
}

TEST_F(Banners, OfARepeatedRequestAreTheSame) {
  const SessionId session = plan();
  Call call = office;
  call.request = "r-1";
  const auto first = engine.run(call, reserving(session, {0})).value();
  const auto again = engine.run(call, reserving(session, {0})).value();
  EXPECT_EQ(texts.banner(first), texts.banner(again));
  EXPECT_THAT(texts.banner(again), HasSubstr("1 unité réservée"));
}

TEST_F(Banners, OfNothingSayThatNothingWasChanged) {
  EXPECT_EQ(texts.banner(Receipt{}), "Rien n'a été changé.");
}

TEST_F(Banners, SayANoteThatStandsAlone) {
  RemoveSessions remove;
  remove.sessions = {create()};
  remove.note = "Doublon.";
  EXPECT_THAT(texts.banner(engine.run(office, remove).value()), EndsWith(" Précisions : Doublon."));
}

class EnglishBanners : public Banners {
 protected:
  text::Texts english{text::Language::en, directory};
};

TEST_F(EnglishBanners, SayTheSame) {
  EXPECT_EQ(english.banner(reserve(plan(), {0, 1, 2}), engine.rules().value()),
            "3 units reserved for “Auto-école 93-012”: Monday 15 June 2026, 08:30–10:00, “Rosny” "
            "centre. The school may cancel up to and including Tuesday 9 June 2026.");
}

}  // namespace
}  // namespace creneau::test
