// init, backup, check, purge.
#include <filesystem>

#include "cli/program.hpp"

namespace creneau::cli {

namespace {

Exit init(const Options& options, const Output& output) {
  Options as_operator = options;
  if (as_operator.as.empty()) as_operator.as = "operator";
  auto context = Context::open(as_operator, true);
  if (!context) return output.error(context.error(), nullptr);
  const auto mode = context.value()->database().journal_mode();
  if (!mode) return output.error(mode.error(), context.value().get());
  output.document({{"database", options.db}, {"journal", mode.value()}});
  output.text(options.db + " (" + mode.value() + ")\n");
  return Exit::done;
}

[[nodiscard]] result<void> only_operator(const Context& context) {
  if (context.actor().role == Role::operator_) return success();
  return Error{ErrorCode::not_allowed};
}

result<Exit> check(Context& context, const Output& output) {
  BOOST_OUTCOME_TRY(only_operator(context));
  BOOST_OUTCOME_TRY(const auto findings, context.database().check());
  json::Json rows = json::Json::array();
  for (const SqliteFinding& it : findings) {
    rows.push_back({{"what", it.what}, {"where", it.where}});
    output.text(it.what + ": " + it.where + "\n");
  }
  output.document({{"findings", std::move(rows)}});
  if (findings.empty()) output.text("OK\n");
  return findings.empty() ? Exit::done : Exit::failed;
}

struct PurgeOptions {
  std::string history_before;
  int notice_days = 30;
};

result<Exit> purge(Context& context, const Output& output, const PurgeOptions& options) {
  BOOST_OUTCOME_TRY(only_operator(context));
  SqlitePurge what;
  what.now = context.clock().now();
  what.notices_after = std::chrono::days{options.notice_days};
  if (!options.history_before.empty()) {
    BOOST_OUTCOME_TRY(const Date date, date_of(options.history_before));
    what.history_before = Instant{date.time_since_epoch()};
  }
  const bool french = context.language() == text::Language::fr;
  const std::string notices = creneau::to_text(what.now - what.notices_after);
  std::string question =
      (french ? "Effacer l'adresse et le texte des courriels distribués avant le "
              : "Erase the address and text of mails delivered before ") +
      notices;
  if (what.history_before)
    question += (french ? ", et l'historique d'avant le " : ", and the history before ") +
                options.history_before;
  question += french ? " ?" : "?";
  if (context.options().preview) {
    output.document({{"question", question}});
    output.text(question + "\n");
    return Exit::done;
  }
  BOOST_OUTCOME_TRY(const bool wanted, output.confirm(question));
  if (!wanted) return Exit::refused;
  BOOST_OUTCOME_TRY(const SqlitePurged purged, context.database().purge(what));
  output.document(
      {{"notices", purged.notices}, {"events", purged.events}, {"refusals", purged.refusals}});
  output.text("notices " + std::to_string(purged.notices) + ", events " +
              std::to_string(purged.events) + ", refusals " + std::to_string(purged.refusals) +
              "\n");
  return Exit::done;
}

}  // namespace

void add_base(CLI::App& app, Program& program) {
  auto* init_command = app.add_subcommand("init", "Crée la base / make the database");
  init_command->callback([&program] {
    program.run = [&program](const Output& output) { return init(program.options, output); };
  });

  auto* backup =
      app.add_subcommand("backup", "Copie la base / copy the database while it is in use");
  auto path = std::make_shared<std::string>();
  backup->add_option("FILE", *path, "Fichier à créer / file to make")->required();
  program.on(backup, [path](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(only_operator(context));
    if (context.options().preview) {
      output.document({{"backup", *path}});
      output.text(*path + "\n");
      return Exit::done;
    }
    BOOST_OUTCOME_TRY(context.database().backup(*path));
    output.document({{"backup", *path}});
    output.text(*path + "\n");
    return Exit::done;
  });

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
