#include <pybind11/stl.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "facade/clock.hpp"
#include "facade/event_rows.hpp"
#include "facade/handles.hpp"
#include "facade/host_ports.hpp"
#include "port_rows.hpp"
#include "small_ports.hpp"

namespace creneau::python {

namespace {

/// A Python object that the engine calls from any thread, and gives up on any.
class Port {
 public:
  explicit Port(py::object it) : it_(std::move(it)) {}
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  ~Port() {
    const py::gil_scoped_acquire acquire;
    it_ = py::object();
  }

  /// Runs `work(object)` with the GIL; what it raises ends the engine's call.
  template <class Work>
  crn_status ask(facade::Answer& answer, Work&& work) const {
    const py::gil_scoped_acquire acquire;
    const pending::Aside aside;
    try {
      work(it_);
      return CRN_OK;
    } catch (py::error_already_set& error) {
      return pending::keep(error, answer);
    } catch (const Failed& failed) {
      answer.set_text(failed.error.text);
      return keep_type_error(std::string("a port answered what makes no sense: ") +
                                 std::string(creneau::name_of(failed.error.code)) + " " +
                                 failed.error.text,
                             answer);
    } catch (const py::builtin_exception& error) {
      error.set_error();
      py::error_already_set raised;
      return pending::keep(raised, answer);
    }
  }
  [[nodiscard]] const py::object& get() const noexcept { return it_; }

 private:
  /// What the port gave is not what it should be.
  [[nodiscard]] static crn_status keep_type_error(const std::string& text, facade::Answer& answer) {
    PyErr_SetString(PyExc_TypeError, text.c_str());
    py::error_already_set error;
    return pending::keep(error, answer);
  }
  py::object it_;
};

/// Change sets that a Python storage commits: `creneau.ports.Commit`.
struct Batch {
  facade::CommitBuilder* builder;  ///< null once the call has returned
  [[nodiscard]] facade::CommitBuilder& get() const {
    if (builder == nullptr) throw py::value_error("the commit is over");
    return *builder;
  }
};

/// One of them: `creneau.ports.ChangeSet`.
struct Change {
  std::shared_ptr<Batch> batch;
  std::size_t place;
  [[nodiscard]] const Event& event() const { return batch->get().event(place); }
  [[nodiscard]] const ChangeSet& changes() const { return event().changes; }
};

/// The arguments of a list, made once the GIL is held.
template <class Filter>
[[nodiscard]] auto python_args(const Filter& filter, const crn_page& page) {
  return [&filter, &page] { return py::make_tuple(python_of(filter), python_of(page)); };
}

class StorageOfPython final : public facade::StorageDelegate {
  /// A status that is no code: nobody knows.
  static constexpr crn_status kNoCode = -1;

 public:
  explicit StorageOfPython(py::object it) : port_(std::move(it)) {}

