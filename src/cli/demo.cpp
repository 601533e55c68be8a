// demo: the main job on real-sized input.
#include <filesystem>

#include "cli/board.hpp"
#include "cli/exam_list.hpp"
#include "cli/file.hpp"
#include "cli/program.hpp"
#include "creneau/csv/planning.hpp"
#include "creneau/mail/eml_folder.hpp"
#include "creneau/text/names.hpp"
#include "creneau/xlsx/workbook.hpp"

namespace creneau::cli {

namespace {

constexpr int kInspectors = 14;
constexpr int kCentres = 5;
constexpr int kSchools = 60;
constexpr int kWeeks = 4;

const Departement kDepartement = *Departement::from_code("93");

std::string numbered(const char* prefix, int number, int width) {
  std::string digits = std::to_string(number);
  while (digits.size() < static_cast<std::size_t>(width)) digits.insert(digits.begin(), '0');
  return prefix + digits;
}

/// A département of usual size.
DirectoryRows directory() {
  DirectoryRows rows;
  Office office;
  office.id = {1};
  office.name = "BER 93";
  office.mail = "ber93@example.org";
  office.phone = "01 00 00 00 93";
  office.departements.insert(kDepartement);
  rows.offices.push_back(office);
  for (int number = 1; number <= kInspectors; ++number) {
    Inspector it;
    it.id = {number};
    it.matricule = numbered("93-", number, 2);
    it.name = "IPCSR " + it.matricule;
    it.postings.push_back({kDepartement, Period{}});
    rows.inspectors.push_back(it);
  }
  constexpr std::array<const char*, kCentres> kNames{"Rosny-sous-Bois", "Bobigny", "Le Bourget",
                                                     "Gagny", "Villepinte"};
  for (int number = 1; number <= kCentres; ++number) {
    Centre it;
    it.id = {number};
    it.name = kNames[static_cast<std::size_t>(number - 1)];
    it.place = it.name + ", aire d'examen";
    it.departement = kDepartement;
    rows.centres.push_back(it);
  }
  for (int number = 1; number <= kSchools; ++number) {
    School it;
    it.id = {number};
    it.name = "Auto-école " + numbered("93-", number, 3);
    it.aurige_id = numbered("AE93", number, 3);
    // One school gave no address: its notices are undeliverable, and listed.
    if (number != 13) it.mail = numbered("ecole", number, 3) + "@example.org";
    rows.schools.push_back(it);
  }
  return rows;
}

class Demo {
 public:
  Demo(Context& context, const Output& output, std::filesystem::path folder)
      : context_(context),
        output_(output),
        folder_(std::move(folder)),
        first_monday_(Week::of(Date{std::chrono::floor<std::chrono::days>(context.clock().now())
                                        .time_since_epoch()})
                          .next()
                          .next()
                          .monday()) {}

  result<Exit> run() {
    BOOST_OUTCOME_TRY(context_.database().put(directory()));
    say("Annuaire : 1 bureau, 14 inspecteurs, 5 centres, 60 auto-écoles",
        "Directory: 1 office, 14 inspectors, 5 centres, 60 schools");
    BOOST_OUTCOME_TRY(create_and_plan());
    BOOST_OUTCOME_TRY(reserve());
    BOOST_OUTCOME_TRY(cancel());
    BOOST_OUTCOME_TRY(show());
    BOOST_OUTCOME_TRY(come_too_late());
    BOOST_OUTCOME_TRY(write_files());
    return Exit::done;
  }

 private:
  void say(const std::string& french, const std::string& english) const {
    output_.text((context_.language() == text::Language::fr ? french : english) + "\n");
  }
  [[nodiscard]] Call office() const { return {Actor::of_office({1}), kDepartement, {}}; }

  /// Every inspector works mornings and afternoons; a few half-days stay available.
  result<void> create_and_plan() {
    constexpr std::array kCategories{Category::c, Category::ce, Category::d, Category::c1};
    Progress progress(context_.options(), "sessions", kWeeks * kInspectors);
    std::size_t created_count = 0;
    std::size_t planned_count = 0;
    BOOST_OUTCOME_TRY(const RuleBook* rules, context_.engine().rules());
    for (int week = 0; week < kWeeks; ++week)
      for (int inspector = 1; inspector <= kInspectors; ++inspector) {
        CreateSessions create;
        for (int day = 0; day < 5; ++day) {
          const Date date = first_monday_ + std::chrono::days{7 * week + day};
          if (rules->is_holiday(kDepartement, date)) continue;
          for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon})
            create.sessions.push_back({{inspector}, date, half_day, {}, {}});
        }
        if (!create.sessions.empty()) {
          BOOST_OUTCOME_TRY(const Receipt created, context_.engine().run(office(), create));
          created_count += created.changes.sessions.size();
          PlanSessions plan;
          plan.centre = {(inspector + week) % kCentres + 1};
          plan.category = kCategories[static_cast<std::size_t>(inspector) % kCategories.size()];
          for (const SessionChange& change : created.changes.sessions)
            if (change.after->id.value / 128 % 9 != 0) plan.sessions.push_back(change.after->id);
          BOOST_OUTCOME_TRY(const Receipt planned, context_.engine().run(office(), plan));
          planned_count += planned.changes.sessions.size();
        }
        progress.advance();
      }
    say("Sessions créées : " + std::to_string(created_count) +
            ", planifiées : " + std::to_string(planned_count),
        "Sessions created: " + std::to_string(created_count) +
            ", planned: " + std::to_string(planned_count));
    return success();
  }

