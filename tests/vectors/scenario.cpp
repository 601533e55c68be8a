#include "vectors/scenario.hpp"

#include <gmock/gmock.h>

#include "creneau/json/json.hpp"
#include "vectors/commands.hpp"

namespace creneau::vectors {

namespace {

using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAreArray;

CategorySet categories_at(const Json& object) {
  CategorySet set;
  for (const std::string& code : texts_at(object, "categories")) set.insert(category_of(code));
  return set;
}

std::string status_text(const SessionDetail& detail) {
  if (!detail.state.session.is_planned()) return "available";
  std::string text;
  for (const unsigned ordinal : detail.state.session.planning->grid.slots()) {
    constexpr std::array<char, 3> kSigns{'.', 'R', 'x'};
    text += kSigns[static_cast<std::size_t>(detail.status(ordinal))];
  }
  return text;
}

class Runner {
 public:
  Runner(const Json& world, Storage& storage, const Outbox& outbox, const Directory& directory)
      : storage_(storage), outbox_(outbox), engine_(storage, directory, clock_), queries_(engine_) {
    const auto name_all = [&](const char* kind, auto id) {
      for (const Json& it : world.at(kind)) {
        ++id.value;
        symbols_.name(id, it.at("name").get<std::string>());
      }
    };
    name_all("offices", OfficeId{});
    name_all("schools", SchoolId{});
    name_all("inspectors", InspectorId{});
    name_all("centres", CentreId{});
  }