  [[nodiscard]] bool joins_commits() const noexcept override { return false; }
  crn_status load(const crn_needs& needs, facade::Rows& rows, facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) {
      const py::object snapshot = it.attr("load")(python_of(needs));
      rows.number = {field<std::int64_t>(snapshot, "number")};
      rows.rules_version = {field<std::int64_t>(snapshot, "rules_version")};
      rows.closures_revision = {field<std::int64_t>(snapshot, "closures_revision")};
      rows.more_candidates = field<bool>(snapshot, "more_candidates");
      if (const py::object seen = snapshot.attr("seen"); !seen.is_none()) add_event(rows, seen);
      add_sessions(rows, snapshot.attr("sessions"));
      add_reservations(rows, snapshot.attr("reservations"));
      add_blocks(rows, snapshot.attr("blocks"));
      add_closures(rows, snapshot.attr("closures"));
      add_rules(rows, snapshot.attr("rules"));
    });
  }
  crn_status commit(facade::CommitBuilder& commit, facade::Answer& answer) override {
    const py::gil_scoped_acquire acquire;
    const auto batch = std::make_shared<Batch>(Batch{&commit});
    const crn_status status = port_.ask(answer, [&](const py::object& it) {
      py::list sets;
      for (std::size_t place = 0; place < commit.size(); ++place)
        sets.append(py::cast(Change{batch, place}));
      it.attr("commit")(py::tuple(sets));
    });
    batch->builder = nullptr;
    // The engine tries again, and an exception does not say whether anything was committed.
    if (status == CRN_ERROR_CONFLICT) pending::forget();
    return status == CRN_ERROR_HOST_ERROR ? kNoCode : status;
  }
  crn_status record(const crn_refusal& refusal, facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) { it.attr("record")(python_of(refusal)); });
  }
  crn_status rules(facade::Rows& rows, facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) {
      const py::object document = it.attr("rules")();
      rows.rules_version = {field<std::int64_t>(document, "version")};
      add_rules(rows, document.attr("rules"));
    });
  }
  crn_status sessions(const crn_session_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(answer, "sessions", python_args(filter, page), rows, &add_sessions);
  }
  crn_status reservations(const crn_reservation_filter& filter, const crn_page& page,
                          facade::Rows& rows, facade::Answer& answer) override {
    return list(answer, "reservations", python_args(filter, page), rows,
                [](facade::Rows& to, const py::handle& from) {
                  py::list reservations, sessions;
                  for (const py::handle pair : from) {
                    reservations.append(pair[py::int_(0)]);
                    sessions.append(pair[py::int_(1)]);
                  }
                  add_reservations(to, reservations);
                  add_sessions(to, sessions);
                });
  }
  crn_status closures(const crn_closure_filter& filter, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(answer, "closures", python_args(filter, page), rows, &add_closures);
  }
  crn_status events(const crn_event_filter& filter, const crn_page& page, facade::Rows& rows,
                    facade::Answer& answer) override {
    return list(answer, "events", python_args(filter, page), rows,
                [](facade::Rows& to, const py::handle& from) {
                  for (const py::handle it : from) add_event(to, it);
                });
  }
  crn_status refusals(crn_departement departement, const crn_page& page, facade::Rows& rows,
                      facade::Answer& answer) override {
    return list(
        answer, "refusals", [&] { return py::make_tuple(str_of(departement), python_of(page)); },
        rows, &add_refusals);
  }
  crn_status week_units(const crn_week_query& query, std::int32_t now, facade::Rows& rows,
                        facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) {
      add_units(rows, it.attr("week_units")(python_of(query, now)));
    });
  }

 private:
  template <class Arguments, class Add>
  crn_status list(facade::Answer& answer, const char* name, Arguments&& arguments,
                  facade::Rows& rows, Add&& add) {
    return port_.ask(answer, [&](const py::object& it) {
      const py::tuple given = arguments();
      const py::object page = it.attr(name)(*given);
      add(rows, page.attr("rows"));
      set_page(rows, page);
    });
  }
  Port port_;
};

class DirectoryOfPython final : public facade::DirectoryDelegate {
 public:
  explicit DirectoryOfPython(py::object it) : port_(std::move(it)) {}

  crn_status look_up(const crn_directory_needs& needs, facade::Rows& rows,
                     facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) {
      if (needs.office != 0) add_offices(rows, it.attr("offices")(py::make_tuple(needs.office)));
      if (needs.school_count > 0)
        add_schools(rows, it.attr("schools")(ids_of({needs.schools, needs.school_count})));
      if (needs.centre_count > 0)
        add_centres(rows, it.attr("centres")(ids_of({needs.centres, needs.centre_count})));
      if (needs.inspector_count > 0)
        add_inspectors(rows,
                       it.attr("inspectors")(ids_of({needs.inspectors, needs.inspector_count})));
      if (needs.inspectors_of.code[0] != 0)
        add_inspectors(rows, it.attr("inspectors_of")(str_of(needs.inspectors_of)));
    });
  }
  crn_status offices(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return some(answer, "offices", ids, rows, &add_offices);
  }
  crn_status schools(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return some(answer, "schools", ids, rows, &add_schools);
  }
  crn_status inspectors(std::span<const std::int64_t> ids, facade::Rows& rows,
                        facade::Answer& answer) override {
    return some(answer, "inspectors", ids, rows, &add_inspectors);
  }
  crn_status centres(std::span<const std::int64_t> ids, facade::Rows& rows,
                     facade::Answer& answer) override {
    return some(answer, "centres", ids, rows, &add_centres);
  }
  crn_status find_schools(std::string_view text, std::size_t limit, facade::Rows& rows,
                          facade::Answer& answer) override {
    return port_.ask(answer, [&](const py::object& it) {
      add_schools(rows, it.attr("find_schools")(py::str(text.data(), text.size()), limit));
    });
  }

 private:
  crn_status some(facade::Answer& answer, const char* name, std::span<const std::int64_t> ids,
                  facade::Rows& rows, void (*add)(facade::Rows&, const py::handle&)) {
    return port_.ask(answer, [&](const py::object& it) { add(rows, it.attr(name)(ids_of(ids))); });
  }
  Port port_;
};

