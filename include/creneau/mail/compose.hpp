#pragma once
/// \file
/// A notice as the bytes of a mail.

#include <string>

#include "creneau/model/notice.hpp"
#include "creneau/model/result.hpp"

namespace creneau::mail {

/// In whose name an installation sends.
struct Identity {
  std::string address;  ///< From, and the organizer of the calendar entries
  std::string name;     ///< shown with the address; UTF-8, may be empty
  /// Ends Message-IDs and the UIDs of calendar entries, so it must never change: a calendar finds
  /// an entry again by its UID. A host name, which need not resolve.
  std::string domain;
};

/// Checks that an identity can stand in headers. `bad_address` for an address or a domain that is
/// none, `bad_text` for a name with control characters.
[[nodiscard]] result<void> check(const Identity& identity);

/// A mail, ready to be sent.
struct Mail {
  std::string from;        ///< the envelope's sender, an address alone
  std::string to;          ///< the envelope's recipient, an address alone
  std::string message_id;  ///< with its angle brackets
  std::string bytes;       ///< RFC 5322, lines end in CR LF and are at most 998 bytes, 7-bit
};

/// Composes the mail of a notice: its text, its HTML, and a calendar entry for each line. The
/// notice must have its id and its texts.
///
/// A line of which something is still held (and any line of a new or changed reservation) becomes
/// an entry of METHOD REQUEST with the times that are held, any other METHOD CANCEL. UID is
/// `reservation-ID@domain`, SEQUENCE the line's; times are UTC, converted from the notice's
/// département.
///
/// The same notice and identity always give the same bytes, so that a repeated mail can be known by
/// its Message-ID (`notice-ID-AT@domain`, AT in microseconds since 1970).
///
/// Nothing of the notice can add a header, a recipient or a part: `bad_address` for a recipient or
/// a reply-to address that is no plain address, `bad_text` for a text that is not UTF-8 or has
/// control characters (line feeds and tabs are allowed in bodies), `bad_argument` for an id that is
/// missing. Thread-safe.
[[nodiscard]] result<Mail> compose(const Notice& notice, const Identity& identity);

}  // namespace creneau::mail
