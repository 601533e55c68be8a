#include "text/fill.hpp"

namespace creneau::text {

namespace {

/// Appends what stands for `{tag}`. False: there is no such value.
bool append_value(Language language, std::string_view tag, const Values& values, std::string& out) {
  const auto question = tag.find('?');
  const auto name = tag.substr(0, question);
  if (question == std::string_view::npos) {
    const std::string* text = values.text(name);
    if (text != nullptr) out += *text;
    return text != nullptr;
  }
  const std::int64_t* number = values.number(name);
  const auto forms = tag.substr(question + 1);
  const auto bar = forms.find('|');
  const bool plural = number != nullptr && is_plural(language, *number);
  out += plural ? forms.substr(bar + 1) : forms.substr(0, bar);
  return number != nullptr;
}

}  // namespace

std::string fill(Language language, std::string_view pattern, const Values& values) {
  std::string out;
  std::size_t option_start = std::string::npos;  // where an open bracket's text begins in `out`
  bool option_complete = true;
  while (!pattern.empty()) {
    const auto special = pattern.find_first_of("{[]");
    out += pattern.substr(0, special);
    if (special == std::string_view::npos) break;
    const char what = pattern[special];
    pattern.remove_prefix(special + 1);
    if (what == '[') {
      option_start = out.size();
      option_complete = true;
    } else if (what == ']') {
      if (!option_complete) out.resize(option_start);
      option_start = std::string::npos;
    } else {
      const auto end = pattern.find('}');
      const bool found = append_value(language, pattern.substr(0, end), values, out);
      if (option_start != std::string::npos) option_complete = option_complete && found;
      pattern.remove_prefix(end == std::string_view::npos ? pattern.size() : end + 1);
    }
  }
  return out;
}

}  // namespace creneau::text
