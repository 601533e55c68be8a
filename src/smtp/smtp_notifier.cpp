#include "creneau/smtp/smtp_notifier.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <string_view>

#include "creneau/policy/name_matching.hpp"
#include "creneau/text/mail_address.hpp"
#include "mail/answers.hpp"
#include "smtp/conversation.hpp"

namespace creneau::smtp {

namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// libcurl wants to be started once in a process; the first who needs it does so.
bool start_curl() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

/// A host name, or an IP address in digits. It is set apart from the rest of the URL below, so that
/// nothing in it can be anything else.
bool is_host(std::string_view host) {
  if (text::is_mail_domain(host)) return true;
  return host.find(':') != std::string_view::npos &&
         host.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

std::string url_of(const SmtpOptions& options) {
  const bool is_v6 = options.host.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + options.host + "]" : options.host;
  const std::string port = std::to_string(options.port);
  const std::string path = "/" + options.hello_name;
  const Url url(curl_url(), &curl_url_cleanup);
  char* whole = nullptr;
  const bool is_set =
      url != nullptr &&
      curl_url_set(url.get(), CURLUPART_SCHEME,
                   options.security == Security::tls ? "smtps" : "smtp", 0) == CURLUE_OK &&
      curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) == CURLUE_OK &&
      curl_url_set(url.get(), CURLUPART_PORT, port.c_str(), 0) == CURLUE_OK &&
      curl_url_set(url.get(), CURLUPART_PATH, path.c_str(), 0) == CURLUE_OK &&
      curl_url_get(url.get(), CURLUPART_URL, &whole, 0) == CURLUE_OK;
  std::string text = is_set ? whole : "";
  curl_free(whole);
  return text;
}

long use_ssl(Security security) {
  switch (security) {
    case Security::none: return CURLUSESSL_NONE;
    case Security::starttls_if_there: return CURLUSESSL_TRY;
    case Security::starttls:
    case Security::tls: break;
  }
  return CURLUSESSL_ALL;
}

std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* conversation) {
  return static_cast<Conversation*>(conversation)->take(buffer, size * count);
}

int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* conversation) {
  try {
    auto& it = *static_cast<Conversation*>(conversation);
    if (type == CURLINFO_HEADER_OUT) it.command({data, size});
    if (type == CURLINFO_HEADER_IN) it.reply({data, size});
  } catch (const std::exception&) {
    // Out of memory: the reply stays unknown, which is judged as such.
  }
  return 0;
}

/// The server's replies reach `on_debug`; without this they would be printed.
std::size_t on_write(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

/// Sets options until one is refused.
class Setter {
 public:
  explicit Setter(CURL* curl) : curl_(curl) {}
  template <class Value>
  Setter& set(CURLoption option, Value value) {
    if (result_ == CURLE_OK) result_ = curl_easy_setopt(curl_, option, value);
    return *this;
  }
  [[nodiscard]] CURLcode result() const { return result_; }

 private:
  CURL* curl_;
  CURLcode result_ = CURLE_OK;
};

CURLcode set_up(CURL* curl, const SmtpOptions& options, const mail::Mail& mail,
                const curl_slist* recipients, Conversation& conversation, char* error) {
  Setter setter(curl);
  setter.set(CURLOPT_ERRORBUFFER, error)
      .set(CURLOPT_URL, url_of(options).c_str())
      .set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
      .set(CURLOPT_PROXY, "")  // not the environment's
      .set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED))
      .set(CURLOPT_NOSIGNAL, 1L)
      .set(CURLOPT_FORBID_REUSE, 1L)
      .set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()))
      .set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()))
      // Also bounds the wait for the answer to QUIT, which the one above does not.
      .set(CURLOPT_SERVER_RESPONSE_TIMEOUT,
           static_cast<long>(std::chrono::ceil<std::chrono::seconds>(options.timeout).count()));
  setter.set(CURLOPT_USE_SSL, use_ssl(options.security))
      .set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2))
      .set(CURLOPT_SSL_VERIFYPEER, 1L)
      .set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty())
    setter.set(CURLOPT_CAINFO, options.ca_file.c_str())
        .set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  if (!options.user.empty())
    setter.set(CURLOPT_USERNAME, options.user.c_str())
        .set(CURLOPT_PASSWORD, options.password.c_str());
  // The size of the mail is not announced: libcurl would stop at it and not ask for the end, which
  // is how the conversation knows that the final dot comes.
  setter.set(CURLOPT_UPLOAD, 1L)
      .set(CURLOPT_MAIL_FROM, mail.from.c_str())
      .set(CURLOPT_MAIL_RCPT, recipients)
      .set(CURLOPT_READFUNCTION, &on_read)
      .set(CURLOPT_READDATA, static_cast<void*>(&conversation))
      .set(CURLOPT_WRITEFUNCTION, &on_write)
      .set(CURLOPT_VERBOSE, 1L)
      .set(CURLOPT_DEBUGFUNCTION, &on_debug)
      .set(CURLOPT_DEBUGDATA, static_cast<void*>(&conversation));
  return setter.result();
}

