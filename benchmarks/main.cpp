#include <cstring>
#include <vector>

#include "benchmarks.hpp"
#include "pairs.hpp"
#include "support/processes.hpp"

namespace creneau::bench {
int run(Scale scale, int argc, char** argv, void (*add_all)());
}

/// creneau_benchmarks [--smoke | --full] [options of Google Benchmark, such as --benchmark_filter]
int main(int argc, char** argv) {
  using namespace creneau::bench;
  if (const auto code = creneau::testing::run_role(argc, argv)) return *code;
  Scale scale = Scale::usual;
  std::vector<char*> others;
  for (char* argument : std::vector<char*>(argv, argv + argc)) {
    if (std::strcmp(argument, "--smoke") == 0)
      scale = Scale::smoke;
    else if (std::strcmp(argument, "--full") == 0)
      scale = Scale::full;
    else
      others.push_back(argument);
  }
  others.push_back(nullptr);
  return run(scale, static_cast<int>(others.size()) - 1, others.data(), [] {
    add_memory_benchmarks();
    add_time_benchmarks();
    add_sqlite_benchmarks();
    add_postgres_benchmarks();
    add_workbook_benchmarks();
    add_capi_benchmarks();
  });
}
