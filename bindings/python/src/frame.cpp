#include "frame.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "arrow.hpp"

namespace creneau::python {

namespace py = pybind11;

Column& Frame::add(std::string name, ColumnType type) {
  columns_.push_back(std::make_unique<Column>());
  columns_.back()->name = std::move(name);
  columns_.back()->type = type;
  return *columns_.back();
}

std::size_t Frame::rows() const noexcept {
  if (columns_.empty()) return 0;
  const Column& first = *columns_.front();
  switch (first.type) {
    case ColumnType::text: return first.ends.size();
    case ColumnType::real: return first.reals.size();
    default: return first.numbers.size();
  }
}

const Column& Frame::column(const std::string& name) const {
  for (const auto& column : columns_)
    if (column->name == name) return *column;
  throw py::key_error(name);
}

void put_missing(Column& column) {
  const std::size_t rows =
      column.type == ColumnType::text ? column.ends.size() : column.numbers.size();
  column.missing.resize(rows);
  if (column.type == ColumnType::text)
    column.ends.push_back(static_cast<std::int64_t>(column.bytes.size()));
  else
    column.numbers.push_back(0);
  column.missing.push_back(true);
}

namespace {

[[nodiscard]] const char* type_name(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::number: return "number";
    case ColumnType::flag: return "flag";
    case ColumnType::real: return "real";
    case ColumnType::date: return "date";
    case ColumnType::instant: return "instant";
    case ColumnType::text: return "text";
  }
  return "";
}

/// The texts of a column as Python's; equal ones that follow each other are one object.
[[nodiscard]] py::list texts_of(const Column& column) {
  py::list texts(column.ends.size());
  std::int64_t begin = 0;
  std::string_view last;
  py::object last_text = py::str();
  for (std::size_t row = 0; row < column.ends.size(); ++row) {
    const std::string_view text(column.bytes.data() + begin,
                                static_cast<std::size_t>(column.ends[row] - begin));
    begin = column.ends[row];
    if (!column.missing.empty() && column.missing[row]) {
      texts[row] = py::none();
      continue;
    }
    if (text != last) last_text = py::str(text.data(), text.size());
    last = text;
    texts[row] = last_text;
  }
  return texts;
}

/// Numbers where they are: the array keeps the frame.
template <class Number>
[[nodiscard]] py::array borrowed(const std::vector<Number>& numbers, const py::object& owner) {
  py::array_t<Number> array({static_cast<py::ssize_t>(numbers.size())},
                            {static_cast<py::ssize_t>(sizeof(Number))}, numbers.data(), owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}

/// A column for numpy: int64, bool, float64, datetime64[D], datetime64[us] (UTC), or objects.
[[nodiscard]] py::object array_of(const py::object& self, const std::string& name) {
  const Column& column = self.cast<const Frame&>().column(name);
  const py::module_ numpy = py::module_::import("numpy");
  switch (column.type) {
    case ColumnType::text: return numpy.attr("array")(texts_of(column), "object");
    case ColumnType::real: return borrowed(column.reals, self);
    case ColumnType::flag: return borrowed(column.numbers, self).attr("astype")("bool");
    case ColumnType::number: return borrowed(column.numbers, self);
    case ColumnType::date:
    case ColumnType::instant: {
      const char* const unit = column.type == ColumnType::date ? "datetime64[D]" : "datetime64[us]";
      const py::array numbers = borrowed(column.numbers, self);
      if (column.missing.empty()) return numbers.attr("view")(unit);
      py::object times = numbers.attr("astype")(unit);
      py::list missing(column.missing.size());
      for (std::size_t row = 0; row < column.missing.size(); ++row)
        missing[row] = py::bool_(column.missing[row]);
      times[numpy.attr("array")(missing, "bool")] = numpy.attr("datetime64")("NaT");
      return times;
    }
  }
  return py::none();
}

/// The plain values of one row, in the order of the columns; None where one is missing.
[[nodiscard]] py::tuple row_of(const Frame& frame, std::size_t row) {
  if (row >= frame.rows()) throw py::index_error("no such row");
  py::tuple values(frame.columns().size());
  for (std::size_t place = 0; place < frame.columns().size(); ++place) {
    const Column& column = *frame.columns()[place];
    if (!column.missing.empty() && column.missing[row])
      values[place] = py::none();
    else if (column.type == ColumnType::text) {
      const std::int64_t begin = row == 0 ? 0 : column.ends[row - 1];
      values[place] =
          py::str(column.bytes.data() + begin, static_cast<std::size_t>(column.ends[row] - begin));
    } else if (column.type == ColumnType::real) {
      values[place] = py::float_(column.reals[row]);
    } else if (column.type == ColumnType::flag) {
      values[place] = py::bool_(column.numbers[row] != 0);
    } else {
      values[place] = py::int_(column.numbers[row]);
    }
  }
  return values;
}

}  // namespace

void bind_frame(py::module_& module) {
  py::class_<Frame, std::shared_ptr<Frame>>(module, "Frame")
      .def("__len__", &Frame::rows)
      .def_property_readonly("names",
                             [](const Frame& frame) {
                               py::list names;
                               for (const auto& column : frame.columns())
                                 names.append(column->name);
                               return names;
                             })
      .def("type", [](const Frame& frame,
                      const std::string& name) { return type_name(frame.column(name).type); })
      .def("array",
           [](const py::object& self, const std::string& name) { return array_of(self, name); })
      .def("has_missing",
           [](const Frame& frame, const std::string& name) {
             return !frame.column(name).missing.empty();
           })
      .def("missing",
           [](const Frame& frame, const std::string& name) { return frame.column(name).missing; })
      .def("row", &row_of)
      .def("schema", [](const std::shared_ptr<Frame>& frame) { return arrow_schema(frame); })
      .def("stream", [](const std::shared_ptr<Frame>& frame) { return arrow_stream(frame); });
}

}  // namespace creneau::python