Notifier::Answer send(const SmtpOptions& options, const mail::Mail& mail) {
  // Before the handle, which may still report while it is cleaned up.
  Conversation conversation(mail.bytes);
  std::array<char, CURL_ERROR_SIZE> error{};
  const List recipients(curl_slist_append(nullptr, mail.to.c_str()), &curl_slist_free_all);
  const Handle curl(curl_easy_init(), &curl_easy_cleanup);
  if (curl == nullptr || recipients == nullptr) return {Delivery::failed, "out of memory"};
  CURLcode code = set_up(curl.get(), options, mail, recipients.get(), conversation, error.data());
  if (code == CURLE_OK) code = curl_easy_perform(curl.get());
  // Known before anything below can run out of memory.
  Notifier::Answer answer;
  answer.delivery = code == CURLE_OK ? Delivery::delivered : conversation.judge();
  try {
    const std::string said = mail::printable(conversation.said());
    const bool explains = code == CURLE_OK || said.starts_with('4') || said.starts_with('5');
    answer.text = said;
    if (!explains) {
      answer.text = mail::printable(error[0] != '\0' ? error.data() : curl_easy_strerror(code));
      if (!said.empty()) answer.text += " (last reply: " + said + ")";
    }
  } catch (const std::exception&) {
    answer.text.clear();
  }
  return answer;
}

result<void> check(const SmtpOptions& options) {
  const auto bad = [](const char* option) {
    return Error{ErrorCode::bad_argument}.with_text(option);
  };
  const bool encrypted =
      options.security == Security::starttls || options.security == Security::tls;
  if (!is_host(options.host)) return bad("host");
  if (options.port == 0) return bad("port");
  if (!text::is_mail_domain(options.hello_name)) return bad("hello_name");
  if (options.connect_timeout.count() <= 0) return bad("connect_timeout");
  if (options.timeout.count() <= 0) return bad("timeout");
  if (!options.user.empty() && !encrypted) return bad("user");
  if (!is_clean_text(options.user)) return bad("user");
  if (!is_clean_text(options.password)) return bad("password");
  if (options.ca_file.find('\0') != std::string::npos) return bad("ca_file");
  return success();
}

}  // namespace

result<SmtpNotifier> SmtpNotifier::create(SmtpOptions options) {
  BOOST_OUTCOME_TRY(mail::check(options.identity));
  if (options.hello_name.empty()) options.hello_name = options.identity.domain;
  BOOST_OUTCOME_TRY(check(options));
  if (!start_curl()) return Error{ErrorCode::unsupported}.with_text("libcurl");
  return SmtpNotifier(std::move(options));
}

Notifier::Answer SmtpNotifier::deliver(const Notice& notice) {
  try {
    const result<mail::Mail> mail = mail::compose(notice, options_.identity);
    if (!mail) return mail::cannot_compose(mail.assume_error());
    return send(options_, mail.assume_value());
  } catch (const std::exception& thrown) {
    return {Delivery::failed, mail::printable(thrown.what())};
  }
}

}  // namespace creneau::smtp
