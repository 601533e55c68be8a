#pragma once
/// \file
/// A frame through the Arrow C data interface, as PyCapsules: no library of Arrow is needed.
/// (https://arrow.apache.org/docs/format/CDataInterface.html, CStreamInterface, PyCapsuleInterface)

#include <memory>

#include "frame.hpp"

namespace creneau::python {

/// A capsule "arrow_schema": a struct with a field for each column.
[[nodiscard]] pybind11::capsule arrow_schema(const std::shared_ptr<const Frame>& frame);

/// A capsule "arrow_array_stream" of one batch. Buffers stay the frame's, which lives as long as
/// they are used.
[[nodiscard]] pybind11::capsule arrow_stream(const std::shared_ptr<const Frame>& frame);

}  // namespace creneau::python
