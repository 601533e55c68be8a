#pragma once
/// \file
/// What C++ calls in Java: SWIG makes directors of these. Each is called on the thread of the call that
/// needs it, and answers with a message that begins with a status.

#include <exception>

#include "message.hpp"

namespace creneau::java {

/// What Java threw where it must not.
class Thrown : public std::exception {};

class StorageUpcall {
 public:
  virtual ~StorageUpcall() = default;
  virtual bool joinsCommits() = 0;
  virtual Bytes load(const Bytes& needs) = 0;
  virtual Bytes commit(const Bytes& sets) = 0;
  virtual Bytes record(const Bytes& refusal) = 0;
  virtual Bytes rules() = 0;
  virtual Bytes sessions(const Bytes& which) = 0;
  virtual Bytes reservations(const Bytes& which) = 0;
  virtual Bytes closures(const Bytes& which) = 0;
  virtual Bytes events(const Bytes& which) = 0;
  virtual Bytes refusals(const Bytes& which) = 0;
  virtual Bytes weekUnits(const Bytes& which) = 0;
};

class DirectoryUpcall {
 public:
  virtual ~DirectoryUpcall() = default;
  virtual Bytes lookUp(const Bytes& needs) = 0;
  virtual Bytes offices(const Bytes& ids) = 0;
  virtual Bytes schools(const Bytes& ids) = 0;
  virtual Bytes inspectors(const Bytes& ids) = 0;
  virtual Bytes centres(const Bytes& ids) = 0;
  virtual Bytes findSchools(const Bytes& which) = 0;
};

class OutboxUpcall {
 public:
  virtual ~OutboxUpcall() = default;
  virtual Bytes lease(const Bytes& which) = 0;
  virtual Bytes report(const Bytes& report) = 0;
  virtual Bytes notices(const Bytes& which) = 0;
  virtual Bytes retry(const Bytes& which) = 0;
};

class NotifierUpcall {
 public:
  virtual ~NotifierUpcall() = default;
  virtual Bytes deliver(const Bytes& notice) = 0;
};

class ClockUpcall {
 public:
  virtual ~ClockUpcall() = default;
  /// Microseconds since 1970-01-01T00:00Z. Throws nothing.
  virtual long long now() = 0;
};

class LogUpcall {
 public:
  virtual ~LogUpcall() = default;
  virtual void tell(int level, const Bytes& message) = 0;
};

}  // namespace creneau::java
