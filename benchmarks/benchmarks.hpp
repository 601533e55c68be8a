#pragma once
/// \file
/// The benchmarks, by what they measure.

namespace creneau::bench {

void add_memory_benchmarks();
void add_time_benchmarks();
void add_sqlite_benchmarks();
void add_postgres_benchmarks();
void add_rush_benchmarks();
void add_postgres_list_benchmarks();
void add_workbook_benchmarks();
void add_capi_benchmarks();

}  // namespace creneau::bench