class NotifierOfPython final : public facade::NotifierDelegate {
 public:
  explicit NotifierOfPython(py::object it) : port_(std::move(it)) {}

  std::int32_t deliver(const Notice& notice, facade::Answer& answer) override {
    std::int32_t delivery = CRN_DELIVERY_UNCERTAIN;
    (void)port_.ask(answer, [&](const py::object& it) {
      delivery = field<std::int32_t>(it.attr("deliver")(python_of(notice)), "number");
    });
    return delivery;
  }

 private:
  Port port_;
};

class ClockOfPython final : public facade::ClockDelegate {
 public:
  /// Reads it once: a clock that never said anything cannot be worked with. \throw what it raises
  explicit ClockOfPython(py::object it) : last_(read(it)), port_(std::move(it)) {}

  std::int64_t now() noexcept override {
    std::int64_t now = last_;
    facade::Answer answer;
    (void)port_.ask(answer, [&](const py::object& it) { now = read(it); });
    last_ = now;
    return now;
  }

 private:
  [[nodiscard]] static std::int64_t read(const py::object& clock) {
    const auto now = field<PlainInstant>(clock, "now").microseconds;
    if (now == 0) throw py::type_error("a clock gives an aware datetime");
    return now;
  }
  /// What a clock that fails is taken to say: what it said before. Any thread may write it.
  std::atomic<std::int64_t> last_;
  Port port_;
};

/// An engine over ports that Python implements.
[[nodiscard]] std::shared_ptr<facade::Engine> engine_over_ports(const py::object& storage,
                                                                const py::object& directory,
                                                                const py::object& clock,
                                                                std::int32_t language) {
  facade::StoragePort storage_port{
      std::make_shared<facade::HostStorage>(std::make_unique<StorageOfPython>(storage))};
  facade::DirectoryPort directory_port{
      std::make_shared<facade::HostDirectory>(std::make_unique<DirectoryOfPython>(directory))};
  CRN_NEW(crn_engine_options, options);
  options.storage = facade::handle_of<crn_storage>(&storage_port);
  options.directory = facade::handle_of<crn_directory>(&directory_port);
  options.language = language;
  std::optional<facade::ClockPort> clock_port;
  if (!clock.is_none()) {
    clock_port.emplace(clock_of(clock));
    options.clock = facade::handle_of<crn_clock>(&*clock_port);
  }
  return need(facade::Engine::create(&options));
}

[[nodiscard]] py::tuple changed_sessions(const Change& it) {
  py::list rows;
  for (const SessionChange& change : it.changes().sessions)
    rows.append(py::make_tuple(change.before ? python_of(*change.before) : py::none(),
                               change.after ? python_of(*change.after) : py::none()));
  return rows;
}

[[nodiscard]] py::tuple changed_reservations(const Change& it) {
  const py::object row = py::module_::import("creneau.ports").attr("ReservationChange");
  py::list rows;
  for (const creneau::ReservationChange& change : it.changes().reservations)
    rows.append(row(change.id.value, change.school.value, change.session.value,
                    change.plan_before.value, change.plan_after.value, change.slots_before.bits(),
                    change.slots_after.bits(), change.leaves().bits(), change.enters().bits(),
                    change.revision_before.value, change.external_ref));
  return rows;
}

[[nodiscard]] py::tuple changed_blocks(const Change& it) {
  const py::object row = py::module_::import("creneau.ports").attr("BlockChange");
  py::list rows;
  for (const creneau::BlockChange& change : it.changes().blocks)
    rows.append(row(change.session.value, change.plan.value, change.slots.bits(), change.blocked,
                    std::string(creneau::code_of(change.reason)), change.note,
                    it.changes().takes_along(change)));
  return rows;
}

[[nodiscard]] py::tuple changed_closures(const Change& it) {
  py::list rows;
  for (const ClosureChange& change : it.changes().closures_changed)
    rows.append(py::make_tuple(python_of(change.closure), change.added));
  return rows;
}

[[nodiscard]] py::object rules_of_change(const Change& it) {
  if (!it.changes().rules_changed) return py::none();
  const py::object row = py::module_::import("creneau.rows").attr("Rule");
  const auto document = [&](const std::vector<RuleEntry>& entries) {
    py::list rows;
    for (const RuleEntry& entry : entries)
      rows.append(row(date_of(facade::plain(entry.from)), entry.key, entry.value));
    return py::tuple(rows);
  };
  return py::make_tuple(document(it.changes().rules_changed->before),
                        document(it.changes().rules_changed->after));
}

