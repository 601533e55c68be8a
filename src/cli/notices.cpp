// notices list | send | retry.
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/mail/eml_folder.hpp"
#include "creneau/smtp/smtp_notifier.hpp"
#include "creneau/text/mail_address.hpp"
#include "creneau/text/names.hpp"
#include "xlsx/system_error.hpp"

namespace creneau::cli {

namespace {

struct NoticeListOptions {
  std::string status;
  std::int64_t after = 0;
  std::size_t limit = 200;
};

result<std::optional<NoticeStatus>> status_of(const std::string& code) {
  if (code.empty()) return std::nullopt;
  for (std::size_t index = 0; index < detail::kNoticeStatusCodes.size(); ++index)
    if (detail::kNoticeStatusCodes[index] == code) return static_cast<NoticeStatus>(index);
  return Error{ErrorCode::bad_argument}.with_text("--status " + code);
}

/// When it came to be, in the département's time.
std::string local_text(const Notice& notice) {
  std::string text = creneau::to_text(
      std::chrono::floor<Minutes>(to_local(zone_of(notice.departement), notice.at)));
  text[10] = ' ';
  return text;
}

/// The address, or who has none.
std::string recipient(const Notice& notice, text::Names& names) {
  if (!notice.address.empty()) return notice.address;
  return notice.to_school ? names.of(notice.to_school) : names.of(notice.to_office);
}

result<Exit> list(Context& context, const Output& output, const NoticeListOptions& options) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  BOOST_OUTCOME_TRY(const auto status, status_of(options.status));
  BOOST_OUTCOME_TRY(const auto found,
                    context.database().notices(status, {options.after}, options.limit));
  Table table = output.columns({{"n°", "no."},
                                {"le", "at"},
                                {"avis", "notice"},
                                {"à", "to"},
                                {"statut", "status"},
                                {"essais", "tries"},
                                {"incertains", "uncertain"},
                                {"réponse", "answer"}});
  text::Names names(context.language(), context.database());
  json::Array rows;
  for (const OutboxEntry& entry : found) {
    rows.push_back(json::of(entry));
    table.add({std::to_string(entry.notice.id.value), local_text(entry.notice),
               std::string(text::in_words(context.language(), entry.notice.kind)),
               recipient(entry.notice, names),
               std::string(text::in_words(context.language(), entry.status)),
               std::to_string(entry.attempts), std::to_string(entry.uncertain), entry.last_error});
  }
  const bool more = found.size() == options.limit;
  output.document({{"rows", std::move(rows)},
                   {"next", more ? json::Json(found.back().notice.id.value) : json::Json()}});
  output.table(table);
  if (more) output.text("… --after " + std::to_string(found.back().notice.id.value) + "\n");
  return Exit::done;
}

struct SendOptions {
  std::string folder;
  std::string server;
  std::string security = "starttls";
  std::string user;
  std::string password_file;
  std::string ca_file;
  std::string from_address = "creneau@localhost.localdomain";
  std::string from_name = "Creneau";
  std::string domain = "creneau.invalid";
};

result<std::unique_ptr<Notifier>> notifier_of(const SendOptions& options) {
  if (options.folder.empty() == options.server.empty())
    return Error{ErrorCode::bad_argument}.with_text("--folder|--server");
  const mail::Identity identity{options.from_address, options.from_name, options.domain};
  if (!options.folder.empty()) {
    std::error_code failed;
    std::filesystem::create_directories(options.folder, failed);
    if (failed) return xlsx::system_error(failed.value(), options.folder);
    BOOST_OUTCOME_TRY(auto folder, mail::EmlFolder::create(options.folder, identity));
    return std::make_unique<mail::EmlFolder>(std::move(folder));
  }
  smtp::SmtpOptions smtp;
  smtp.identity = identity;
  const auto colon = options.server.rfind(':');
  smtp.host = options.server.substr(0, colon);
  if (colon != std::string::npos) {
    const auto port = parse_id(options.server.substr(colon + 1));
    if (!port || *port > 65535)
      return Error{ErrorCode::bad_argument}.with_text("--server " + options.server);
    smtp.port = static_cast<std::uint16_t>(*port);
  }
  smtp.security = options.security == "none"          ? smtp::Security::none
                  : options.security == "opportunist" ? smtp::Security::starttls_if_there
                  : options.security == "tls"         ? smtp::Security::tls
                                                      : smtp::Security::starttls;
  smtp.user = options.user;
  if (!options.password_file.empty()) {
    std::ifstream file(options.password_file);
    if (!std::getline(file, smtp.password))
      return Error{ErrorCode::bad_file}.with_text(options.password_file);
  }
  smtp.ca_file = options.ca_file;
  BOOST_OUTCOME_TRY(auto notifier, smtp::SmtpNotifier::create(std::move(smtp)));
  return std::make_unique<smtp::SmtpNotifier>(std::move(notifier));
}

/// A notifier that moves the progress bar.
class Watched final : public Notifier {
 public:
  Watched(Notifier& inner, Progress& progress) : inner_(inner), progress_(progress) {}
  Answer deliver(const Notice& notice) override {
    Answer answer = inner_.deliver(notice);
    progress_.advance();
    return answer;
  }

