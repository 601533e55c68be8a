#include "cli/json_text.hpp"

#include "creneau/policy/name_matching.hpp"

namespace creneau::cli {

namespace {

std::string well_formed(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  while (!text.empty()) {
    const auto [value, length] = creneau::detail::decode_utf8(text);
    whole += value == 0xFFFD ? std::string_view("\uFFFD") : text.substr(0, length);
    text.remove_prefix(length);
  }
  return whole;
}

void write(const json::Json& value, std::size_t indent, std::string& text);

std::string quoted(std::string_view text) {
  return serialize(json::Json(well_formed(text)));
}

/// What stands between brackets, each entry on a line of its own.
template <class Entries, class WriteEntry>
void write_entries(const Entries& entries, std::string_view brackets, std::size_t indent,
                   std::string& text, WriteEntry&& write_entry) {
  text += brackets.front();
  for (const auto& entry : entries) {
    if (text.back() != brackets.front()) text += ',';
    text += '\n';
    text.append(indent + 2, ' ');
    write_entry(entry);
  }
  if (!entries.empty()) {
    text += '\n';
    text.append(indent, ' ');
  }
  text += brackets.back();
}

void write(const json::Json& value, std::size_t indent, std::string& text) {
  if (const json::Object* object = value.if_object()) {
    write_entries(*object, "{}", indent, text, [&](const auto& entry) {
      text += quoted(entry.key()) + ": ";
      write(entry.value(), indent + 2, text);
    });
  } else if (const json::Array* array = value.if_array()) {
    write_entries(*array, "[]", indent, text,
                  [&](const json::Json& entry) { write(entry, indent + 2, text); });
  } else if (const auto* string = value.if_string()) {
    text += quoted(*string);
  } else {
    text += serialize(value);
  }
}

}  // namespace

std::string json_text(const json::Json& value) {
  std::string text;
  write(value, 0, text);
  return text + '\n';
}

}  // namespace creneau::cli
