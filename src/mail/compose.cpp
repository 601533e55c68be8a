#include "creneau/mail/compose.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>

#include "mail/calendar.hpp"
#include "mail/checks.hpp"

namespace creneau::mail {

namespace {

constexpr const char* kCharset = "utf-8";

template <auto Function>
struct Call {
  template <class Argument>
  void operator()(Argument* argument) const {
    Function(argument);
  }
};
template <class Type>
using Object = std::unique_ptr<Type, Call<g_object_unref>>;

/// GMime counts its initializations without a lock.
void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

/// Base64 where more than a third of the bytes would have to be quoted, else what people can read.
GMimeContentEncoding encoding_of(std::string_view body) {
  const auto foreign = std::count_if(
      body.begin(), body.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
  return static_cast<std::size_t>(foreign) * 3 > body.size()
             ? GMIME_CONTENT_ENCODING_BASE64
             : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
}

/// Base64 keeps line ends as they are, so they must be a mail's already.
std::string with_mail_line_ends(std::string_view body) {
  std::string text;
  text.reserve(body.size() + body.size() / 32);
  for (const char letter : body) {
    if (letter == '\n') text.push_back('\r');
    text.push_back(letter);
  }
  return text;
}

Object<GMimePart> part_of(const char* subtype, std::string_view body) {
  Object<GMimePart> part(g_mime_part_new_with_type("text", subtype));
  const GMimeContentEncoding encoding = encoding_of(body);
  const std::string content =
      encoding == GMIME_CONTENT_ENCODING_BASE64 ? with_mail_line_ends(body) : std::string(body);
  const Object<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(content.data(), content.size()));
  const Object<GMimeDataWrapper> wrapper(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part.get(), wrapper.get());
  g_mime_part_set_content_encoding(part.get(), encoding);
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", kCharset);
  return part;
}

/// The boundary is made of the notice, not drawn, so that the bytes are the same each time. It
/// cannot occur in a body: quoted-printable never has "=_", base64 has no "_".
Object<GMimeMultipart> multipart_of(const char* subtype, const std::string& unique) {
  Object<GMimeMultipart> multipart(g_mime_multipart_new_with_subtype(subtype));
  g_mime_multipart_set_boundary(multipart.get(), ("=_" + unique + "-" + subtype).c_str());
  return multipart;
}

void add(GMimeMultipart* multipart, GMimeObject* part) {
  g_mime_multipart_add(multipart, part);
}

Object<GMimePart> calendar_part(const Notice& notice, const NoticeLine& line,
                                const Identity& identity) {
  Object<GMimePart> part = part_of("calendar", calendar_of(notice, line, identity));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "method",
                                           method_of(notice, line));
  const std::string name = "reservation-" + std::to_string(line.reservation.value) + ".ics";
  g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(part.get(), name.c_str());
  return part;
}

/// A text that looks like an encoded word would be decoded by the reader, to whatever it hides.
std::string without_encoded_words(std::string text) {
  for (auto place = text.find("=?"); place != std::string::npos; place = text.find("=?", place))
    text.insert(place + 1, " ");
  return text;
}

void set_mailbox(GMimeMessage* message, GMimeAddressType type, const std::string& name,
                 const std::string& address) {
  const Object<InternetAddress> mailbox(
      internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), address.c_str()));
  internet_address_set_charset(mailbox.get(), kCharset);
  internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox.get());
}

void set_headers(GMimeMessage* message, const Notice& notice, const Identity& identity,
                 const std::string& unique) {
  set_mailbox(message, GMIME_ADDRESS_TYPE_FROM, without_encoded_words(identity.name),
              identity.address);
  set_mailbox(message, GMIME_ADDRESS_TYPE_TO, {}, notice.address);
  if (!notice.reply_to.empty())
    set_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, {}, notice.reply_to);
  g_mime_message_set_subject(message, without_encoded_words(notice.message.subject).c_str(),
                             kCharset);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(notice.at).time_since_epoch();
  const std::unique_ptr<GDateTime, Call<g_date_time_unref>> date(
      g_date_time_new_from_unix_utc(seconds.count()));
  g_mime_message_set_date(message, date.get());
  g_mime_message_set_message_id(message, (unique + "@" + identity.domain).c_str());
  // RFC 3834: no absence notices in return.
  g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", kCharset);
}

std::string bytes_of(GMimeMessage* message) {
  const std::unique_ptr<GMimeFormatOptions, Call<g_mime_format_options_free>> format(
      g_mime_format_options_new());
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  const Object<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), format.get(), stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

result<Mail> compose(const Notice& notice, const Identity& identity) {
  BOOST_OUTCOME_TRY(check(identity));
  BOOST_OUTCOME_TRY(check(notice));
  start_gmime();

  const std::string unique = "notice-" + std::to_string(notice.id.value) + "-" +
                             std::to_string(notice.at.time_since_epoch().count());
  const Object<GMimeMultipart> mixed = multipart_of("mixed", unique);
  const Object<GMimeMultipart> alternative = multipart_of("alternative", unique);
  add(alternative.get(), GMIME_OBJECT(part_of("plain", notice.message.text).get()));
  if (!notice.message.html.empty())
    add(alternative.get(), GMIME_OBJECT(part_of("html", notice.message.html).get()));
  add(mixed.get(), GMIME_OBJECT(alternative.get()));
  for (const NoticeLine& line : notice.lines)
    add(mixed.get(), GMIME_OBJECT(calendar_part(notice, line, identity).get()));

  const Object<GMimeMessage> message(g_mime_message_new(TRUE));
  set_headers(message.get(), notice, identity, unique);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(mixed.get()));
  return Mail{identity.address, notice.address, "<" + unique + "@" + identity.domain + ">",
              bytes_of(message.get())};
}

}  // namespace creneau::mail