  /// Each school wants a few units of a category or two, where they are to be had first.
  result<void> reserve() {
    constexpr std::array kCategories{Category::c, Category::ce, Category::d, Category::c1};
    Progress progress(context_.options(), "réservations", kSchools * kWeeks);
    std::size_t wishes = 0;
    for (int week = 0; week < kWeeks; ++week)
      for (int school = 1; school <= kSchools; ++school) {
        ReserveWish wish;
        wish.school = {school};
        wish.category = kCategories[static_cast<std::size_t>(school + week) % kCategories.size()];
        wish.units = {3 + (school * 7 + week * 3) % 5};
        const Date monday = first_monday_ + std::chrono::days{7 * week};
        wish.period = {monday, monday + std::chrono::days{4}};
        if (school % 3 == 0) wish.half_day = HalfDay::morning;
        const auto receipt = context_.engine().run(office(), wish);
        progress.advance();
        if (!receipt && receipt.error().code == ErrorCode::not_enough_slots) continue;
        if (!receipt) return receipt.error();
        ++wishes;
        for (const ReservationChange& change : receipt.value().changes.reservations)
          reserved_.push_back({change.id, change.school});
      }
    say("Demandes satisfaites : " + std::to_string(wishes) +
            ", réservations : " + std::to_string(reserved_.size()),
        "Wishes fulfilled: " + std::to_string(wishes) +
            ", reservations: " + std::to_string(reserved_.size()));
    return success();
  }

  result<void> cancel() {
    std::size_t by_school = 0;
    for (std::size_t place = 0; place < reserved_.size(); place += 11) {
      CancelBySchool cancel;
      cancel.reservations = {reserved_[place].id};
      const auto done = context_.engine().run(
          {Actor::of_school(reserved_[place].school), kDepartement, {}}, cancel);
      if (!done) return done.error();
      ++by_school;
    }
    std::size_t by_office = 0;
    for (std::size_t place = 5; place < reserved_.size(); place += 29) {
      if (place % 11 == 0) continue;
      CancelByOffice cancel;
      cancel.reservations = {reserved_[place].id};
      cancel.reason = Reason::inspector_absent;
      cancel.note = "Inspecteur absent, une autre date sera proposée.";
      BOOST_OUTCOME_TRY(context_.engine().run(office(), cancel));
      ++by_office;
    }
    say("Annulées par les auto-écoles : " + std::to_string(by_school) +
            ", par le bureau : " + std::to_string(by_office),
        "Cancelled by schools: " + std::to_string(by_school) +
            ", by the office: " + std::to_string(by_office));
    return success();
  }

  result<void> show() {
    const Actor actor = office().actor;
    const Week week = Week::of(first_monday_);
    SessionFilter filter;
    filter.departement = kDepartement;
    filter.period = week.period();
    std::vector<SessionDetail> planning;
    BOOST_OUTCOME_TRY(auto page, context_.queries().planning(actor, filter, PageRequest{}));
    planning = std::move(page.rows);
    BOOST_OUTCOME_TRY(const WeekSummary summary,
                      context_.queries().week(actor, kDepartement, week));
    if (!output_.json())
      output_.text(draw_board(context_, week, planning, summary, terminal_style()));
    BOOST_OUTCOME_TRY(const std::string table, week_table(context_, summary));
    output_.text(table);
    return success();
  }

