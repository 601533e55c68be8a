// Loaded into a server: while the file that CRENEAU_DISK_IS_FULL names is there, nothing can be
// written below the folder that stands in it: "/base/", where tables are, or "/pg_wal/".
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

bool is_full(int file) {
  const char* flag = std::getenv("CRENEAU_DISK_IS_FULL");
  const int opened = flag == nullptr ? -1 : open(flag, O_RDONLY | O_CLOEXEC);
  if (opened < 0) return false;
  std::array<char, 64> folder{};
  const ssize_t length = read(opened, folder.data(), folder.size());
  close(opened);
  std::array<char, 4096> path{};
  const ssize_t size =
      readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path.data(), path.size());
  return size > 0 && length > 0 &&
         std::string_view(path.data(), static_cast<std::size_t>(size))
                 .find(std::string_view(folder.data(), static_cast<std::size_t>(length))) !=
             std::string_view::npos;
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
  static const auto real = next<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite");
  if (!is_full(file)) return real(file, bytes, count, at);
  errno = ENOSPC;
  return -1;
}

ssize_t pwrite64(int file, const void* bytes, std::size_t count, off_t at) {
  return pwrite(file, bytes, count, at);
}

ssize_t pwritev(int file, const iovec* parts, int count, off_t at) {
  static const auto real = next<ssize_t (*)(int, const iovec*, int, off_t)>("pwritev");
  if (!is_full(file)) return real(file, parts, count, at);
  errno = ENOSPC;
  return -1;
}

ssize_t pwritev64(int file, const iovec* parts, int count, off_t at) {
  return pwritev(file, parts, count, at);
}

int posix_fallocate(int file, off_t at, off_t size) {
  static const auto real = next<int (*)(int, off_t, off_t)>("posix_fallocate");
  return is_full(file) ? ENOSPC : real(file, at, size);
}

}  // extern "C"
