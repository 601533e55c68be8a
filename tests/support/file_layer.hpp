#pragma once
/// \file
/// SQLite's default file layer with a hook before every call on which durability depends.

#include <sqlite3.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <string_view>

namespace creneau::testing {

/// One call of SQLite to its file layer.
struct FileCall {
  enum class Action : std::uint8_t { open, remove, write, truncate, sync, lock };
  Action action = Action::open;
  std::string_view path;        ///< empty: a temporary file
  std::span<const char> bytes;  ///< of a write
  std::int64_t place = 0;       ///< of a write; the new size of a truncate
  int flags = 0;                ///< of an open, sync or lock; of a remove: whether for good
  sqlite3_file* file = nullptr;
  int* opened_as = nullptr;
};

/// A file layer under a name of its own. Files stay real files of the default layer; a deriving
/// class sees each call first. Not to be destroyed before the databases that use it.
class FileLayer {
 public:
  FileLayer() : default_(sqlite3_vfs_find(nullptr)), vfs_(*default_) {
    static std::atomic<int> count{0};
    name_ = "layer-" + std::to_string(++count);
    vfs_.iVersion = 1;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + default_->szOsFile;
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    vfs_.xAccess = [](sqlite3_vfs* vfs, const char* path, int flags, int* answer) {
      return of(vfs).default_->xAccess(of(vfs).default_, path, flags, answer);
    };
    vfs_.xFullPathname = [](sqlite3_vfs* vfs, const char* path, int size, char* full) {
      return of(vfs).default_->xFullPathname(of(vfs).default_, path, size, full);
    };
    vfs_.xSleep = [](sqlite3_vfs* vfs, int microseconds) { return of(vfs).sleep(microseconds); };
    if (sqlite3_vfs_register(&vfs_, 0) != SQLITE_OK) std::abort();
  }
  FileLayer(const FileLayer&) = delete;
  FileLayer& operator=(const FileLayer&) = delete;
  virtual ~FileLayer() { sqlite3_vfs_unregister(&vfs_); }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 protected:
  /// What a call does: by default what the default layer does, but for syncs, which cost time and
  /// protect from nothing but a power cut.
  virtual int on(const FileCall& call) { return perform(call); }

  /// Waits until a lock may be free.
  virtual int sleep(int microseconds) { return default_->xSleep(default_, microseconds); }

  /// Lets the default layer do it.
  int perform(const FileCall& call) {
    const char* path = call.path.empty() ? nullptr : call.path.data();
    switch (call.action) {
      case FileCall::Action::open:
        return default_->xOpen(default_, path, call.file, call.flags, call.opened_as);
      case FileCall::Action::remove: return default_->xDelete(default_, path, call.flags);
      case FileCall::Action::write:
        return call.file->pMethods->xWrite(call.file, call.bytes.data(),
                                           static_cast<int>(call.bytes.size()), call.place);
      case FileCall::Action::truncate: return call.file->pMethods->xTruncate(call.file, call.place);
      case FileCall::Action::sync: return SQLITE_OK;
      case FileCall::Action::lock: return call.file->pMethods->xLock(call.file, call.flags);
    }
    return SQLITE_MISUSE;
  }

 private:
  /// What SQLite holds; the default layer's own part follows it in memory.
  struct File {
    sqlite3_file base;
    FileLayer* layer;
    const char* path;
    sqlite3_file* real;
  };

  static FileLayer& of(sqlite3_vfs* vfs) noexcept {
    return *static_cast<FileLayer*>(vfs->pAppData);
  }
  static File& of(sqlite3_file* file) noexcept { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real(sqlite3_file* file) noexcept { return of(file).real; }
  static const sqlite3_io_methods& methods(sqlite3_file* file) noexcept {
    return *real(file)->pMethods;
  }
  static int call(sqlite3_file* file, FileCall call) {
    call.path = of(file).path == nullptr ? "" : of(file).path;
    call.file = real(file);
    return of(file).layer->on(call);
  }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                  int* opened_as) {
    File& it = *new (file) File{};
    it.layer = &of(vfs);
    it.path = path;
    it.real = reinterpret_cast<sqlite3_file*>(&it + 1);
    it.real->pMethods = nullptr;
    FileCall call;
    call.action = FileCall::Action::open;
    call.path = path == nullptr ? "" : path;
    call.flags = flags;
    call.file = it.real;
    call.opened_as = opened_as;
    const int code = of(vfs).on(call);
    it.base.pMethods = it.real->pMethods == nullptr ? nullptr : &kMethods;
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int for_good) {
    FileCall call;
    call.action = FileCall::Action::remove;
    call.path = path;
    call.flags = for_good;
    return of(vfs).on(call);
  }

  static constexpr sqlite3_io_methods kMethods{
      2,
      [](sqlite3_file* file) { return methods(file).xClose(real(file)); },
      [](sqlite3_file* file, void* bytes, int size, sqlite3_int64 place) {
        return methods(file).xRead(real(file), bytes, size, place);
      },
      [](sqlite3_file* file, const void* bytes, int size, sqlite3_int64 place) {
        FileCall it;
        it.action = FileCall::Action::write;
        it.bytes = {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
        it.place = place;
        return call(file, it);
      },
      [](sqlite3_file* file, sqlite3_int64 size) {
        FileCall it;
        it.action = FileCall::Action::truncate;
        it.place = size;
        return call(file, it);
      },
      [](sqlite3_file* file, int flags) {
        FileCall it;
        it.action = FileCall::Action::sync;
        it.flags = flags;
        return call(file, it);
      },
      [](sqlite3_file* file, sqlite3_int64* size) {
        return methods(file).xFileSize(real(file), size);
      },
      [](sqlite3_file* file, int level) {
        FileCall it;
        it.action = FileCall::Action::lock;
        it.flags = level;
        return call(file, it);
      },
      [](sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); },
      [](sqlite3_file* file, int* reserved) {
        return methods(file).xCheckReservedLock(real(file), reserved);
      },
      [](sqlite3_file* file, int what, void* argument) {
        return methods(file).xFileControl(real(file), what, argument);
      },
      [](sqlite3_file* file) { return methods(file).xSectorSize(real(file)); },
      [](sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); },
      [](sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
        return methods(file).xShmMap(real(file), page, size, extend, memory);
      },
      [](sqlite3_file* file, int offset, int count, int flags) {
        return methods(file).xShmLock(real(file), offset, count, flags);
      },
      [](sqlite3_file* file) { methods(file).xShmBarrier(real(file)); },
      [](sqlite3_file* file, int remove_it) {
        return methods(file).xShmUnmap(real(file), remove_it);
      },
      nullptr,
      nullptr,
  };

  sqlite3_vfs* default_;
  sqlite3_vfs vfs_;
  std::string name_;
};

}  // namespace creneau::testing
