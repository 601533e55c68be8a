#include "pairs.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <vector>

namespace creneau::bench {

namespace {

Scale chosen_scale = Scale::usual;

/// What a row came to.
struct Finding {
  Row row;
  std::string ours;
  std::string other;
  double figure = 0;
  std::string spread;
};

std::vector<Finding>& findings() {
  static std::vector<Finding> all;
  return all;
}
std::vector<std::string>& remarks() {
  static std::vector<std::string> all;
  return all;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::string in_words(double nanoseconds) {
  char text[32];
  if (nanoseconds < 1e4)
    std::snprintf(text, sizeof text, "%.1f ns", nanoseconds);
  else if (nanoseconds < 1e7)
    std::snprintf(text, sizeof text, "%.1f us", nanoseconds / 1e3);
  else
    std::snprintf(text, sizeof text, "%.1f ms", nanoseconds / 1e6);
  return text;
}

std::string in_words(double figure, const std::string& unit) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3g%s", figure, unit.c_str());
  return text;
}

/// Both sides once in turn; whoever is second finds what the first left in the caches, so they
/// take turns in that, too.
void go(const Sides& sides, bool ours_first, std::vector<double>& ours,
        std::vector<double>& other) {
  Stopwatch first;
  Stopwatch second;
  const std::uint64_t a = (ours_first ? sides.ours : sides.other)(first);
  const std::uint64_t b = (ours_first ? sides.other : sides.ours)(second);
  if (a != b) throw std::runtime_error("the two sides disagree");
  const auto ns = [](const Stopwatch& watch) {
    return static_cast<double>(watch.elapsed().count());
  };
  ours.push_back(ns(ours_first ? first : second));
  other.push_back(ns(ours_first ? second : first));
}

void run_pair(benchmark::State& state, const Row& row, const Measure& measure,
              const std::function<Sides()>& make) {
  std::vector<double> ours;
  std::vector<double> other;
  try {
    const Sides sides = make();
    if (scale() != Scale::smoke) {
      go(sides, true, ours, other);  // warms the caches
      ours.clear();
      other.clear();
    }
    for (auto _ : state) {
      go(sides, ours.size() % 2 == 0, ours, other);
      state.SetIterationTime(ours.back() / 1e9);
    }
  } catch (const std::exception& error) {
    for (auto _ : state) break;
    state.SkipWithError(error.what());
    return;
  }
  const bool at_most = row.goal == Goal::at_most;
  std::vector<double> ratios;
  for (std::size_t index = 0; index < ours.size(); ++index)
    ratios.push_back(at_most ? ours[index] / other[index] : other[index] / ours[index]);
  std::sort(ratios.begin(), ratios.end());
  const double a = median(ours);
  const double b = median(other);
  const auto items = static_cast<double>(measure.items);
  char spread[64];
  std::snprintf(spread, sizeof spread, "%.2f to %.2f", ratios.front(), ratios.back());
  Finding finding{row, in_words(a / items), in_words(b / items), at_most ? a / b : b / a, spread};
  state.counters["ratio"] = finding.figure;
  findings().push_back(std::move(finding));
}

/// Says what failed; the table is printed at the end.
class FailureReporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) {
        std::fprintf(stderr, "%s: %s\n", run.run_name.function_name.c_str(),
                     run.error_message.c_str());
        failed_ = true;
      } else {
        std::fprintf(stderr, ".");
      }
    }
  }
  void Finalize() override { std::fprintf(stderr, "\n"); }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  bool failed_ = false;
};

void print_table() {
  std::printf("%-66s %11s %11s %9s  %-16s %9s\n", "", "ours", "other", "figure", "spread of ratios",
              "target");
  for (const Finding& it : findings()) {
    const bool reached =
        it.row.goal == Goal::at_most ? it.figure <= it.row.target : it.figure >= it.row.target;
    std::printf("%-66s %11s %11s %9.3g  %-16s %s %.4g  %s\n", it.row.name.c_str(), it.ours.c_str(),
                it.other.c_str(), it.figure, it.spread.c_str(),
                it.row.goal == Goal::at_most ? "<=" : ">=", it.row.target,
                reached ? "reached" : "MISSED");
  }
  for (const std::string& remark : remarks()) std::printf("%s\n", remark.c_str());
}

}  // namespace

Scale scale() noexcept {
  return chosen_scale;
}

void add_pair(Row row, Measure measure, std::function<Sides()> make) {
  if (scale() == Scale::smoke && !measure.in_smoke) return;
  const auto run = [row, measure, make = std::move(make)](benchmark::State& state) {
    run_pair(state, row, measure, make);
  };
  benchmark::RegisterBenchmark(row.name.c_str(), run)
      ->Iterations(scale() == Scale::smoke ? 1 : measure.goes)
      ->UseManualTime();
}

void add_figure(Row row, std::string unit, std::function<double()> take) {
  const auto run = [row, unit = std::move(unit), take = std::move(take)](benchmark::State& state) {
    try {
      for (auto _ : state) {
        const double figure = take();
        findings().push_back({row, in_words(figure, unit), "", figure, ""});
        state.SetIterationTime(0);
      }
    } catch (const std::exception& error) {
      state.SkipWithError(error.what());
    }
  };
  benchmark::RegisterBenchmark(row.name.c_str(), run)->Iterations(1)->UseManualTime();
}

void add_remark(std::string remark) {
  remarks().push_back(std::move(remark));
}

int run(Scale scale, int argc, char** argv, void (*add_all)()) {
  chosen_scale = scale;
  add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  FailureReporter reporter;
  const std::size_t ran = benchmark::RunSpecifiedBenchmarks(&reporter);
  if (scale == Scale::smoke)
    std::printf("%zu rows: both sides agree in %zu\n", ran, findings().size());
  else
    print_table();
  return reporter.failed() || ran == 0 ? 1 : 0;
}

}  // namespace creneau::bench
