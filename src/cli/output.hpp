#pragma once
/// \file
/// What the program prints: receipts, previews, rows and errors, for people or as JSON; and how it asks.

#include <functional>
#include <string>
#include <vector>

#include "cli/context.hpp"
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
  /// Text as it is; nothing with --json.
  void text(const std::string& text) const;
  /// One JSON document; nothing without --json.
  void document(const json::Json& document) const;

  /// An error in the user's language, or as JSON. `context` gives names; null before there is one.
  [[nodiscard]] Exit error(const Error& error, Context* context) const;
  /// The confirmation of a command.
  void receipt(const Receipt& receipt, Context& context) const;
  /// The listing and the question of a preview.
  void preview(const Receipt& preview, Context& context) const;

  /// Asks before something destructive. True: go on. An error where nobody can be asked.
  [[nodiscard]] result<bool> confirm(const Receipt& preview, Context& context) const;
  [[nodiscard]] result<bool> confirm(const std::string& question) const;

 private:
  const Options& options_;
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
    BOOST_OUTCOME_TRY(const Receipt preview, context.engine().preview(call, command));
    BOOST_OUTCOME_TRY(const bool wanted, output.confirm(preview, context));
    if (!wanted) return Exit::refused;
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
