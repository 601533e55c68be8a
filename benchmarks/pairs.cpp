#include "pairs.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace creneau::bench {

namespace {

constexpr int kRepetitions = 11;

struct Figure {
  std::string name;
  std::string unit;
  double target;
  double (*measure)();
};

std::vector<Pair>& pairs() {
  static std::vector<Pair> all;
  return all;
}
std::vector<Figure>& figures() {
  static std::vector<Figure> all;
  return all;
}

/// Collects the times of each repetition and prints a row for each pair.
class PairReporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      if (run.error_occurred) {
        std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
        failed_ = true;
        continue;
      }
      const auto items = run.counters.find("items");
      const double per_run = items == run.counters.end() ? 1.0 : items->second.value;
      times_[run.run_name.function_name].push_back(run.GetAdjustedRealTime() / per_run);
    }
  }
  void Finalize() override {
    std::printf("%-62s %12s %12s %9s %18s %9s\n", "row", "ours", "other", "ratio", "(spread)",
                "target");
    for (const Pair& pair : pairs()) print(pair);
    for (const Figure& figure : figures()) {
      const double value = figure.measure();
      std::printf("%-62s %12.2f %-12s %9s %18s %8s%.3g%s\n", figure.name.c_str(), value,
                  figure.unit.c_str(), "", "", "≤ ", figure.target,
                  value <= figure.target ? "" : "  MISSED");
    }
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  static double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  }
  void print(const Pair& pair) {
    const auto& ours = times_[pair.name + "/ours"];
    const auto& other = times_[pair.name + "/other"];
    if (ours.empty() || ours.size() != other.size()) return;
    std::vector<double> ratios;
    for (std::size_t index = 0; index < ours.size(); ++index)
      ratios.push_back(pair.goal == Goal::at_most ? ours[index] / other[index]
                                                  : other[index] / ours[index]);
    const auto [low, high] = std::minmax_element(ratios.begin(), ratios.end());
    const double a = median(ours);
    const double b = median(other);
    const double ratio = pair.goal == Goal::at_most ? a / b : b / a;
    const bool reached = pair.goal == Goal::at_most ? ratio <= pair.target : ratio >= pair.target;
    std::printf("%-62s %9.1f ns %9.1f ns %8.2f× (%6.2f – %6.2f×) %s%.3g×%s\n", pair.name.c_str(), a,
                b, ratio, *low, *high, pair.goal == Goal::at_most ? "≤ " : "≥ ", pair.target,
                reached ? "" : "  MISSED");
  }

  std::map<std::string, std::vector<double>> times_;
  bool failed_ = false;
};

}  // namespace

void add_pair(Pair pair, void (*ours)(benchmark::State&), void (*other)(benchmark::State&)) {
  benchmark::RegisterBenchmark((pair.name + "/ours").c_str(), ours)
      ->Repetitions(kRepetitions)
      ->UseRealTime();
  benchmark::RegisterBenchmark((pair.name + "/other").c_str(), other)
      ->Repetitions(kRepetitions)
      ->UseRealTime();
  pairs().push_back(std::move(pair));
}

void add_figure(std::string name, std::string unit, double target, double (*measure)()) {
  figures().push_back({std::move(name), std::move(unit), target, measure});
}

}  // namespace creneau::bench

int main(int argc, char** argv) {
  // In turn, so that a machine that slows down slows both sides.
  std::vector<char*> arguments(argv, argv + argc);
  std::string interleave = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, interleave.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  creneau::bench::PairReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return reporter.failed() ? 1 : 0;
}
