#include <fstream>
#include <memory>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "creneau/xlsx/workbook.hpp"
#include "pairs.hpp"
#include "rival.hpp"
#include "support/temporary_folder.hpp"
#include "workbook_cells.hpp"

namespace creneau::bench {

namespace {

/// A planning of 50,400 rows: every third slot is reserved.
class Planning {
 public:
  Planning() {
    ManualClock clock{kNow};
    LocalMemoryStorage storage({.history = false});
    BasicEngine<LocalMemoryStorage, MemoryDirectory> engine(storage, directory_, clock,
                                                            {.notices = false});
    const auto sessions = plan_grid(engine, k93, size());
    const Call call{Actor::of_office({1}), k93, {}};
    for (std::size_t place = 0; place < sessions.size() * 4 / 3; ++place) {
      const Wish one = wish(place, sessions.size(), size());
      ReserveSlots command;
      command.school = {one.school};
      command.slots.push_back({sessions[one.session], {1}, one.ordinal});
      (void)expect(engine.run(call, command));
    }
    SessionFilter filter;
    filter.departement = k93;
    for (PageRequest request;;) {
      pages_.push_back(expect(BasicQueries(engine).planning(call.actor, filter, request)));
      if (!pages_.back().next) break;
      request.after = *pages_.back().next;
    }
  }

  [[nodiscard]] std::string file(const char* name) const {
    return (folder_.path() / name).string();
  }

  /// The whole planning as a workbook.
  void write(const std::string& file) const {
    xlsx::WorkbookOptions options;
    options.departement = k93;
    options.period = {kFirstMonday, kFirstMonday + std::chrono::days{7 * size().weeks - 1}};
    options.now = kNow;
    const auto source = [this](const Cursor& after) -> result<Page<SessionDetail>> {
      for (const auto& page : pages_)
        if (!page.next || *page.next > after) return page;
      return Error{ErrorCode::host_error};
    };
    if (const auto written = xlsx::write_workbook(file, options, source, directory_); !written)
      throw std::runtime_error(std::string(name_of(written.error().code)));
  }

 private:
  [[nodiscard]] static GridSize size() noexcept {
    return scale() == Scale::smoke ? GridSize{.inspectors = 4, .weeks = 3}
                                   : GridSize{.inspectors = 28};
  }
  testing::TemporaryFolder folder_;
  MemoryDirectory directory_ = memory_directory(grid_directory({k93}, size()));
  std::vector<Page<SessionDetail>> pages_;
};

Side write_ours(std::shared_ptr<Planning> planning) {
  return [planning, known = std::uint64_t{0}](Stopwatch& watch) mutable {
    watch.start();
    planning->write(planning->file("ours.xlsx"));
    watch.stop();
    // The same planning gives the same bytes: its cells are read back once.
    if (known == 0) known = digest(read_cells(planning->file("ours.xlsx")));
    return known;
  };
}

Sides against_bare_library() {
  auto planning = std::make_shared<Planning>();
  planning->write(planning->file("model.xlsx"));
  auto cells =
      std::make_shared<std::vector<WorkbookSheet>>(read_cells(planning->file("model.xlsx")));
  Side other = [planning, cells, known = std::uint64_t{0}](Stopwatch& watch) mutable {
    watch.start();
    write_bare(planning->file("bare.xlsx"), *cells);
    watch.stop();
    if (known == 0) known = digest(read_cells(planning->file("bare.xlsx")));
    return known;
  };
  return {write_ours(planning), other};
}

Sides against_openpyxl() {
  auto planning = std::make_shared<Planning>();
  planning->write(planning->file("model.xlsx"));
  const auto cells = read_cells(planning->file("model.xlsx"));
  std::size_t count = 0;
  for (const WorkbookSheet& sheet : cells) count += sheet.cells.size();
  std::ofstream(planning->file("cells.json")) << as_json(cells);
  auto rival = std::make_shared<Rival>(
      std::vector<std::string>{CRENEAU_PYTHON, CRENEAU_BENCHMARKS_FOLDER "/openpyxl_rival.py",
                               planning->file("cells.json"), planning->file("")});
  const Side ours = write_ours(planning);
  const std::uint64_t same = digest(cells);
  Side other = [planning, rival, count, same](Stopwatch& watch) {
    const Rival::Answer answer = rival->ask("write");
    watch.add(answer.time);
    return answer.result == std::to_string(count) ? same : 0;
  };
  return {ours, other};
}

}  // namespace

void add_workbook_benchmarks() {
  add_pair({"workbook of 50,400 rows / bare libxlsxwriter, constant memory", Goal::at_most, 1.15},
           {1, 9}, against_bare_library);
  add_pair({"workbook of 50,400 rows / openpyxl, write-only", Goal::at_least, 5}, {1, 9, false},
           against_openpyxl);
}

}  // namespace creneau::bench
