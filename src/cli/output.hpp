#pragma once
/// \file
/// What the program prints: receipts, previews, rows and errors, for people or as JSON; and how it
/// asks.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/context.hpp"
#include "cli/table.hpp"
#include "creneau/json/json.hpp"

namespace creneau::cli {

/// The program's exit codes.
enum class Exit : int { done = 0, refused = 1, usage = 2, failed = 3 };

[[nodiscard]] Exit exit_of(const Error& error) noexcept;

/// Prints on standard output; messages for people about errors go to standard error.
class Output {
 public:
  explicit Output(const Options& options) : options_(options) {}

  [[nodiscard]] bool json() const noexcept { return options_.json; }
  [[nodiscard]] bool french() const noexcept { return options_.lang != "en"; }
  /// The text of the user's language.
  [[nodiscard]] std::string say(std::string french_text, std::string english_text) const {
    return french() ? std::move(french_text) : std::move(english_text);
  }
  /// Text as it is; nothing with --json.
  void text(const std::string& text) const;
  /// One JSON document; nothing without --json.
  void document(json::Object document) const;

  /// A table with headings in French or English.
  [[nodiscard]] Table columns(
      std::initializer_list<std::pair<const char*, const char*>> headings) const;
  /// Rows for people, or that there are none.
  void table(const Table& table) const;

  /// An error in the user's language, or as JSON. `context` gives names; null before there is one.
  [[nodiscard]] Exit error(const Error& error, Context* context) const;
  /// A command line that makes no sense.
  [[nodiscard]] Exit usage_error(const std::string& sentence) const;
  /// Says that the user answered no.
  [[nodiscard]] Exit declined() const;
  /// The confirmation of a command.
  void receipt(const Receipt& receipt, Context& context) const;
  /// The listing and the question of a preview.
  void preview(const Receipt& preview, Context& context) const;

  /// Asks before something destructive. True: go on. An error where nobody can be asked.
  [[nodiscard]] result<bool> confirm(const Receipt& preview, Context& context) const;
  [[nodiscard]] result<bool> confirm(const std::string& question) const;

  /// The same where there is nothing to list, or its preview: how the program ends if that is all.
  [[nodiscard]] result<std::optional<Exit>> ask(const std::string& question) const;

  /// That a command was carried out although its answer could not be printed; empty: none was.
  [[nodiscard]] std::string done_unseen() const;
  /// The `errno` of the first write that failed; 0: none did.
  [[nodiscard]] int broken() const noexcept { return broken_; }

 private:
  void print(const std::string& text) const;

  const Options& options_;
  mutable int broken_ = 0;
  mutable Revision done_;  ///< of the receipt that was to be printed last
};

/// Runs a command with everything that every command offers: `--preview`, the question before
/// destructive ones, the receipt.
template <class Command>
[[nodiscard]] result<Exit> run(Context& context, const Output& output, Departement departement,
                               const Command& command, bool destructive = false) {
  const Call call = context.call(departement);
  if (context.options().preview) {
    BOOST_OUTCOME_TRY(const Receipt preview, context.engine().preview(call, command));
    output.preview(preview, context);
    return Exit::done;
  }
  if (destructive && !context.options().yes) {
    BOOST_OUTCOME_TRY(const Receipt preview, context.engine().propose(call, command));
    BOOST_OUTCOME_TRY(const bool wanted, output.confirm(preview, context));
    if (!wanted) return output.declined();
  }
  BOOST_OUTCOME_TRY(const Receipt receipt, context.engine().run(call, command));
  output.receipt(receipt, context);
  return Exit::done;
}

/// A bar on standard error while long work goes on, if a terminal watches.
class Progress {
 public:
  Progress(const Options& options, std::string what, std::size_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void advance(std::size_t by = 1);

 private:
  void draw() const;
  std::string what_;
  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
};

}  // namespace creneau::cli
