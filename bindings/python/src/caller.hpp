#pragma once
/// \file
/// Somebody who gives commands to an engine and asks it: what Python's Office, School, Inspector,
/// Reader and Operator stand on. Every call gives up the GIL while the engine works.

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <utility>

#include "convert.hpp"
#include "facade/engine.hpp"
#include "failed.hpp"

namespace creneau::python {

/// The receipt of a command, or its preview.
using ReceiptKept = std::shared_ptr<Event>;

/// An actor at an engine. Thread-safe if the engine's ports are.
class Caller {
 public:
  Caller(std::shared_ptr<facade::Engine> engine, std::int32_t role, std::int64_t who,
         std::string subject)
      : engine_(std::move(engine)), role_(role), who_(who), subject_(std::move(subject)) {}

  [[nodiscard]] const facade::Engine& engine() const noexcept { return *engine_; }
  [[nodiscard]] crn_actor actor() const noexcept {
    CRN_NEW(crn_actor, it);
    it.role = role_;
    it.who = who_;
    it.subject = text_of(subject_);
    return it;
  }

 private:
  std::shared_ptr<facade::Engine> engine_;
  std::int32_t role_;
  std::int64_t who_;
  std::string subject_;
};

/// The envelope of a command, as Python gives it.
struct Envelope {
  std::string departement;
  std::string request;
  std::int32_t mode = CRN_MODE_RUN;
};

/// Runs what the facade runs, without the GIL.
template <class Work>
[[nodiscard]] auto without_gil(Work&& work) {
  const pybind11::gil_scoped_release release;
  return work();
}

/// The number of a code's name, zero of an empty one. \throw ValueError
[[nodiscard]] std::int32_t code_of(std::int32_t list, const std::string& name);

void bind_commands(pybind11::class_<Caller>& caller);
void bind_queries(pybind11::module_& module, pybind11::class_<Caller>& caller);
void bind_receipt(pybind11::module_& module);
void bind_database(pybind11::module_& module);
void bind_simulation(pybind11::module_& module);

}  // namespace creneau::python
