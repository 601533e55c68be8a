#include "creneau/policy/zones.hpp"

#include <gmock/gmock.h>

#include <map>

#include "creneau/model/iso_text.hpp"
#include "policy/rule_books.hpp"
#include "policy/vectors.hpp"

namespace creneau {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;
using Kind = ResolvedTime::Kind;

/// A change of the clock, as the system's tzdata tells it.
struct Transition {
  Instant at;
  Minutes before;
  Minutes after;
};

struct ZoneFacts {
  Minutes first_offset;
  std::vector<Transition> transitions;
};

/// The zones by their IANA names, from the system's tzdata, 2000 to 2099.
const std::map<std::string, ZoneFacts>& system_zones() {
  static const auto zones = [] {
    std::map<std::string, ZoneFacts> found;
    for (const auto& row : test::run_script("print_transitions.py")) {
      const Transition it{Instant{seconds{std::stoll(row[1])}}, Minutes{std::stoi(row[2])},
                          Minutes{std::stoi(row[3])}};
      const auto [place, is_first] = found.try_emplace(row[0]);
      if (is_first)
        place->second.first_offset = it.before;
      else
        place->second.transitions.push_back(it);
    }
    return found;
  }();
  return zones;
}

template <class Check>
void for_each_zone(Check&& check) {
  for (std::size_t index = 0; index < detail::kZones.size(); ++index) {
    const auto id = static_cast<ZoneId>(index);
    const std::string name{zone(id).iana_name};
    SCOPED_TRACE(name);
    check(id, system_zones().at(name));
  }
}

template <class Check>
void for_each_transition(Check&& check) {
  for_each_zone([&](ZoneId id, const ZoneFacts& facts) {
    for (const Transition& transition : facts.transitions) {
      SCOPED_TRACE(to_text(transition.at));
      check(id, transition);
    }
  });
}

LocalTime wall_clock(Instant instant, Minutes offset) {
  return LocalTime{std::chrono::floor<Minutes>(instant).time_since_epoch() + offset};
}

TEST(Zones, AreTwelveAndTwoOfThemChangeTheirClocks) {
  std::vector<std::string> changing;
  for_each_zone([&](ZoneId id, const ZoneFacts& facts) {
    if (!facts.transitions.empty()) changing.emplace_back(zone(id).iana_name);
  });
  EXPECT_EQ(system_zones().size(), 12U);
  EXPECT_THAT(changing, ::testing::ElementsAre("Europe/Paris", "America/Miquelon"));
}

TEST(Zones, ChangeTheirOffsetsAtTheVeryInstantsOfTheSystemsTzdata) {
  for_each_transition([](ZoneId id, const Transition& it) {
    EXPECT_EQ(offset_at(id, it.at - seconds{1}), it.before);
    EXPECT_EQ(offset_at(id, it.at - microseconds{1}), it.before);
    EXPECT_EQ(offset_at(id, it.at), it.after);
    EXPECT_EQ(offset_at(id, it.at + seconds{1}), it.after);
  });
}

TEST(Zones, ChangeTheirOffsetsAtNoOtherTimeFrom2000To2099) {
  for_each_zone([](ZoneId id, const ZoneFacts& facts) {
    Minutes offset = facts.first_offset;
    auto next = facts.transitions.begin();
    const Instant end{(kLastDate + days{1}).time_since_epoch()};
    for (Instant now{kFirstDate.time_since_epoch()}; now < end; now += hours{6}) {
      while (next != facts.transitions.end() && next->at <= now) offset = (next++)->after;
      ASSERT_EQ(offset_at(id, now), offset) << to_text(now);
    }
    EXPECT_EQ(next, facts.transitions.end());
  });
}

TEST(Zones, ALocalTimeThatTheClockSkipsStandsForTheMomentOfTheChange) {
  for_each_transition([](ZoneId id, const Transition& it) {
    if (it.after < it.before) return;
    const LocalTime gap = wall_clock(it.at, it.before);
    const LocalTime end = wall_clock(it.at, it.after);
    EXPECT_EQ(resolve(id, gap - Minutes{1}).kind, Kind::unique);
    EXPECT_EQ(to_instant(id, gap - Minutes{1}), it.at - Minutes{1});
    for (LocalTime local = gap; local < end; local += Minutes{1}) {
      ASSERT_EQ(resolve(id, local).kind, Kind::skipped) << to_text(local);
      ASSERT_EQ(to_instant(id, local), it.at) << to_text(local);
    }
    EXPECT_EQ(resolve(id, end).kind, Kind::unique);
    EXPECT_EQ(to_instant(id, end), it.at);
  });
}

TEST(Zones, ALocalTimeThatComesTwiceStandsForTheFirst) {
  for_each_transition([](ZoneId id, const Transition& it) {
    if (it.after > it.before) return;
    const LocalTime first = wall_clock(it.at, it.after);
    const LocalTime end = wall_clock(it.at, it.before);
    EXPECT_EQ(resolve(id, first - Minutes{1}).kind, Kind::unique);
    for (LocalTime local = first; local < end; local += Minutes{1}) {
      ASSERT_EQ(resolve(id, local).kind, Kind::twice) << to_text(local);
      ASSERT_EQ(to_instant(id, local), it.at - (end - local)) << to_text(local);
    }
    EXPECT_EQ(resolve(id, end).kind, Kind::unique);
    EXPECT_EQ(to_instant(id, end), it.at + (it.before - it.after));
  });
}

TEST(Zones, EveryOtherLocalTimeIsUniqueAndComesBackAsItself) {
  for_each_zone([](ZoneId id, const ZoneFacts&) {
    for (LocalTime local{make_date(2026, 1, 1)}; local < LocalTime{make_date(2027, 1, 1)};
         local += Minutes{10}) {
      const ResolvedTime resolved = resolve(id, local);
      if (resolved.kind == Kind::skipped) continue;
      ASSERT_EQ(to_local(id, resolved.instant), local) << to_text(local);
    }
  });
}

TEST(Zones, AnInstantIsRoundedDownToTheMinute) {
  EXPECT_EQ(to_local(ZoneId::paris, *parse_instant("2026-06-09T06:30:59.999999Z")),
            make_date(2026, 6, 9) + Minutes{510});
  EXPECT_EQ(to_local(ZoneId::guadeloupe, *parse_instant("1969-12-31T23:59:59.999999Z")),
            make_date(1969, 12, 31) + Minutes{1199});
}

TEST(Zones, EachTerritoryHasItsOwnAndMetropolitanFranceHasParis) {
  const std::map<std::string, ZoneId> overseas{
      {"971", ZoneId::guadeloupe},       {"972", ZoneId::martinique},   {"973", ZoneId::guyane},
      {"974", ZoneId::reunion},          {"975", ZoneId::miquelon},     {"976", ZoneId::mayotte},
      {"977", ZoneId::saint_barthelemy}, {"978", ZoneId::saint_martin}, {"986", ZoneId::wallis},
      {"987", ZoneId::tahiti},           {"988", ZoneId::noumea}};
  for (std::size_t index = 0; index < Departement::kCount; ++index) {
    const Departement where = Departement::from_index(index);
    const auto found = overseas.find(std::string{where.code()});
    EXPECT_EQ(zone_of(where), found == overseas.end() ? ZoneId::paris : found->second)
        << where.code();
  }
}

TEST(Zones, ANamelessInstantFarAwayStillHasAnOffset) {
  EXPECT_EQ(offset_at(ZoneId::paris, Instant::min()), Minutes{60});
  EXPECT_EQ(offset_at(ZoneId::paris, Instant::max()), Minutes{60});
  EXPECT_EQ(offset_at(ZoneId::miquelon, Instant::max()), Minutes{-180});
}

}  // namespace
}  // namespace creneau
