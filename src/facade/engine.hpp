#pragma once
/// \file
/// The engine, its queries, its words and its files behind one plain-typed class: what C, Python and
/// Java stand on.

#include <memory>
#include <optional>
#include <string>

#include "creneau/csv/planning.hpp"
#include "creneau/engine/queries.hpp"
#include "creneau/text/mail_writer.hpp"
#include "facade/clock.hpp"
#include "facade/handles.hpp"
#include "facade/log.hpp"

namespace creneau::facade {

/// A planning read from a file: what a crn_planning_file is.
class PlanningFile {
 public:
  explicit PlanningFile(csv::PlanningFile file) noexcept : it(std::move(file)) {}
  csv::PlanningFile it;
};

/// What a crn_engine is. Keeps its ports. Thread-safe if they are.
class Engine {
 public:
  /// `bad_argument` without a storage or a directory.
  [[nodiscard]] static result<std::unique_ptr<Engine>> create(const crn_engine_options* options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// The directory that it asks. Valid as long as the engine.
  [[nodiscard]] const Directory& directory() const noexcept { return *directory_; }

  /// \name Commands
  /// Fill an empty `receipt`, which is not to be used where they fail.
  /// \{
  [[nodiscard]] result<void> run(const crn_call* call, const crn_create_sessions* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_remove_sessions* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_plan_sessions* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_unplan_sessions* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_change_session* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_reserve_slots* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_reserve_wish* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_cancel_by_office* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_cancel_by_school* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> block(const crn_call* call, const crn_block_slots* command,
                                   Event& receipt) const;
  [[nodiscard]] result<void> unblock(const crn_call* call, const crn_block_slots* command,
                                     Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_add_closure* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_remove_closures* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_set_rules* command,
                                 Event& receipt) const;
  [[nodiscard]] result<void> run(const crn_call* call, const crn_import_planning* command,
                                 Event& receipt) const;
  /// The command of a batch whose struct `kind`, CRN_COMMAND_, names.
  [[nodiscard]] result<void> run(const crn_call* call, std::int32_t kind, const void* command,
                                 Event& receipt) const;
  /// \}

  /// \name Queries
  /// \{
  [[nodiscard]] result<std::unique_ptr<Rows>> sessions(const crn_actor* actor,
                                                       const crn_session_filter* filter,
                                                       const crn_page* page) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> planning(const crn_actor* actor,
                                                       const crn_session_filter* filter,
                                                       const crn_page* page) const;
  /// Fills `to` and `total`, and says how many rows there are.
  [[nodiscard]] result<std::size_t> week(const crn_actor* actor, const crn_week_query* query,
                                         const RowsOut<crn_units>& to, crn_units& total) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> exams(const crn_actor* actor,
                                                    const crn_exam_query* query,
                                                    const crn_page* page) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> find_schools(const crn_actor* actor,
                                                           crn_departement departement,
                                                           crn_text text, std::size_t limit) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> school_named(const crn_actor* actor,
                                                           crn_departement departement,
                                                           crn_text text) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> closures(const crn_actor* actor,
                                                       const crn_closure_filter* filter,
                                                       const crn_page* page) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> history(const crn_actor* actor,
                                                      const crn_event_filter* filter,
                                                      const crn_page* page) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> refusals(const crn_actor* actor,
                                                       crn_departement departement,
                                                       const crn_page* page) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> entries(std::int32_t kind, const std::int64_t* ids,
                                                      std::size_t count) const;
  /// \}

  /// \name Rules
  /// \{
  [[nodiscard]] result<std::unique_ptr<Rows>> rules() const;
  [[nodiscard]] result<crn_rules> rules_on(std::int32_t date) const;
  [[nodiscard]] result<bool> is_holiday(crn_departement departement, std::int32_t date) const;
  [[nodiscard]] result<crn_deadline> deadline(crn_departement departement,
                                              std::int32_t exam_start) const;
  [[nodiscard]] result<std::string> deadline_text(crn_departement departement,
                                                  std::int32_t exam_start,
                                                  std::int32_t language) const;
  [[nodiscard]] result<std::int64_t> opening(crn_departement departement, std::int32_t date) const;
  [[nodiscard]] result<void> deadlines(crn_departement departement, const std::int32_t* exam_starts,
                                       std::size_t count, std::int64_t* closes_at) const;
  /// \}

  /// \name Words
  /// \{
  [[nodiscard]] result<std::string> explain(const Failure* what, crn_departement departement,
                                            std::int32_t language) const;
  [[nodiscard]] result<std::string> banner(const Event& receipt, std::int32_t language) const;
  [[nodiscard]] result<std::string> question(const Event& preview, std::int32_t language) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> listing(const Event& receipt,
                                                      std::int32_t language) const;
  /// \}

  /// \name Notices
  /// \{
  /// Fills `sent` however it ends.
  [[nodiscard]] result<void> send(const crn_actor* actor, Notifier& notifier,
                                  const crn_send_options* options, crn_sent& sent) const;
  [[nodiscard]] result<std::unique_ptr<Rows>> notices(const crn_actor* actor, std::int32_t status,
                                                      std::int64_t after, std::size_t limit) const;
  [[nodiscard]] result<void> retry(const crn_actor* actor, const std::int64_t* ids,
                                   std::size_t count, crn_text address) const;
  /// \}

  /// \name Files
  /// \{
  [[nodiscard]] result<void> write_workbook(const crn_actor* actor,
                                            const crn_workbook* workbook) const;
  [[nodiscard]] result<std::string> write_csv(const crn_actor* actor,
                                              const crn_session_filter* filter,
                                              const crn_csv_style* style) const;
  /// With any fault there is no planning, and `faults` has all of them.
  [[nodiscard]] result<std::unique_ptr<PlanningFile>> read_planning(
      crn_text bytes, const crn_planning_options* options, Rows& faults) const;
  /// Where the planning is refused, `faults` has everything that is wrong with it.
  [[nodiscard]] result<void> import(const crn_call* call, const PlanningFile& file, Event& receipt,
                                    Rows& faults) const;
  /// \}

 private:
  Engine() = default;

  struct ReadCall;
  [[nodiscard]] static result<void> read(ReadCall& to, const crn_call* call,
                                         std::optional<Departement> otherwise = {});
  template <class Command>
  [[nodiscard]] result<void> execute(const ReadCall& call, const Command& command,
                                     Event& receipt) const;
  template <class Command, class Plain>
  [[nodiscard]] result<void> read_and_run(const crn_call* call, const Plain* command,
                                          Event& receipt) const;
  [[nodiscard]] result<Deadline> deadline_of(crn_departement departement,
                                             std::int32_t exam_start) const;
  [[nodiscard]] csv::PlanningSource source(const Actor& actor, const SessionFilter& filter) const;
  [[nodiscard]] result<Outbox*> outbox() const;

  std::shared_ptr<Storage> storage_port_;
  std::shared_ptr<const Directory> directory_;
  std::shared_ptr<Outbox> outbox_;
  std::shared_ptr<const Clock> clock_;
  Log log_;
  std::optional<LoggedStorage> logged_;
  std::optional<text::MailWriter> writer_;
  // An engine is const to its callers and runs their commands all the same.
  mutable std::optional<creneau::Engine> engine_;
  std::optional<Queries> queries_;
};

/// \name Files and checks that need no engine
/// \{
[[nodiscard]] result<std::unique_ptr<Rows>> read_entries(crn_text bytes, std::int32_t encoding,
                                                         Rows& faults);
[[nodiscard]] result<std::string> write_entries(const Rows& entries, std::int32_t kind,
                                                const crn_csv_style* style);
[[nodiscard]] result<std::unique_ptr<Rows>> preset_rules(std::int32_t preset, std::int32_t from);
[[nodiscard]] result<void> check_rules(const RowsIn<crn_rule>& rules);
[[nodiscard]] result<std::string> mail_of(const Notice& notice, const crn_identity* identity);
[[nodiscard]] result<std::unique_ptr<NotifierPort>> smtp_notifier(const crn_smtp_options* options);
[[nodiscard]] result<std::unique_ptr<NotifierPort>> folder_notifier(crn_text folder,
                                                                    const crn_identity* identity);
/// \}

/// \name Dates and zones
/// \{
[[nodiscard]] result<std::string> date_text(std::int32_t date, std::int32_t language);
[[nodiscard]] result<std::string> local_time_text(std::int32_t local_time, std::int32_t language);
[[nodiscard]] result<void> to_instants(crn_departement departement, const std::int32_t* local_times,
                                       std::size_t count, std::int64_t* instants);
[[nodiscard]] result<void> to_local_times(crn_departement departement, const std::int64_t* instants,
                                          std::size_t count, std::int32_t* local_times);
/// \}

}  // namespace creneau::facade
