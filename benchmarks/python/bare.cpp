/// \file
/// What a Python call costs when nothing stands between pybind11 and the engine: the floor of calls.py.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>

#include "creneau/creneau.hpp"

namespace {

namespace py = pybind11;
using namespace creneau;

/// A département with an engine over memory, as `creneau.connect(":memory:")` has it.
class Bare {
 public:
  Bare() {
    Office office;
    office.id = {1};
    office.departements.insert(k93);
    directory_.add(office);
    School school;
    school.id = {12};
    directory_.add(school);
    Centre centre;
    centre.id = {3};
    centre.departement = k93;
    directory_.add(centre);
    Inspector inspector;
    inspector.id = {7};
    inspector.matricule = "93-07";
    inspector.postings = {{k93, {}}};
    directory_.add(inspector);
  }

  /// Plans mornings from a day on, and gives their sessions.
  py::list plan(int days) {
    py::list ids;
    CreateSessions create;
    create.override_calendar = true;
    for (int day = 0; day < days; ++day)
      create.sessions.push_back(
          {{7}, make_date(2026, 6, 15) + std::chrono::days{day}, HalfDay::morning, {}, {}});
    const Receipt created = engine_.run(call(), create).value();
    PlanSessions plan;
    plan.centre = {3};
    plan.category = Category::ce;
    plan.override_calendar = true;
    for (const SessionChange& it : created.changes.sessions) plan.sessions.push_back(it.after->id);
    (void)engine_.run(call(), plan).value();
    for (const SessionId id : plan.sessions) ids.append(id.value);
    return ids;
  }

  [[nodiscard]] std::shared_ptr<Receipt> reserve(std::int64_t school, std::int64_t session,
                                                 std::uint32_t plan, std::uint32_t ordinal) {
    auto receipt = std::make_shared<Receipt>();
    const py::gil_scoped_release release;
    ReserveSlots command;
    command.school = {school};
    command.slots.push_back({{session}, {plan}, ordinal});
    engine_.run(call(), command, *receipt).value();
    return receipt;
  }

  [[nodiscard]] std::int64_t reserve_all(const py::array_t<std::int64_t>& schools,
                                         const py::array_t<std::int64_t>& sessions,
                                         const py::array_t<std::int64_t>& plans,
                                         const py::array_t<std::int64_t>& ordinals) {
    const py::gil_scoped_release release;
    std::int64_t done = 0;
    for (py::ssize_t place = 0; place < schools.size(); ++place) {
      ReserveSlots command;
      command.school = {schools.data()[place]};
      command.slots.push_back({{sessions.data()[place]},
                               {static_cast<std::uint32_t>(plans.data()[place])},
                               static_cast<std::uint32_t>(ordinals.data()[place])});
      Receipt receipt;
      done += engine_.run(call(), command, receipt).has_value();
    }
    return done;
  }

 private:
  inline static const Departement k93 = *Departement::from_code("93");
  [[nodiscard]] static Call call() { return {Actor::of_office({1}), k93, {}}; }

  MemoryDirectory directory_;
  MemoryStorage storage_;
  ManualClock clock_{*parse_instant("2026-06-01T08:00:00Z")};
  Engine engine_{storage_, directory_, clock_};
};

}  // namespace

PYBIND11_MODULE(bare, module) {
  py::class_<Receipt, std::shared_ptr<Receipt>>(module, "Receipt", py::module_local())
      .def_property_readonly("number", [](const Receipt& it) { return it.number.value; });
  py::class_<Bare>(module, "Bare")
      .def(py::init<>())
      .def("plan", &Bare::plan)
      .def("reserve", &Bare::reserve)
      .def("reserve_all", &Bare::reserve_all);
}
