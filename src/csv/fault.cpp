#include "creneau/csv/fault.hpp"

#include <boost/move/algo/adaptive_sort.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

namespace creneau::csv {

namespace {

/// What an error says, but for its place.
std::string content_of(const Error& error) {
  std::string content;
  const auto add = [&](std::int64_t number) { content += std::to_string(number) + ' '; };
  add(static_cast<std::int64_t>(error.code));
  for (const Subject& subject : error.subjects) {
    if (subject.kind == Subject::Kind::line) continue;
    add(static_cast<std::int64_t>(subject.kind));
    add(subject.id);
    add(subject.plan);
    add(subject.ordinal);
  }
  add(error.limit);
  add(error.actual);
  return content + error.text;
}

}  // namespace

void sort_by_place(Faults& faults) {
  boost::movelib::adaptive_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
}

std::vector<RepeatedFault> without_repetitions(const Faults& faults) {
  std::vector<RepeatedFault> once;
  boost::unordered_flat_map<std::string, std::size_t> places;
  for (const Fault& fault : faults) {
    const auto [known, is_new] = places.try_emplace(content_of(fault.error), once.size());
    if (is_new)
      once.push_back({fault});
    else
      ++once[known->second].count;
  }
  return once;
}

}  // namespace creneau::csv