[[nodiscard]] py::tuple relied_on_of_change(const Change& it) {
  py::list rows;
  for (const Session& session : it.changes().relied_on) rows.append(python_of(session));
  return rows;
}

[[nodiscard]] py::tuple notices_of_change(const Change& it) {
  py::list rows;
  for (const Notice& notice : it.changes().notices) rows.append(python_of(notice));
  return rows;
}

using Ids = std::vector<std::int64_t>;

void bind_changes(py::module_& module) {
  py::class_<Change>(module, "ChangeSet")
      .def_property_readonly(
          "departement",
          [](const Change& it) { return std::string(it.changes().departement.code()); })
      .def_property_readonly(
          "role",
          [](const Change& it) { return std::string(creneau::code_of(it.changes().actor.role)); })
      .def_property_readonly("who", [](const Change& it) { return it.changes().actor.who; })
      .def_property_readonly("request", [](const Change& it) { return it.changes().request; })
      .def_property_readonly("rules_version",
                             [](const Change& it) { return it.changes().rules.value; })
      .def_property_readonly("closures_revision",
                             [](const Change& it) -> std::optional<std::int64_t> {
                               if (!it.changes().closures) return std::nullopt;
                               return it.changes().closures->value;
                             })
      .def_property_readonly("relied_on", &relied_on_of_change)
      .def_property_readonly("sessions", &changed_sessions)
      .def_property_readonly("reservations", &changed_reservations)
      .def_property_readonly("blocks", &changed_blocks)
      .def_property_readonly("closures", &changed_closures)
      .def_property_readonly("rules", &rules_of_change)
      .def_property_readonly("notices", &notices_of_change)
      .def_property_readonly("event", [](const Change& it) { return python_of(it.event()); })
      .def("assign",
           [](const Change& it, std::int64_t number, const Ids& sessions, const Ids& reservations,
              const Ids& closures) {
             need(it.batch->get().assign(it.place, number, {sessions, reservations, closures}));
           })
      .def("done", [](const Change& it) { need(it.batch->get().done(it.place)); })
      .def("conflict", [](const Change& it) { need(it.batch->get().conflict(it.place)); })
      .def("replayed",
           [](const Change& it, const py::object& event) {
             const TextsKept kept;
             const crn_event_head head = head_of(event);
             const py::object json = event.attr("json");
             need(it.batch->get().replayed(it.place, &head, TextsKept::latest().keep(json)));
           })
      .def("failed", [](const Change& it, std::int32_t number, const std::string& text) {
        need(it.batch->get().failed(it.place, number, text));
      });
}

/// A storage in Python as a capsule "creneau.Storage", for extensions in C++: a
/// `std::shared_ptr<creneau::Storage>`.
[[nodiscard]] py::capsule storage_capsule(const py::object& storage) {
  auto* const kept = new std::shared_ptr<Storage>(
      std::make_shared<facade::HostStorage>(std::make_unique<StorageOfPython>(storage)));
  return py::capsule(kept, "creneau.Storage", [](PyObject* capsule) {
    delete static_cast<std::shared_ptr<Storage>*>(PyCapsule_GetPointer(capsule, "creneau.Storage"));
  });
}

}  // namespace

std::unique_ptr<Notifier> notifier_of(const py::object& it) {
  return std::make_unique<facade::HostNotifier>(std::make_unique<NotifierOfPython>(it));
}

std::shared_ptr<const Clock> clock_of(const py::object& it) {
  return std::make_shared<facade::HostClock>(std::make_unique<ClockOfPython>(it));
}

void bind_ports(py::module_& module) {
  bind_changes(module);
  module.def("engine_over_ports", &engine_over_ports);
  module.def("storage_capsule", &storage_capsule);
  module.def("name_matches", [](const std::string& name, const std::string& typed) {
    return name_matches(fold_name(name), fold_name(typed));
  });
  module.def("event_matches", [](const py::object& event, std::int64_t session,
                                 std::int64_t reservation, std::int64_t school) {
    facade::Rows rows;
    add_event(rows, event);
    EventFilter filter;
    filter.session = {session};
    filter.reservation = {reservation};
    filter.school = {school};
    return filter.tells_of(rows.events.front().changes);
  });
}

}  // namespace creneau::python