 private:
  Notifier& inner_;
  Progress& progress_;
};

result<Exit> send(Context& context, const Output& output, const SendOptions& options) {
  BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
  BOOST_OUTCOME_TRY(const auto pending,
                    context.database().notices(NoticeStatus::pending, {}, SIZE_MAX >> 1));
  if (context.options().preview) {
    if (options.folder.empty()) {
      BOOST_OUTCOME_TRY(notifier_of(options));
    } else if (std::error_code ignored; std::filesystem::exists(options.folder, ignored) &&
                                        !std::filesystem::is_directory(options.folder, ignored)) {
      return xlsx::system_error(ENOTDIR, options.folder);
    }
    output.document({{"pending", pending.size()}});
    output.text(output.say("À envoyer : ", "To be sent: ") + std::to_string(pending.size()) + "\n");
    return Exit::done;
  }
  BOOST_OUTCOME_TRY(const auto notifier, notifier_of(options));
  DispatchReport report;
  {
    Progress progress(context.options(), output.say("Envoi", "Sending"), pending.size());
    Watched watched(*notifier, progress);
    Dispatcher dispatcher(context.database(), watched, context.clock());
    BOOST_OUTCOME_TRY(report, dispatcher.run());
  }
  output.document({{"delivered", report.delivered},
                   {"failed", report.failed},
                   {"uncertain", report.uncertain},
                   {"dead", report.dead},
                   {"lost", report.lost}});
  output.text(output.say("Distribués : ", "Delivered: ") + std::to_string(report.delivered) +
              output.say(", à réessayer : ", ", to be tried again: ") +
              std::to_string(report.failed) + output.say(", incertains : ", ", uncertain: ") +
              std::to_string(report.uncertain) + output.say(", abandonnés : ", ", given up: ") +
              std::to_string(report.dead) + "\n");
  if (report.failed + report.uncertain + report.dead != 0)
    output.text(output.say("Les réponses reçues : creneau notices list.",
                           "What was answered: creneau notices list.") +
                "\n");
  const bool all_well = report.failed + report.uncertain + report.dead + report.lost == 0;
  return all_well ? Exit::done : Exit::failed;
}

/// Whether each of these may be sent again, as the storage decides it: dead or undeliverable, to an
/// address.
result<void> check_retry(Context& context, const std::vector<NoticeId>& ids,
                         const std::string& address) {
  for (const NoticeId id : ids) {
    BOOST_OUTCOME_TRY(const auto found, context.database().notices({}, {id.value - 1}, 1));
    if (found.empty() || found.front().notice.id != id ||
        (found.front().status != NoticeStatus::undeliverable &&
         found.front().status != NoticeStatus::dead))
      return Error{ErrorCode::unknown_notice, id};
    if (address.empty() && found.front().notice.address.empty())
      return Error{ErrorCode::bad_address, id};
  }
  return success();
}

}  // namespace

void add_notices(CLI::App& app, Program& program) {
  auto* notices = app.add_subcommand("notices", "Les courriels / mails");
  notices->require_subcommand(1);

  auto* list_command = notices->add_subcommand("list", "Liste les courriels / list mails");
  auto list_options = std::make_shared<NoticeListOptions>();
  list_command->add_option("--status", list_options->status, "Statut / Status")
      ->check(CLI::IsMember({"pending", "delivered", "undeliverable", "dead"}));
  list_command->add_option("--after", list_options->after, "Après ce numéro / after this number")
      ->check(decimal(18));
  list_command->add_option("--limit", list_options->limit, "Lignes au plus / rows at most")
      ->check(CLI::Range(std::size_t{1}, kMaxPage));
  program.on(list_command, [list_options](Context& context, const Output& output) {
    return list(context, output, *list_options);
  });

  auto* send_command = notices->add_subcommand("send", "Envoie ce qui est dû / send what is due");
  auto send_options = std::make_shared<SendOptions>();
  send_command->add_option("--folder", send_options->folder,
                           "Écrit des fichiers .eml / write .eml files");
  send_command->add_option("--server", send_options->server, "SMTP: host[:port]");
  send_command->add_option("--security", send_options->security, "starttls, tls, opportunist, none")
      ->check(CLI::IsMember({"starttls", "tls", "opportunist", "none"}));
  send_command->add_option("--user", send_options->user, "Compte / account");
  send_command->add_option("--password-file", send_options->password_file,
                           "Fichier du mot de passe / file of the password");
  send_command->add_option("--ca-file", send_options->ca_file, "Autorités / authorities (PEM)");
  send_command->add_option("--from-address", send_options->from_address, "Expéditeur / sender");
  send_command->add_option("--from-name", send_options->from_name,
                           "Nom de l'expéditeur / name of the sender");
  send_command->add_option(
      "--domain", send_options->domain,
      "Fin des Message-ID ; ne doit jamais changer / ends Message-IDs; must never change");
  program.on(send_command, [send_options](Context& context, const Output& output) {
    return send(context, output, *send_options);
  });

  auto* retry = notices->add_subcommand(
      "retry", "Renvoie des courriels abandonnés / send dead or undeliverable ones again");
  auto ids = std::make_shared<std::vector<std::string>>();
  auto address = std::make_shared<std::string>();
  retry->add_option("NOTICE", *ids, "Numéros d'avis / numbers of notices")->required();
  retry->add_option("--address", *address, "À cette adresse / to this address");
  program.on(retry, [ids, address](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
    std::vector<NoticeId> named;
    BOOST_OUTCOME_TRY(parse_ids(*ids, named));
    if (!address->empty() && !text::is_mail_address(*address))
      return Error{ErrorCode::bad_address}.with_text(*address);
    BOOST_OUTCOME_TRY(check_retry(context, named, *address));
    const bool preview = context.options().preview;
    if (!preview) {
      BOOST_OUTCOME_TRY(context.database().retry(named, *address, context.clock().now()));
    }
    output.document({{preview ? "to_retry" : "retried", named.size()}});
    output.text((preview ? output.say("À remettre à l'envoi : ", "To be sent again: ")
                         : output.say("Remis à l'envoi : ", "Will be sent again: ")) +
                std::to_string(named.size()) + "\n");
    return Exit::done;
  });
}

}  // namespace creneau::cli
