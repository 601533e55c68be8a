#include "arrow.hpp"

#include <cerrno>
#include <cstring>

namespace creneau::python {

namespace py = pybind11;

// The layout that the interface prescribes, names and order included.
extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};
struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};
}

namespace {

constexpr std::int64_t kNullable = 2;

using FrameKept = std::shared_ptr<const Frame>;

[[nodiscard]] const char* format_of(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::number: return "l";
    case ColumnType::flag: return "b";
    case ColumnType::real: return "g";
    case ColumnType::date: return "tdD";
    case ColumnType::instant: return "tsu:UTC";
    case ColumnType::text: return "U";
  }
  return "n";
}

/// What a schema owns.
struct SchemaParts {
  std::string name;
  std::vector<std::unique_ptr<ArrowSchema>> owned;
  std::vector<ArrowSchema*> children;
};

void release_schema(ArrowSchema* schema) {
  for (std::int64_t child = 0; child < schema->n_children; ++child)
    if (schema->children[child]->release != nullptr)
      schema->children[child]->release(schema->children[child]);
  delete static_cast<SchemaParts*>(schema->private_data);
  schema->release = nullptr;
}

void fill_schema(ArrowSchema& schema, const char* format, std::string name, bool nullable,
                 std::unique_ptr<SchemaParts> parts = std::make_unique<SchemaParts>()) {
  parts->name = std::move(name);
  schema = {};
  schema.format = format;
  schema.name = parts->name.c_str();
  schema.flags = nullable ? kNullable : 0;
  schema.n_children = static_cast<std::int64_t>(parts->children.size());
  schema.children = parts->children.data();
  schema.release = release_schema;
  schema.private_data = parts.release();
}

void fill_schema(ArrowSchema& schema, const Frame& frame) {
  auto parts = std::make_unique<SchemaParts>();
  for (const auto& column : frame.columns()) {
    parts->owned.push_back(std::make_unique<ArrowSchema>());
    fill_schema(*parts->owned.back(), format_of(column->type), column->name,
                !column->missing.empty());
    parts->children.push_back(parts->owned.back().get());
  }
  fill_schema(schema, "+s", "", false, std::move(parts));
}

/// What an array owns: the frame, and buffers that the frame has in another shape.
struct ArrayParts {
  FrameKept frame;
  std::vector<std::uint8_t> validity;
  std::vector<std::uint8_t> flags;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> offsets;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<ArrowArray>> owned;
  std::vector<ArrowArray*> children;
};

void release_array(ArrowArray* array) {
  for (std::int64_t child = 0; child < array->n_children; ++child)
    if (array->children[child]->release != nullptr)
      array->children[child]->release(array->children[child]);
  delete static_cast<ArrayParts*>(array->private_data);
  array->release = nullptr;
}

template <class IsSet>
[[nodiscard]] std::vector<std::uint8_t> bits_of(std::size_t rows, IsSet&& is_set) {
  std::vector<std::uint8_t> bits((rows + 7) / 8);
  for (std::size_t row = 0; row < rows; ++row)
    if (is_set(row)) bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | 1U << row % 8);
  return bits;
}

void fill_array(ArrowArray& array, std::unique_ptr<ArrayParts> parts, std::size_t rows,
                std::int64_t missing) {
  array = {};
  array.length = static_cast<std::int64_t>(rows);
  array.null_count = missing;
  array.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  array.buffers = parts->buffers.data();
  array.n_children = static_cast<std::int64_t>(parts->children.size());
  array.children = parts->children.data();
  array.release = release_array;
  array.private_data = parts.release();
}

void fill_array(ArrowArray& array, const FrameKept& frame, const Column& column) {
  auto parts = std::make_unique<ArrayParts>();
  parts->frame = frame;
  const std::size_t rows = frame->rows();
  std::int64_t missing = 0;
  if (column.missing.empty()) {
    parts->buffers.push_back(nullptr);
  } else {
    parts->validity = bits_of(rows, [&](std::size_t row) { return !column.missing[row]; });
    for (const bool it : column.missing) missing += it ? 1 : 0;
    parts->buffers.push_back(parts->validity.data());
  }
  switch (column.type) {
    case ColumnType::number:
    case ColumnType::instant: parts->buffers.push_back(column.numbers.data()); break;
    case ColumnType::real: parts->buffers.push_back(column.reals.data()); break;
    case ColumnType::flag:
      parts->flags = bits_of(rows, [&](std::size_t row) { return column.numbers[row] != 0; });
      parts->buffers.push_back(parts->flags.data());
      break;
    case ColumnType::date:
      for (const std::int64_t days : column.numbers)
        parts->days.push_back(static_cast<std::int32_t>(days));
      parts->buffers.push_back(parts->days.data());
      break;
    case ColumnType::text:
      parts->offsets.push_back(0);
      parts->offsets.insert(parts->offsets.end(), column.ends.begin(), column.ends.end());
      parts->buffers.push_back(parts->offsets.data());
      parts->buffers.push_back(column.bytes.data());
      break;
  }
  fill_array(array, std::move(parts), rows, missing);
}

void fill_array(ArrowArray& array, const FrameKept& frame) {
  auto parts = std::make_unique<ArrayParts>();
  parts->frame = frame;
  parts->buffers.push_back(nullptr);
  for (const auto& column : frame->columns()) {
    parts->owned.push_back(std::make_unique<ArrowArray>());
    fill_array(*parts->owned.back(), frame, *column);
    parts->children.push_back(parts->owned.back().get());
  }
  const std::size_t rows = frame->rows();
  fill_array(array, std::move(parts), rows, 0);
}

/// What a stream owns: the frame, until it was given.
struct StreamParts {
  FrameKept frame;
  bool given = false;
};

template <class Fill>
[[nodiscard]] int filling(Fill&& fill) noexcept {
  try {
    fill();
    return 0;
  } catch (...) {
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
  const auto& parts = *static_cast<StreamParts*>(stream->private_data);
  return filling([&] { fill_schema(*schema, *parts.frame); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* array) {
  auto& parts = *static_cast<StreamParts*>(stream->private_data);
  if (parts.given) {
    array->release = nullptr;
    return 0;
  }
  return filling([&] {
    fill_array(*array, parts.frame);
    parts.given = true;
  });
}

const char* get_last_error(ArrowArrayStream*) {
  return nullptr;
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamParts*>(stream->private_data);
  stream->release = nullptr;
}

/// A capsule of a struct that is released, if nobody took it over.
template <class Struct>
[[nodiscard]] py::capsule capsule_of(std::unique_ptr<Struct> it, const char* name) {
  py::capsule capsule(it.get(), name, [](PyObject* object) {
    auto* const kept =
        static_cast<Struct*>(PyCapsule_GetPointer(object, PyCapsule_GetName(object)));
    if (kept->release != nullptr) kept->release(kept);
    delete kept;
  });
  (void)it.release();
  return capsule;
}

}  // namespace

py::capsule arrow_schema(const FrameKept& frame) {
  auto schema = std::make_unique<ArrowSchema>();
  fill_schema(*schema, *frame);
  return capsule_of(std::move(schema), "arrow_schema");
}

py::capsule arrow_stream(const FrameKept& frame) {
  auto stream = std::make_unique<ArrowArrayStream>();
  *stream = {get_schema, get_next, get_last_error, release_stream, new StreamParts{frame, false}};
  return capsule_of(std::move(stream), "arrow_array_stream");
}

}  // namespace creneau::python
