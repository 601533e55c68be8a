// init, backup, check, purge.
#include <filesystem>

#include "cli/file.hpp"
#include "cli/program.hpp"
#include "creneau/postgres/postgres.hpp"

namespace creneau::cli {

namespace {

Exit init(const Options& options, const Output& output) {
  Options as_operator = options;
  if (as_operator.as.empty()) as_operator.as = "operator";
  if (as_operator.as != "operator") return output.error(Error{ErrorCode::not_allowed}, nullptr);
  // SQLite cannot tell a missing folder from a missing file.
  if (!is_on_a_server(options.db) &&
      (options.db.empty() || std::filesystem::is_directory(options.db) || !check_place(options.db)))
    return output.error(Error{ErrorCode::bad_argument}.with_text("--db " + options.db), nullptr);
  const std::string name = without_password(options.db);
  if (options.preview) {
    if (is_on_a_server(options.db))
      if (const auto empty = PostgresDatabase::is_empty(options.db); !empty)
        return output.error(naming(options.db, empty.error()), nullptr);
    output.document({{"database", name}});
    output.text(output.say("La base serait créée : ", "The database would be made: ") + name +
                "\n");
    return Exit::done;
  }
  auto context = Context::open(as_operator, true);
  if (!context) return output.error(context.error(), nullptr);
  const auto mode = context.value()->database().journal_mode();
  if (!mode) return output.error(mode.error(), context.value().get());
  output.document({{"database", name}, {"journal", mode.value()}});
  output.text(output.say("Base prête : ", "Database ready: ") + name +
              output.say(" (journal ", " (journal ") + mode.value() + ")\n");
  return Exit::done;
}

result<Exit> check(Context& context, const Output& output) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  BOOST_OUTCOME_TRY(const auto findings, context.database().check());
  json::Array rows;
  for (const Finding& it : findings) {
    rows.push_back(json::Object{{"what", it.what}, {"where", it.where}});
    output.text(it.what + ": " + it.where + "\n");
  }
  output.document({{"findings", std::move(rows)}});
  if (findings.empty())
    output.text(output.say("La base est saine.", "The database is sound.") + "\n");
  return findings.empty() ? Exit::done : Exit::failed;
}

/// Whether nothing is there yet.
[[nodiscard]] result<bool> is_free(const std::string& to) {
  if (is_on_a_server(to)) {
    auto empty = PostgresDatabase::is_empty(to);
    if (!empty) return naming(to, std::move(empty).assume_error());
    return empty;
  }
  std::error_code ignored;
  if (std::filesystem::exists(to, ignored)) return false;
  BOOST_OUTCOME_TRY(check_place(to));
  return true;
}

result<Exit> backup(Context& context, const Output& output, const std::string& to) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  const std::string name = without_password(to);
  BOOST_OUTCOME_TRY(const bool free, is_free(to));
  if (!free || to.empty()) return Error{ErrorCode::bad_argument}.with_text("backup " + name);
  const bool preview = context.options().preview;
  if (!preview) {
    auto copied = creneau::backup(context.database(), to);
    if (!copied) {
      // Either may have failed; what it says tells which.
      Error& error = copied.assume_error();
      error.text = without_password(context.options().db) + " → " + name +
                   (error.text.empty() ? "" : ": ") + error.text;
      return error;
    }
  }
  output.document({{"backup", name}});
  output.text((preview ? output.say("Copie à faire : ", "Copy to make: ")
                       : output.say("Copie faite : ", "Copy made: ")) +
              name + "\n");
  return Exit::done;
}

[[nodiscard]] Date day_of(Instant instant) {
  return Date{std::chrono::floor<std::chrono::days>(instant).time_since_epoch()};
}

struct PurgeOptions {
  std::string history_before;
  int notice_days = 30;
};

result<Exit> purge(Context& context, const Output& output, const PurgeOptions& options) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  Purge what;
  what.now = context.clock().now();
  what.notices_after = std::chrono::days{options.notice_days};
  if (!options.history_before.empty()) {
    BOOST_OUTCOME_TRY(const Date date, date_of(options.history_before));
    if (!in_range(date)) return Error{ErrorCode::bad_date}.with_text(options.history_before);
    what.history_before = Instant{date.time_since_epoch()};
  }
  const bool french = context.language() == text::Language::fr;
  const std::string notices =
      text::in_words(context.language(), day_of(what.now - what.notices_after));
  std::string question =
      (french ? "Effacer l'adresse et le texte des courriels distribués ou abandonnés avant le "
              : "Erase the address and text of mails delivered or given up before ") +
      notices;
  if (what.history_before)
    question += (french ? ", et l'historique d'avant le " : ", and the history before ") +
                text::in_words(context.language(), day_of(*what.history_before));
  question += french ? " ?" : "?";
  BOOST_OUTCOME_TRY(const auto ended, output.ask(question));
  if (ended) return *ended;
  BOOST_OUTCOME_TRY(const Purged purged, context.database().purge(what));
  output.document(
      {{"notices", purged.notices}, {"events", purged.events}, {"refusals", purged.refusals}});
  output.text(output.say("Effacés : courriels ", "Erased: mails ") +
              std::to_string(purged.notices) + output.say(", lignes d'historique ", ", events ") +
              std::to_string(purged.events) + output.say(", refus ", ", refusals ") +
              std::to_string(purged.refusals) + "\n");
  return Exit::done;
}

}  // namespace

void add_base(CLI::App& app, Program& program) {
  auto* init_command = app.add_subcommand("init", "Crée la base / make the database");
  init_command->callback([&program] {
    program.run = [&program](const Output& output) { return init(program.options, output); };
  });

  auto* backup_command = app.add_subcommand("backup",
                                            "Copie toute la base, dans un fichier ou sur un "
                                            "serveur / copy the whole database while it is "
                                            "in use, to a file or a server");
  auto to = std::make_shared<std::string>();
  backup_command
      ->add_option(
          "TO", *to,
          "Fichier à créer, ou base vide d'un serveur : postgresql://… / file to make, or an "
          "empty database of a server: postgresql://…")
      ->required();
  program.on(backup_command,
             [to](Context& context, const Output& output) { return backup(context, output, *to); });

  program.on(app.add_subcommand("check", "Vérifie la base / look for damage, recount everything"),
             check);

  auto* purge_command =
      app.add_subcommand("purge", "Efface ce qui est trop vieux / erase what is too old");
  auto options = std::make_shared<PurgeOptions>();
  purge_command
      ->add_option("--notice-days", options->notice_days,
                   "Jours après la distribution / days after delivery")
      ->check(CLI::Range(0, 3650));
  purge_command->add_option("--history-before", options->history_before,
                            "Efface aussi l'historique d'avant / also history before this date");
  program.on(purge_command, [options](Context& context, const Output& output) {
    return purge(context, output, *options);
  });
}

}  // namespace creneau::cli
