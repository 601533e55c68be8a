#pragma once
/// \file
/// What every command of the program works with: the database, who acts, the clock, the language.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/creneau.hpp"
#include "creneau/database/database.hpp"
#include "creneau/text/mail_writer.hpp"
#include "creneau/text/text.hpp"

namespace creneau::cli {

/// The options that every command takes.
struct Options {
  std::string db = "creneau.db";
  std::string as;  ///< "office:1", "school:AE-93-001", "inspector:93-07", "reader:1", "operator"
  std::string departement;  ///< a code; empty: the actor's only one
  std::string now;          ///< an instant; empty: the machine's clock
  std::string lang = "fr";
  std::string request;
  std::string subject;
  bool json = false;
  bool preview = false;
  bool yes = false;
  bool quiet = false;
};

/// An error of the database there, with its name: what the database says does not name it.
[[nodiscard]] Error naming(const std::string& where, Error error);

/// An open database and the engine over it.
class Context {
 public:
  /// Opens the database that the options name and finds out who acts.
  [[nodiscard]] static result<std::unique_ptr<Context>> open(const Options& options,
                                                             bool create = false);

  [[nodiscard]] const Options& options() const noexcept { return options_; }
  [[nodiscard]] Database& database() noexcept { return *database_; }
  [[nodiscard]] Engine& engine() noexcept { return *engine_; }
  [[nodiscard]] const Queries& queries() const noexcept { return *queries_; }
  [[nodiscard]] const text::Texts& texts() const noexcept { return *texts_; }
  [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }
  [[nodiscard]] const Actor& actor() const noexcept { return actor_; }
  [[nodiscard]] text::Language language() const noexcept { return language_; }

  /// The département of the options, or the actor's only one. `bad_argument` if it is not clear.
  [[nodiscard]] result<Departement> departement() const;
  /// The same, or the first of several: for what is of all of them.
  [[nodiscard]] result<Departement> first_departement() const;
  /// The envelope of a command in that département.
  [[nodiscard]] Call call(Departement departement) const {
    return {actor_, departement, options_.request};
  }

  /// The event of the request that the options name, where it was done before; empty: it was not. What
  /// a command then means by "all that are available" is what it meant the first time.
  [[nodiscard]] result<std::optional<Event>> done_before(Departement departement) const;

  /// \name Finding what the user names
  /// \{
  [[nodiscard]] result<InspectorId> inspector(const std::string& matricule) const;
  /// By id, or by name in the département (case and accents do not matter).
  [[nodiscard]] result<CentreId> centre(const std::string& name, Departement departement) const;
  /// By Aurige id or name; `ambiguous_school` names the candidates.
  [[nodiscard]] result<School> school(const std::string& text, Departement departement) const;
  /// \}

 private:
  explicit Context(Options options) : options_(std::move(options)) {}
  [[nodiscard]] result<void> find_actor();
  /// Those of the office that acts, or of all offices.
  [[nodiscard]] result<std::vector<Departement>> possible_departements() const;

  Options options_;
  text::Language language_ = text::Language::fr;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<text::MailWriter> writer_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Queries> queries_;
  std::unique_ptr<text::Texts> texts_;
  Actor actor_;
};

}  // namespace creneau::cli
