#include "sqlite/draft.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace creneau::sqlite {

namespace {

/// What SQLite may leave of a database file, the file itself first.
constexpr std::array kParts{"", "-journal", "-wal", "-shm"};

[[nodiscard]] Error failed(int number, const std::string& path) {
  const ErrorCode code =
      number == ENOSPC || number == EDQUOT ? ErrorCode::storage_full : ErrorCode::storage_failed;
  return Error{code}.with_text(path + ": " + std::generic_category().message(number));
}

/// A file is under its new name for good when its folder is synced.
[[nodiscard]] bool sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  const int descriptor =
      open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  const int number = errno;
  close(descriptor);
  errno = number;
  return synced;
}

}  // namespace

result<Draft> Draft::beside(const std::string& path) {
  std::error_code ignored;
  for (const char* part : kParts)
    if (std::filesystem::exists(path + part, ignored))
      return Error{ErrorCode::bad_argument}.with_text(path + part);
  static std::atomic<int> count{0};
  std::string name;
  do {
    name = path + "." + std::to_string(getpid()) + "-" + std::to_string(count++) + ".part";
  } while (std::filesystem::exists(name, ignored));
  return Draft(path, std::move(name));
}

Draft::~Draft() {
  if (name_.empty()) return;
  std::error_code ignored;
  for (const char* part : kParts) std::filesystem::remove(name_ + part, ignored);
}

result<void> Draft::keep() {
  // Somebody else's file may have come meanwhile: a link, unlike a new name, replaces nothing.
  if (link(name_.c_str(), path_.c_str()) == 0) {
    unlink(name_.c_str());
  } else if (errno == EEXIST) {
    return Error{ErrorCode::bad_argument}.with_text(path_);
  } else if (rename(name_.c_str(), path_.c_str()) != 0) {
    // Nor are there links on this file system.
    return failed(errno, path_);
  }
  name_.clear();
  if (!sync_folder_of(path_)) return failed(errno, path_);
  return success();
}

}  // namespace creneau::sqlite
