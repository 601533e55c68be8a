#include "cli/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "xlsx/system_error.hpp"

namespace creneau::cli {

namespace {

/// A new file beside `path`, under a name that nobody has.
int open_beside(const std::string& path, std::string& name) {
  constexpr int kMostNames = 1000;
  for (int attempt = 0; attempt < kMostNames; ++attempt) {
    name = path + "." + std::to_string(getpid()) + "-" + std::to_string(attempt) + ".part";
    const int file = open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file) == 0;
}

}  // namespace

result<std::string> read_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return Error{ErrorCode::not_a_file}.with_text(path);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    const bool forbidden = errno == EACCES || errno == EPERM;
    return Error{missing     ? ErrorCode::missing_file
                 : forbidden ? ErrorCode::unreadable_file
                             : ErrorCode::bad_file}
        .with_text(path);
  }
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return Error{ErrorCode::bad_file}.with_text(path);
  return bytes;
}

result<void> write_file(const std::string& path, const std::string& bytes) {
  std::string name;
  const int file = open_beside(path, name);
  if (file < 0) return xlsx::system_error(errno, path);
  bool whole = write_all(file, bytes);
  int number = errno;
  close(file);
  if (whole && std::rename(name.c_str(), path.c_str()) != 0) {
    whole = false;
    number = errno;
  }
  if (whole) return success();
  unlink(name.c_str());
  return xlsx::system_error(number, path);
}

result<void> check_place(const std::string& path) {
  std::error_code ignored;
  const auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return success();
  return xlsx::system_error(ENOENT, path);
}

}  // namespace creneau::cli
