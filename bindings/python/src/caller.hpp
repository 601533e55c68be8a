#pragma once
/// \file
/// Somebody who gives commands to an engine and asks it: what Python's Office, School, Inspector,
/// Reader and Operator stand on. Every call gives up the GIL while the engine works.

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "facade/engine.hpp"
#include "failed.hpp"
#include "pending.hpp"

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
  /// The whole history of a département, and its whole journal of refusals.
  /// \{
  [[nodiscard]] std::vector<Event> events(const std::string& departement, std::int64_t after = 0,
                                          std::int64_t session = 0, std::int64_t reservation = 0,
                                          std::int64_t school = 0) const;
  [[nodiscard]] std::vector<facade::RefusalRow> refusals(const std::string& departement) const;
  /// \}
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
  pending::forget();
  const pybind11::gil_scoped_release release;
  return work();
}

/// What is wrong with a file, one by one.
[[nodiscard]] Failed::Faults faults_of(const facade::Rows& rows);

/// Runs `work(call, receipt)`, and gives the receipt. `faults`: of the file that it speaks of.
template <class Work>
[[nodiscard]] ReceiptKept give(const Caller& caller, const Envelope& envelope, Work&& work,
                               const facade::Rows* faults = nullptr) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_call, call);
  call.mode = envelope.mode;
  call.actor = &actor;
  call.request = text_of(envelope.request);
  call.departement = departement_of(envelope.departement);
  auto receipt = std::make_shared<Event>();
  result<void> done = without_gil([&] { return work(&call, *receipt); });
  if (!done)
    fail(std::move(done.assume_error()), faults == nullptr ? Failed::Faults{} : faults_of(*faults));
  pending::rethrow();
  return receipt;
}

/// The value of a result that speaks of a file; where there is none, fails with all of its faults.
template <class T>
[[nodiscard]] T need_of_file(result<T>&& outcome, const facade::Rows& rows) {
  if (outcome) return std::move(outcome.assume_value());
  fail(std::move(outcome.assume_error()), faults_of(rows));
}

/// The number of a code's name, zero of an empty one. \throw ValueError
[[nodiscard]] std::int32_t code_of(std::int32_t list, const std::string& name);

void bind_commands(pybind11::class_<Caller>& caller);
void bind_queries(pybind11::module_& module, pybind11::class_<Caller>& caller);
void bind_receipt(pybind11::module_& module);
void bind_database(pybind11::module_& module);
void bind_ports(pybind11::module_& module);
void bind_files(pybind11::module_& module, pybind11::class_<Caller>& caller);
void bind_notices(pybind11::module_& module, pybind11::class_<Caller>& caller);
void bind_batches(pybind11::module_& module, pybind11::class_<Caller>& caller);
void bind_simulation(pybind11::module_& module);

}  // namespace creneau::python
