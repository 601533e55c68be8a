#pragma once
/// \file
/// A host whose storage, directory, outbox, notifier and clock answer what the input says: mostly
/// something that could be, now and then what breaks every promise.

#include "shaper.hpp"

namespace creneau::fuzz {

/// What became of the last change set that was to be committed.
enum class Committed { not_asked, unanswered, done, other };

class GarbageHost {
 public:
  /// Draws from `shaper`, as long as it is asked.
  explicit GarbageHost(Shaper& shaper);
  GarbageHost(const GarbageHost&) = delete;
  GarbageHost& operator=(const GarbageHost&) = delete;
  /// Every port that was taken on was released, once.
  ~GarbageHost();

  /// \name Ports over this host
  /// \{
  [[nodiscard]] Storage storage();
  [[nodiscard]] Directory directory();
  [[nodiscard]] Outbox outbox();
  [[nodiscard]] Notifier notifier();
  [[nodiscard]] Clock clock();
  /// \}

  /// \name What was answered since the last `begin`
  /// \{
  void begin();
  [[nodiscard]] Committed committed() const noexcept { return committed_; }
  /// The number under which it was.
  [[nodiscard]] std::int64_t number() const noexcept { return number_; }
  /// The code with which a callback failed last, CRN_OK if none did. Not that of a commit or of the
  /// journal.
  [[nodiscard]] crn_status failed() const noexcept { return failed_; }
  /// Whether an event was given for a request id.
  [[nodiscard]] bool gave_event() const noexcept { return gave_event_; }
  /// \}

  /// \name Callbacks
  /// \{
  crn_status load(const crn_needs& needs, crn_rows* snapshot, crn_answer* answer);
  crn_status commit(crn_commit* commit, crn_answer* answer);
  crn_status record(crn_answer* answer);
  crn_status rules(crn_rows* rows, crn_answer* answer);
  crn_status sessions(crn_rows* rows, crn_answer* answer);
  crn_status reservations(crn_rows* rows, crn_answer* answer);
  crn_status closures(crn_rows* rows, crn_answer* answer);
  crn_status events(crn_rows* rows, crn_answer* answer);
  crn_status refusals(crn_rows* rows, crn_answer* answer);
  crn_status units(crn_rows* rows, crn_answer* answer);
  crn_status entries(crn_rows* rows, crn_answer* answer);
  crn_status lease(crn_rows* rows, crn_answer* answer);
  crn_status say(crn_answer* answer);
  std::int32_t deliver(crn_answer* answer);
  std::int64_t now();
  void release() noexcept { ++released_; }
  /// \}

 private:
  /// Makes a port of a table that may lack an entry or have another size.
  template <class Made, class Port, class Create>
  Made register_port(Port port, Create create);
  /// A code, mostly CRN_OK, and words.
  crn_status answered(crn_answer* answer);
  /// The same of a page.
  crn_status answered(crn_rows* page, crn_answer* answer);
  [[nodiscard]] crn_session session(std::int64_t id);
  [[nodiscard]] crn_reservation reservation(std::int64_t id, const crn_session& session);
  [[nodiscard]] crn_event_head head();
  void add_session(crn_rows* rows, const crn_session& it) const;
  void add_reservation(crn_rows* rows, const crn_reservation& it) const;
  void add_closures(crn_rows* rows);
  void add_rules(crn_rows* rows);
  void add_event(crn_rows* rows);
  void commit_place(crn_commit* commit, std::size_t place);

  Shaper& shaper_;
  bool always_more_ = false;  ///< candidates
  bool always_next_page_ = false;
  bool always_conflict_ = false;
  Committed committed_ = Committed::not_asked;
  std::int64_t number_ = 0;
  crn_status failed_ = CRN_OK;
  bool gave_event_ = false;
  int taken_on_ = 0;
  int released_ = 0;
};

}  // namespace creneau::fuzz
