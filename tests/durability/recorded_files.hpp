#pragma once
/// \file
/// What a power cut leaves of files: the calls that SQLite made, and the disks that may come of
/// them.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/figures.hpp"
#include "support/file_layer.hpp"

namespace creneau::testing {

/// One change of a file or of its folder, as SQLite asked for it. Paths are without the folder.
struct FileChange {
  enum class Kind : std::uint8_t { create, remove, remove_for_good, write, truncate, sync };
  Kind kind;
  std::string path;
  std::string bytes{};    ///< of a write
  std::size_t place = 0;  ///< of a write; the new size of a truncate
};

/// Notes every change.
class RecordedFiles final : public FileLayer {
 public:
  [[nodiscard]] const std::vector<FileChange>& changes() const noexcept { return changes_; }
  /// The `place`-th sync from now on (from 1) reports an error and does nothing.
  void fail_sync(int place) {
    syncs_left_ = place;
    has_failed_ = false;
  }
  [[nodiscard]] bool has_failed() const noexcept { return has_failed_; }

 private:
  using Action = FileCall::Action;
  int on(const FileCall& call) override {
    const std::string path = std::filesystem::path(call.path).filename().string();
    if (path.empty()) return perform(call);
    if (call.action == Action::sync && syncs_left_ > 0 && --syncs_left_ == 0) {
      has_failed_ = true;
      return SQLITE_IOERR_FSYNC;
    }
    const bool is_new = call.action == Action::open && !std::filesystem::exists(call.path);
    const int code = perform(call);
    if (code != SQLITE_OK) return code;
    const auto place = static_cast<std::size_t>(call.place);
    using Kind = FileChange::Kind;
    switch (call.action) {
      case Action::open:
        if (is_new) changes_.push_back({Kind::create, path});
        break;
      case Action::remove:
        changes_.push_back({call.flags != 0 ? Kind::remove_for_good : Kind::remove, path});
        break;
      case Action::write:
        changes_.push_back(
            {Kind::write, path, std::string(call.bytes.begin(), call.bytes.end()), place});
        break;
      case Action::truncate: changes_.push_back({Kind::truncate, path, {}, place}); break;
      case Action::sync: changes_.push_back({Kind::sync, path}); break;
      case Action::lock: break;
    }
    return code;
  }

  std::vector<FileChange> changes_;
  int syncs_left_ = 0;
  bool has_failed_ = false;
};

/// The files of a folder, by name.
using Image = std::map<std::string, std::string>;

inline Image read_image(const std::filesystem::path& folder) {
  Image image;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    image[entry.path().filename().string()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return image;
}

inline void write_image(const Image& image, const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    std::filesystem::remove(entry.path());
  for (const auto& [path, bytes] : image) std::ofstream(folder / path, std::ios::binary) << bytes;
}

/// A disk with a cache: what was synced stays, of the rest anything may be lost.
class Disk {
 public:
  explicit Disk(const Image& image = {}) {
    for (const auto& [path, bytes] : image) {
      durable_names_[path] = names_[path] = files_.size();
      files_.push_back({bytes, {}});
    }
  }

  void apply(const FileChange& change) {
    using Kind = FileChange::Kind;
    switch (change.kind) {
      case Kind::create:
        names_[change.path] = files_.size();
        unsynced_names_.emplace_back(change.path, files_.size());
        files_.emplace_back();
        return;
      case Kind::remove:
      case Kind::remove_for_good:
        names_.erase(change.path);
        unsynced_names_.emplace_back(change.path, std::nullopt);
        if (change.kind == Kind::remove_for_good) sync_names();
        return;
      case Kind::write:
      case Kind::truncate: file(change.path).unsynced.push_back(change); return;
      case Kind::sync: break;
    }
    File& it = file(change.path);
    for (const FileChange& unsynced : it.unsynced) lay(unsynced, it.durable, nullptr);
    it.unsynced.clear();
    // With a journal its folder is synced, too; SQLite does so once, after making it.
    if (change.path.ends_with("-journal") || change.path.ends_with("-wal")) sync_names();
  }

  /// What may be left if the power goes now.
  [[nodiscard]] Image cut(Dice& dice) const {
    const Luck luck = static_cast<Luck>(dice.below(5));
    auto names = durable_names_;
    const std::size_t kept = luck == Luck::none  ? 0
                             : luck == Luck::all ? unsynced_names_.size()
                                                 : dice.below(unsynced_names_.size() + 1);
    for (std::size_t index = 0; index < kept; ++index) lay(unsynced_names_[index], names);
    Image image;
    for (const auto& [path, number] : names) {
      const File& it = files_[number];
      std::string bytes = it.durable;
      const std::size_t first = dice.below(it.unsynced.size() + 1);
      for (std::size_t index = 0; index < it.unsynced.size(); ++index) {
        const bool stays = luck == Luck::all || (luck == Luck::first_ones && index < first) ||
                           (luck >= Luck::some && dice.one_in(2));
        if (stays) lay(it.unsynced[index], bytes, luck == Luck::torn ? &dice : nullptr);
      }
      image.emplace(path, std::move(bytes));
    }
    return image;
  }

 private:
  /// What becomes of changes that were not synced.
  enum class Luck : std::uint8_t { none, all, first_ones, some, torn };
  static constexpr std::size_t kSector = 512;

  struct File {
    std::string durable;
    std::vector<FileChange> unsynced;
  };
  using NameChange = std::pair<std::string, std::optional<std::size_t>>;

  [[nodiscard]] File& file(const std::string& path) { return files_[names_.at(path)]; }

  /// Makes a change in a file's bytes; with dice, each sector of a write by itself or not.
  static void lay(const FileChange& change, std::string& bytes, Dice* torn) {
    if (change.kind == FileChange::Kind::truncate) {
      bytes.resize(change.place);
      return;
    }
    const std::size_t end = change.place + change.bytes.size();
    if (bytes.size() < end) bytes.resize(end);
    for (std::size_t place = change.place; place < end;) {
      const std::size_t next = std::min(end, (place / kSector + 1) * kSector);
      if (torn == nullptr || torn->one_in(2))
        bytes.replace(place, next - place, change.bytes, place - change.place, next - place);
      place = next;
    }
  }
  static void lay(const NameChange& change, std::map<std::string, std::size_t>& names) {
    if (change.second)
      names[change.first] = *change.second;
    else
      names.erase(change.first);
  }
  void sync_names() {
    for (const NameChange& change : unsynced_names_) lay(change, durable_names_);
    unsynced_names_.clear();
  }

  std::vector<File> files_;
  std::map<std::string, std::size_t> names_;
  std::map<std::string, std::size_t> durable_names_;
  std::vector<NameChange> unsynced_names_;
};

}  // namespace creneau::testing
