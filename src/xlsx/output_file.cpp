#include "xlsx/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "xlsx/system_error.hpp"

namespace creneau::xlsx {

result<OutputFile> OutputFile::beside(const std::filesystem::path& target) {
  constexpr int kMostNames = 1000;
  for (int attempt = 0; attempt < kMostNames; ++attempt) {
    const std::string name = "." + target.filename().string() + "." + std::to_string(getpid()) +
                             "-" + std::to_string(attempt) + ".part";
    auto path = target.parent_path() / name;
    const int descriptor = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor >= 0) return OutputFile(target, std::move(path), descriptor);
    if (errno != EEXIST) break;
  }
  return system_error(errno, target.string());
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : target_(std::move(other.target_)),
      name_(std::move(other.name_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {
  other.name_.clear();
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!name_.empty()) unlink(name_.c_str());
}

Error OutputFile::failed(int number) const {
  return system_error(number, target_.string());
}

result<void> OutputFile::keep(int source) {
  std::array<char, 65536> block;
  off_t offset = 0;
  while (true) {
    const ssize_t read = pread(source, block.data(), block.size(), offset);
    if (read < 0) return failed(errno);
    if (read == 0) break;
    for (ssize_t done = 0; done < read;) {
      const ssize_t written =
          write(descriptor_, block.data() + done, static_cast<std::size_t>(read - done));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failed(errno);
      done += written;
    }
    offset += read;
  }
  if (fsync(descriptor_) != 0) return failed(errno);
  if (close(std::exchange(descriptor_, -1)) != 0) return failed(errno);
  if (rename(name_.c_str(), target_.c_str()) != 0) return failed(errno);
  name_.clear();
  return success();
}

}  // namespace creneau::xlsx
