#pragma once
/// \file
/// What simulations and replays come to, as frames.

#include <memory>
#include <string>
#include <vector>

#include "creneau/sim/figures.hpp"
#include "creneau/sim/replay.hpp"
#include "creneau/sim/requests.hpp"
#include "frame.hpp"

namespace creneau::python {

/// A row for each replication: what it came to in all.
[[nodiscard]] std::shared_ptr<Frame> totals_frame(const std::vector<sim::Figures>& all,
                                                  const sim::Scenario& scenario,
                                                  std::uint32_t first);
/// A row for each replication and week, inspector, school or category.
[[nodiscard]] std::shared_ptr<Frame> table_frame(const std::vector<sim::Figures>& all,
                                                 const std::string& by, std::uint32_t first);
/// A row for each replication and rule that refused something.
[[nodiscard]] std::shared_ptr<Frame> sim_refusals_frame(const std::vector<sim::Figures>& all,
                                                        std::uint32_t first);
/// Everything that happened.
[[nodiscard]] std::shared_ptr<Frame> log_frame(const sim::Log& log);
/// Everything that schools ask for, whatever the policy.
[[nodiscard]] std::shared_ptr<Frame> requests_frame(const sim::Scenario& scenario,
                                                    std::vector<sim::Request> requests);
/// What two rules documents say of past commands.
[[nodiscard]] std::shared_ptr<Frame> judgements_frame(const std::vector<sim::Judgement>& rows);

}  // namespace creneau::python
