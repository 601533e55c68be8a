#include "creneau/mail/eml_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <system_error>

#include "creneau/model/iso_text.hpp"
#include "mail/answers.hpp"

namespace creneau::mail {

namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

/// An open file of the system.
class File {
 public:
  explicit File(int descriptor) noexcept : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) (void)::close(descriptor_);
  }

  [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
  [[nodiscard]] std::error_code write(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return last_error();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  [[nodiscard]] std::error_code sync() noexcept {
    return ::fsync(descriptor_) == 0 ? std::error_code{} : last_error();
  }
  /// Some file systems tell of a full disk only here.
  [[nodiscard]] std::error_code close() noexcept {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    return ::close(descriptor) == 0 ? std::error_code{} : last_error();
  }

 private:
  int descriptor_;
};

std::error_code write_new(File& file, std::string_view bytes) {
  if (const auto error = file.write(bytes)) return error;
  if (const auto error = file.sync()) return error;
  return file.close();
}

/// Writes a file beside its place, then moves it there.
std::error_code write_whole(const std::filesystem::path& folder, const std::string& name,
                            std::string_view bytes) {
  std::string draft = (folder / ("." + name + ".XXXXXX")).string();
  File file(::mkostemp(draft.data(), O_CLOEXEC));
  if (!file.is_open()) return last_error();
  std::error_code error = write_new(file, bytes);
  if (!error && ::rename(draft.c_str(), (folder / name).c_str()) != 0) error = last_error();
  if (error) {
    (void)::unlink(draft.c_str());
    return error;
  }
  File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.is_open() ? directory.sync() : last_error();
}

std::string name_of(const Notice& notice) {
  std::string time = to_text(std::chrono::floor<std::chrono::seconds>(notice.at));
  std::erase_if(time, [](char letter) { return letter == '-' || letter == ':'; });
  return time + "-notice-" + std::to_string(notice.id.value) + ".eml";
}

}  // namespace

result<EmlFolder> EmlFolder::create(std::filesystem::path folder, Identity identity) {
  BOOST_OUTCOME_TRY(check(identity));
  return EmlFolder(std::move(folder), std::move(identity));
}

Notifier::Answer EmlFolder::deliver(const Notice& notice) {
  try {
    const result<Mail> mail = compose(notice, identity_);
    if (!mail) return cannot_compose(mail.assume_error());
    std::string name = name_of(notice);
    const std::error_code error = write_whole(folder_, name, mail.assume_value().bytes);
    if (error) return {Delivery::failed, folder_.string() + ": " + error.message()};
    return {Delivery::delivered, std::move(name)};
  } catch (const std::exception& thrown) {
    return {Delivery::failed, thrown.what()};
  }
}

}  // namespace creneau::mail