  /// A school looks at its exams and tries to cancel the first of them five days before it.
  result<void> come_too_late() {
    if (reserved_.size() < 2) return success();
    const Reserved& it = reserved_[1];  // none of those cancelled
    const Actor school = Actor::of_school(it.school);
    ExamQuery query;
    query.school = it.school;
    BOOST_OUTCOME_TRY(const auto exams, context_.queries().exams(school, query, PageRequest{}));
    BOOST_OUTCOME_TRY(const auto list, exam_list(context_, output_, school, query, exams));
    text::Names names(context_.language(), context_.database());
    const std::string name = names.of(it.school);
    say("\nLes examens de " + name + " :", "\nThe exams of " + name + ":");
    output_.table(list.table);
    for (const ReservedSession& exam : exams.rows) {
      if (exam.reservation.id != it.id) continue;
      const LocalTime then = exam.session.date - std::chrono::days{5} + std::chrono::hours{9};
      const ManualClock clock{to_instant(zone_of(kDepartement), then)};
      Engine engine(context_.database(), context_.database(), clock);
      CancelBySchool cancel;
      cancel.reservations = {it.id};
      const auto refused = engine.run({school, kDepartement, {}}, cancel);
      if (refused) continue;
      const std::string date = text::in_words(context_.language(), then);
      say("Elle veut annuler le n° " + std::to_string(it.id.value) + " le " + date + " :",
          "It wants to cancel no. " + std::to_string(it.id.value) + " on " + date + ":");
      output_.text(context_.texts().error(refused.error(), kDepartement) + "\n\n");
    }
    return success();
  }

  result<void> write_files() {
    const std::string mails = (folder_ / "mails").string();
    std::error_code failed;
    std::filesystem::create_directories(mails, failed);
    BOOST_OUTCOME_TRY(auto notifier, mail::EmlFolder::create(mails, {"ber93@example.org", "BER 93",
                                                                     "demo.creneau.invalid"}));
    Dispatcher dispatcher(context_.database(), notifier, context_.clock());
    BOOST_OUTCOME_TRY(const DispatchReport report, dispatcher.run());

    SessionFilter filter;
    filter.departement = kDepartement;
    filter.period = {first_monday_, first_monday_ + std::chrono::days{7 * kWeeks - 1}};
    const Actor actor = office().actor;
    const csv::PlanningSource source = [&](const Cursor& after) {
      return context_.queries().planning(actor, filter, {after, kMaxPage});
    };
    xlsx::WorkbookOptions options;
    options.departement = kDepartement;
    options.period = filter.period;
    options.now = context_.clock().now();
    options.owner = "BER 93";
    options.language = context_.language();
    BOOST_OUTCOME_TRY(
        xlsx::write_workbook(folder_ / "planning.xlsx", options, source, context_.database()));
    BOOST_OUTCOME_TRY(const std::string csv, csv::write_planning(source, context_.database()));
    BOOST_OUTCOME_TRY(write_file((folder_ / "planning.csv").string(), csv));
    BOOST_OUTCOME_TRY(const auto undeliverable,
                      context_.database().notices(NoticeStatus::undeliverable, {}, 10'000));
    const std::string where = std::filesystem::absolute(folder_).string();
    say("Courriels : " + std::to_string(report.delivered) +
            ", sans adresse : " + std::to_string(undeliverable.size()) + "\nTout est dans " +
            where + " : planning.xlsx, planning.csv, mails/, planning.db",
        "Mails: " + std::to_string(report.delivered) +
            ", without an address: " + std::to_string(undeliverable.size()) +
            "\nEverything is in " + where + ": planning.xlsx, planning.csv, mails/, planning.db");
    output_.document({{"folder", where},
                      {"mails", report.delivered},
                      {"undeliverable", undeliverable.size()},
                      {"reservations", reserved_.size()}});
    return success();
  }

  struct Reserved {
    ReservationId id;
    SchoolId school;
  };
  Context& context_;
  const Output& output_;
  std::filesystem::path folder_;
  Date first_monday_;
  std::vector<Reserved> reserved_;
};

}  // namespace

void add_demo(CLI::App& app, Program& program) {
  auto* command = app.add_subcommand("demo", "Un mois d'un département / a month of a département");
  auto folder = std::make_shared<std::string>("creneau-demo");
  command->add_option("FOLDER", *folder, "Dossier à créer / folder to make");
  command->callback([&program, folder] {
    program.run = [&program, folder](const Output& output) {
      Options options = program.options;
      options.db = *folder + "/planning.db";
      if (options.as.empty()) options.as = "operator";
      std::error_code failed;
      if (folder->empty())
        return output.error(Error{ErrorCode::bad_argument}.with_text("FOLDER"), nullptr);
      if (std::filesystem::exists(options.db, failed))
        return output.error(Error{ErrorCode::bad_argument}.with_text("demo " + *folder), nullptr);
      if (options.preview) {
        output.document({{"folder", *folder}});
        output.text(output.say("La démonstration irait dans ", "The demo would go to ") + *folder +
                    "\n");
        return Exit::done;
      }
      std::filesystem::create_directories(*folder, failed);
      auto context = Context::open(options, true);
      if (!context) return output.error(context.error(), nullptr);
      const auto done = Demo(*context.value(), output, *folder).run();
      return done ? done.value() : output.error(done.error(), context.value().get());
    };
  });
}

}  // namespace creneau::cli