  void run(const Json& scenario) {
    clock_.set(instant_of(scenario.at("now").get<std::string>()));
    departement_ = text_at(scenario, "departement");
    std::size_t number = 0;
    for (const Json& step : scenario.at("steps")) {
      const ::testing::ScopedTrace trace(
          __FILE__, __LINE__, "step " + std::to_string(++number) + ": " + text_at(step, "step"));
      take(step);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }

 private:
  /// Somebody who may read the plannings of a département.
  [[nodiscard]] Actor reader_of(Departement departement) const {
    const std::vector<Office> offices = engine_.directory().offices({}).value();
    for (const Office& office : offices)
      if (office.departements.contains(departement)) return Actor::of_reader(office.id);
    ADD_FAILURE() << "no office of " << departement.code();
    return Actor::of_operator();
  }
  [[nodiscard]] Actor actor_of(const std::string& text) const {
    const auto colon = text.find(':');
    const std::string who = colon == std::string::npos ? "" : text.substr(colon + 1);
    switch (need(role_from_code(text.substr(0, colon)), text)) {
      case Role::office: return Actor::of_office(symbols_.id<OfficeId>(who));
      case Role::school: return Actor::of_school(symbols_.id<SchoolId>(who));
      case Role::inspector: return Actor::of_inspector(symbols_.id<InspectorId>(who));
      case Role::reader: return Actor::of_reader(symbols_.id<OfficeId>(who));
      case Role::operator_: break;
    }
    return Actor::of_operator();
  }
  [[nodiscard]] Departement departement_at(const Json& object) const {
    return departement_of(object.value("departement", departement_));
  }

  void take(const Json& step) {
    (void)new_notices();
    if (step.contains("at")) clock_.set(instant_of(text_at(step, "at")));
    if (step.contains("command")) {
      const Call call{actor_of(text_at(step, "as")), departement_at(step),
                      text_at(step, "request")};
      const Json arguments = step.value("arguments", Json::object());
      CommandReader(symbols_, arguments).read(text_at(step, "command"), [&](const auto& command) {
        const auto previewed = engine_.preview(call, command);
        if (step.value("preview", false)) return compare(step, previewed);
        const auto ran = engine_.run(call, command);
        // A preview is the same decision.
        EXPECT_EQ(previewed.has_value(), ran.has_value());
        if (!previewed && !ran) {
          EXPECT_EQ(previewed.error(), ran.error());
        }
        compare(step, ran);
      });
    }
    if (step.contains("state")) expect_state(step.at("state"));
  }

  void compare(const Json& step, const result<Receipt>& outcome) {
    if (step.contains("refused")) {
      ASSERT_FALSE(outcome) << "it was not refused";
      return expect_error(step.at("refused"), outcome.error());
    }
    ASSERT_TRUE(outcome) << name_of(outcome.error().code) << " " << outcome.error().text;
    if (!step.value("preview", false)) name_new(step, outcome.value().changes);
    if (step.contains("done")) expect_receipt(step.at("done"), outcome.value());
  }

  /// Gives what a receipt made the names of the step.
  void name_new(const Json& step, const ChangeSet& changes) {
    const Json names = step.value("names", Json::object());
    const auto give = [&](const char* kind, const auto& rows, auto&& made) {
      std::vector<std::string> left = texts_at(names, kind);
      std::reverse(left.begin(), left.end());
      for (const auto& row : rows) {
        const auto id = made(row);
        if (!id || left.empty()) continue;
        symbols_.name(id, left.back());
        left.pop_back();
      }
      EXPECT_TRUE(left.empty()) << "no " << kind << " was made for " << left.back();
    };
    give("sessions", changes.sessions,
         [](const SessionChange& it) { return it.before ? SessionId{} : it.after->id; });
    give("reservations", changes.reservations, [](const ReservationChange& it) {
      return it.slots_before.empty() ? it.id : ReservationId{};
    });
    give("closures", changes.closures_changed,
         [](const ClosureChange& it) { return it.added ? it.closure.id : ClosureId{}; });
  }

  void expect_error(const Json& wanted, const Error& error) const {
    EXPECT_EQ(name_of(error.code), text_at(wanted, "code")) << error.text;
    if (wanted.contains("subjects")) {
      std::vector<std::string> subjects;
      for (const Subject& subject : error.subjects) subjects.push_back(symbols_.text(subject));
      EXPECT_THAT(subjects, UnorderedElementsAreArray(texts_at(wanted, "subjects")));
    }
    if (wanted.contains("limit")) {
      EXPECT_EQ(error.limit, wanted.at("limit").get<std::int64_t>());
    }
    if (wanted.contains("actual")) {
      EXPECT_EQ(error.actual, wanted.at("actual").get<std::int64_t>());
    }
    if (wanted.contains("closes_at")) {
      ASSERT_NE(error.deadline, nullptr);
      EXPECT_EQ(to_text(error.deadline->closes_at), text_at(wanted, "closes_at"));
    }
  }

  [[nodiscard]] std::vector<std::string> texts_of(const ChangeSet& changes, bool blocked) const {
    std::vector<std::string> texts;
    for (const BlockChange& it : changes.blocks)
      if (it.blocked == blocked)
        for (const unsigned ordinal : it.slots)
          texts.push_back(symbols_.text(SlotId{it.session, it.plan, ordinal}).substr(5));
    return texts;
  }

  /// What the outbox took in since this was asked last.
  [[nodiscard]] std::vector<Notice> new_notices() {
    const auto found = outbox_.notices({}, last_notice_, kMaxPage);
    std::vector<Notice> notices;
    for (const OutboxEntry& it : found.value()) {
      notices.push_back(it.notice);
      last_notice_ = it.notice.id;
    }
    return notices;
  }

  void expect_receipt(const Json& wanted, const Receipt& receipt) {
    const ChangeSet& changes = receipt.changes;
    if (wanted.contains("sessions")) {
      EXPECT_EQ(changes.sessions.size(), wanted.at("sessions").get<std::size_t>());
    }
    if (wanted.contains("reservations")) {
      std::map<std::string, std::vector<unsigned>> held;
      for (const ReservationChange& it : changes.reservations) {
        const std::string text = symbols_.text(it.id);
        held[text.substr(text.find(':') + 1)].assign(it.slots_after.begin(), it.slots_after.end());
      }
      EXPECT_EQ(held, (wanted.at("reservations").get<decltype(held)>()));
    }
    if (wanted.contains("units")) {
      std::int64_t units = 0;
      for (const ReservationChange& it : changes.reservations) units += it.enters().size();
      EXPECT_EQ(units, wanted.at("units").get<std::int64_t>());
    }
    if (wanted.contains("blocked")) {
      EXPECT_THAT(texts_of(changes, true), UnorderedElementsAreArray(texts_at(wanted, "blocked")));
    }
    if (wanted.contains("unblocked")) {
      EXPECT_THAT(texts_of(changes, false),
                  UnorderedElementsAreArray(texts_at(wanted, "unblocked")));
    }
    if (wanted.contains("remarks")) {
      std::vector<std::string> remarks;
      for (const Remark& it : changes.remarks) {
        constexpr std::array<const char*, 4> kKinds{"minutes_left_over", "orphan_units",
                                                    "session_in_closure", "undeliverable"};
        remarks.push_back(std::string(kKinds[static_cast<std::size_t>(it.kind)]) + " " +
                          symbols_.text(it.subject) + " " + std::to_string(it.amount));
      }
      EXPECT_THAT(remarks, UnorderedElementsAreArray(texts_at(wanted, "remarks")));
    }
    if (wanted.contains("notices")) {
      std::vector<std::string> notices;
      for (const Notice& it : new_notices())
        notices.push_back(
            std::string(code_of(it.kind)) + " " +
            symbols_.text(it.to_school ? Subject{it.to_school} : Subject{it.to_office}) + " " +
            std::to_string(it.lines.size()));
      EXPECT_THAT(notices, UnorderedElementsAreArray(texts_at(wanted, "notices")));
    }
  }

  void expect_state(const Json& state) {
    const Json slots = state.value("slots", Json::object());
    for (const auto& [symbol, wanted] : slots.items())
      EXPECT_EQ(slots_of(symbol, departement_at(state)), wanted.get<std::string>()) << symbol;
    const Json reservations = state.value("reservations", Json::object());
    for (const auto& [symbol, wanted] : reservations.items())
      expect_reservation(symbol, wanted, departement_at(state));
    const Json weeks = state.value("weeks", Json::array());
    for (const Json& week : weeks) expect_week(week);
    const Json exams = state.value("exams", Json::array());
    for (const Json& of_school : exams) expect_exams(of_school);
    const Json deadlines = state.value("deadlines", Json::object());
    for (const auto& [symbol, wanted] : deadlines.items())
      expect_deadline(symbol, wanted.get<std::string>());
    if (state.contains("events")) {
      EventFilter filter;
      filter.departement = departement_at(state);
      EXPECT_EQ(queries_.history(reader_of(filter.departement), filter, {}).value().rows.size(),
                state.at("events").get<std::size_t>());
    }
    if (state.contains("refusals")) {
      std::vector<std::string> codes;
      const auto page = queries_.refusals(Actor::of_operator(), departement_at(state), {});
      for (const Refusal& it : page.value().rows) codes.emplace_back(name_of(it.code));
      EXPECT_THAT(codes, ElementsAreArray(texts_at(state, "refusals")));
    }
  }

  [[nodiscard]] std::string slots_of(const std::string& symbol, Departement departement) const {
    SessionFilter filter;
    filter.departement = departement;
    const auto page = queries_.planning(reader_of(departement), filter, {});
    const SessionId id = symbols_.id<SessionId>(symbol);
    for (const SessionDetail& detail : page.value().rows)
      if (detail.state.session.id == id) return status_text(detail);
    return "gone";
  }

  /// A reservation's school, session with plan, and slots; null: it is no more.
  void expect_reservation(const std::string& symbol, const Json& wanted, Departement departement) {
    Needs needs;
    needs.departement = departement;
    needs.reservations = {symbols_.id<ReservationId>(symbol)};
    Snapshot snapshot;
    ASSERT_TRUE(storage_.load(needs, snapshot));
    if (wanted.is_null()) {
      EXPECT_TRUE(snapshot.reservations.empty()) << symbol;
      return;
    }
    ASSERT_EQ(snapshot.reservations.size(), 1U) << symbol;
    const Reservation& it = snapshot.reservations.front();
    std::string text = symbols_.text(it.school) + " " + symbols_.text(it.session) + "/" +
                       std::to_string(it.plan.value);
    for (const unsigned ordinal : it.slots) text += " " + std::to_string(ordinal);
    EXPECT_EQ(text, wanted.get<std::string>()) << symbol;
  }

  void expect_week(const Json& wanted) const {
    std::optional<Category> category;
    if (wanted.contains("category")) category = category_of(text_at(wanted, "category"));
    InspectorId inspector;
    if (wanted.contains("inspector"))
      inspector = symbols_.id<InspectorId>(text_at(wanted, "inspector"));
    const UnitCount total =
        queries_
            .week(reader_of(departement_at(wanted)), departement_at(wanted),
                  need(parse_week(text_at(wanted, "week")), text_at(wanted, "week")), category,
                  inspector)
            .value()
            .total;
    const json::Object units = json::of(total);
    for (const char* key :
         {"planned", "unavailable", "offered", "assigned", "unassigned", "reservable"})
      if (wanted.contains(key)) {
        EXPECT_EQ(units.at(key).as_int64(), wanted.at(key).get<std::int64_t>()) << key;
      }
  }

  void expect_exams(const Json& wanted) const {
    ExamQuery query;
    query.school = symbols_.id<SchoolId>(text_at(wanted, "school"));
    const std::string when = wanted.value("when", "upcoming");
    query.when = when == "past"  ? ExamQuery::When::past
                 : when == "all" ? ExamQuery::When::all
                                 : ExamQuery::When::upcoming;
    if (wanted.contains("category")) query.category = category_of(text_at(wanted, "category"));
    std::vector<std::string> rows;
    const auto page = queries_.exams(Actor::of_school(query.school), query, {});
    for (const ReservedSession& it : page.value().rows)
      rows.push_back(symbols_.text(it.reservation.id).substr(12) + " " + to_text(it.start()) + " " +
                     std::to_string(it.units().value));
    EXPECT_THAT(rows, ElementsAreArray(texts_at(wanted, "rows")));
  }

  void expect_deadline(const std::string& symbol, const std::string& closes_at) const {
    const ReservationId id = symbols_.id<ReservationId>(symbol);
    ReservationFilter filter;
    const auto page = storage_.reservations(filter, {});
    for (const ReservedSession& it : page.value().rows)
      if (it.reservation.id == id) {
        EXPECT_EQ(to_text(cancellation_deadline(it.session.departement, it.start(),
                                                *engine_.rules().value())
                              .closes_at),
                  closes_at)
            << symbol;
        return;
      }
    ADD_FAILURE() << symbol << " is no more";
  }

  ManualClock clock_{Instant{}};
  Storage& storage_;
  const Outbox& outbox_;
  NoticeId last_notice_;
  Engine engine_;
  Queries queries_;
  Symbols symbols_;
  std::string departement_;
};

}  // namespace

DirectoryRows directory_rows(const Json& world) {
  DirectoryRows rows;
  for (const Json& it : world.at("offices")) {
    Office office;
    office.id = {static_cast<std::int64_t>(rows.offices.size()) + 1};
    office.name = text_at(it, "name");
    office.mail = text_at(it, "mail");
    office.phone = text_at(it, "phone");
    for (const std::string& code : texts_at(it, "departements"))
      office.departements.insert(departement_of(code));
    rows.offices.push_back(office);
  }
  for (const Json& it : world.at("schools"))
    rows.schools.push_back({{static_cast<std::int64_t>(rows.schools.size()) + 1},
                            text_at(it, "name"),
                            text_at(it, "aurige_id"),
                            text_at(it, "mail"),
                            categories_at(it),
                            it.value("active", true),
                            {}});
  for (const Json& it : world.at("inspectors")) {
    Inspector inspector;
    inspector.id = {static_cast<std::int64_t>(rows.inspectors.size()) + 1};
    inspector.matricule = text_at(it, "name");
    inspector.name = "IPCSR " + inspector.matricule;
    inspector.categories = categories_at(it);
    for (const Json& posting : it.at("postings"))
      inspector.postings.push_back(
          {departement_of(text_at(posting, "departement")), period_at(posting)});
    rows.inspectors.push_back(inspector);
  }
  for (const Json& it : world.at("centres"))
    rows.centres.push_back({{static_cast<std::int64_t>(rows.centres.size()) + 1},
                            text_at(it, "name"),
                            text_at(it, "place"),
                            departement_of(text_at(it, "departement")),
                            categories_at(it),
                            {}});
  return rows;
}

void run(const Json& scenario, const Json& world, Storage& storage, const Outbox& outbox,
         const Directory& directory) {
  Runner(world, storage, outbox, directory).run(scenario);
}

}  // namespace creneau::vectors
