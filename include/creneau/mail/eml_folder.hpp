#pragma once
/// \file
/// Mails as files: for a host that sends them by other means, for trials and archives.

#include <filesystem>

#include "creneau/mail/compose.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::mail {

/// Writes each notice into a folder as one file, `20260601T080000Z-notice-123.eml` (the UTC time of
/// the command and the notice's id), which only its owner may read. A file appears whole or not at
/// all and is on the disk when the notice counts as delivered; the same notice again replaces its
/// file. Thread-safe.
class EmlFolder final : public Notifier {
 public:
  /// The folder must exist when a notice is delivered. `bad_address` or `bad_text` for an identity
  /// that cannot stand in headers.
  [[nodiscard]] static result<EmlFolder> create(std::filesystem::path folder, Identity identity);

  /// Delivered; failed, with the system's words, where the folder cannot be written or the disk is
  /// full; refused where no mail can be made of the notice.
  [[nodiscard]] Answer deliver(const Notice& notice) override;

 private:
  EmlFolder(std::filesystem::path folder, Identity identity)
      : folder_(std::move(folder)), identity_(std::move(identity)) {}

  std::filesystem::path folder_;
  Identity identity_;
};

}  // namespace creneau::mail
