#include "creneau/engine/dispatcher.hpp"
#include "creneau/mail/eml_folder.hpp"
#include "creneau/smtp/smtp_notifier.hpp"
#include "creneau/text/mail_address.hpp"
#include "facade/commands.hpp"
#include "facade/engine.hpp"

namespace creneau::facade {

namespace {

/// A number that is left out, or one above zero.
template <class Value, class Number>
[[nodiscard]] result<void> take_positive(Value& to, Number from, const char* name) {
  if (from < 0) return bad_argument(name);
  if (from > 0) to = Value{from};
  return success();
}

[[nodiscard]] result<DispatcherOptions> options_of(const crn_send_options* from) {
  StructIn<crn_send_options> read(from, "options", true);
  BOOST_OUTCOME_TRY(read.check());
  DispatcherOptions options;
  if (read->batch != 0) options.batch = read->batch;
  BOOST_OUTCOME_TRY(take_positive(options.lease, read->lease_seconds, "lease_seconds"));
  BOOST_OUTCOME_TRY(take_positive(options.longest_delivery, read->longest_delivery_seconds,
                                  "longest_delivery_seconds"));
  BOOST_OUTCOME_TRY(take_positive(options.max_attempts, read->max_attempts, "max_attempts"));
  BOOST_OUTCOME_TRY(
      take_positive(options.first_delay, read->first_delay_seconds, "first_delay_seconds"));
  BOOST_OUTCOME_TRY(
      take_positive(options.longest_delay, read->longest_delay_seconds, "longest_delay_seconds"));
  return options;
}

[[nodiscard]] result<mail::Identity> identity_of(const crn_identity* from) {
  StructIn<crn_identity> read(from, "identity");
  BOOST_OUTCOME_TRY(read.check());
  mail::Identity identity;
  BOOST_OUTCOME_TRY(identity.address, text_of(read->address, "address"));
  BOOST_OUTCOME_TRY(identity.name, text_of(read->name, "name"));
  BOOST_OUTCOME_TRY(identity.domain, text_of(read->domain, "domain"));
  return identity;
}

[[nodiscard]] result<smtp::Security> security_of(std::int32_t number) {
  switch (number) {
    case CRN_SECURITY_STARTTLS: return smtp::Security::starttls;
    case CRN_SECURITY_TLS: return smtp::Security::tls;
    case CRN_SECURITY_STARTTLS_IF_THERE: return smtp::Security::starttls_if_there;
    case CRN_SECURITY_NONE: return smtp::Security::none;
    default: return bad_argument("security");
  }
}

template <class Created>
[[nodiscard]] std::unique_ptr<NotifierPort> port_of(Created&& notifier) {
  auto port = std::make_unique<NotifierPort>();
  port->it = std::make_shared<std::decay_t<Created>>(std::forward<Created>(notifier));
  return port;
}

}  // namespace

result<Outbox*> Engine::outbox() const {
  if (outbox_) return outbox_.get();
  return Error{ErrorCode::unsupported}.with_text("outbox");
}

result<void> Engine::send(const crn_actor* actor, Notifier& notifier,
                          const crn_send_options* options, crn_sent& sent) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const DispatcherOptions how, options_of(options));
  BOOST_OUTCOME_TRY(authorize_upkeep(who));
  BOOST_OUTCOME_TRY(Outbox* const notices, outbox());
  LoggedNotifier logged(notifier, log_);
  DispatchReport done;
  const auto count = [&] {
    sent = {sizeof(crn_sent), 0,         done.delivered, done.failed,
            done.uncertain,   done.dead, done.lost,      done.left};
  };
  try {
    result<void> ran = Dispatcher(*notices, log_ ? logged : notifier, *clock_, how).run(done);
    count();
    return ran;
  } catch (const std::bad_alloc&) {
    count();
    return Error{ErrorCode::no_memory};
  }
}

result<std::unique_ptr<Rows>> Engine::notices(const crn_actor* actor, std::int32_t status,
                                              std::int64_t after, std::size_t limit) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const auto of, read_optional_code<NoticeStatus>(status, "status"));
  BOOST_OUTCOME_TRY(authorize_upkeep(who));
  if (limit > kMaxPage)
    return Error{ErrorCode::too_large}.with_limit(kMaxPage, static_cast<std::int64_t>(limit));
  BOOST_OUTCOME_TRY(Outbox* const it, outbox());
  auto rows = std::make_unique<Rows>();
  BOOST_OUTCOME_TRY(rows->notices, it->notices(of, {after}, limit == 0 ? kMaxPage : limit));
  return rows;
}

result<void> Engine::retry(const crn_actor* actor, const std::int64_t* ids, std::size_t count,
                           crn_text address) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  std::vector<NoticeId> which;
  BOOST_OUTCOME_TRY(read_ids(ids, count, which, "notices"));
  BOOST_OUTCOME_TRY(const auto to, text_of(address, "address"));
  BOOST_OUTCOME_TRY(authorize_upkeep(who));
  if (!to.empty() && !text::is_mail_address(to))
    return Error{ErrorCode::bad_address}.with_text(std::string(to));
  BOOST_OUTCOME_TRY(Outbox* const it, outbox());
  return it->retry(std::move(which), std::string(to), clock_->now());
}

result<std::string> mail_of(const Notice& notice, const crn_identity* identity) {
  BOOST_OUTCOME_TRY(const mail::Identity who, identity_of(identity));
  BOOST_OUTCOME_TRY(mail::check(who));
  BOOST_OUTCOME_TRY(mail::Mail mail, mail::compose(notice, who));
  return std::move(mail.bytes);
}

result<std::unique_ptr<NotifierPort>> smtp_notifier(const crn_smtp_options* options) {
  StructIn<crn_smtp_options> read(options, "options");
  BOOST_OUTCOME_TRY(read.check());
  smtp::SmtpOptions how;
  BOOST_OUTCOME_TRY(how.identity, identity_of(read->identity));
  BOOST_OUTCOME_TRY(how.host, text_of(read->host, "host"));
  if (read->port < 0 || read->port > UINT16_MAX) return bad_argument("port");
  if (read->port != 0) how.port = static_cast<std::uint16_t>(read->port);
  BOOST_OUTCOME_TRY(how.security, security_of(read->security));
  BOOST_OUTCOME_TRY(how.user, text_of(read->user, "user"));
  BOOST_OUTCOME_TRY(how.password, text_of(read->password, "password"));
  BOOST_OUTCOME_TRY(how.ca_file, text_of(read->ca_file, "ca_file"));
  BOOST_OUTCOME_TRY(how.hello_name, text_of(read->hello_name, "hello_name"));
  BOOST_OUTCOME_TRY(
      take_positive(how.connect_timeout, read->connect_timeout_ms, "connect_timeout_ms"));
  BOOST_OUTCOME_TRY(take_positive(how.timeout, read->timeout_ms, "timeout_ms"));
  BOOST_OUTCOME_TRY(auto notifier, smtp::SmtpNotifier::create(std::move(how)));
  return port_of(std::move(notifier));
}

result<std::unique_ptr<NotifierPort>> folder_notifier(crn_text folder,
                                                      const crn_identity* identity) {
  BOOST_OUTCOME_TRY(const std::string path, path_of(folder, "folder"));
  BOOST_OUTCOME_TRY(mail::Identity who, identity_of(identity));
  BOOST_OUTCOME_TRY(auto notifier, mail::EmlFolder::create(path, std::move(who)));
  return port_of(std::move(notifier));
}

}  // namespace creneau::facade
