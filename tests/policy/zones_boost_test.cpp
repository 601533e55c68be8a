#include <gmock/gmock.h>

#include <boost/date_time/local_time/local_time.hpp>

#include "creneau/model/iso_text.hpp"
#include "creneau/policy/zones.hpp"

namespace creneau {
namespace {

namespace blt = boost::local_time;
namespace bpt = boost::posix_time;
namespace bg = boost::gregorian;

/// Boost's local time at an instant.
LocalTime boost_local(const blt::time_zone_ptr& zone, Instant instant) {
  static const bpt::ptime kEpoch(bg::date(1970, 1, 1));
  const auto minutes = std::chrono::floor<Minutes>(instant.time_since_epoch()).count();
  const blt::local_date_time local(kEpoch + bpt::minutes(minutes), zone);
  return LocalTime{Minutes{(local.local_time() - kEpoch).total_seconds() / 60}};
}

void agrees_every_hour(ZoneId id, const char* boost_text, int year) {
  SCOPED_TRACE(std::string(boost_text) + " in " + std::to_string(year));
  const blt::time_zone_ptr zone(new blt::posix_time_zone(boost_text));
  const Instant end{make_date(year + 1, 1, 1).time_since_epoch()};
  for (Instant now{make_date(year, 1, 1).time_since_epoch()}; now < end;
       now += std::chrono::hours{1})
    ASSERT_EQ(to_local(id, now), boost_local(zone, now)) << to_text(now);
}

TEST(ZonesAndBoost, AgreeOnMetropolitanFrance) {
  for (const int year : {2000, 2026, 2038, 2099})
    agrees_every_hour(ZoneId::paris, "CET+01CEST+01,M3.5.0/02:00,M10.5.0/03:00", year);
}

TEST(ZonesAndBoost, AgreeOnSaintPierreEtMiquelonSince2007) {
  for (const int year : {2007, 2026, 2099})
    agrees_every_hour(ZoneId::miquelon, "PMST-03PMDT+01,M3.2.0/02:00,M11.1.0/02:00", year);
}

TEST(ZonesAndBoost, AgreeOnSaintPierreEtMiquelonBefore2007) {
  for (const int year : {2000, 2006})
    agrees_every_hour(ZoneId::miquelon, "PMST-03PMDT+01,M4.1.0/02:00,M10.5.0/02:00", year);
}

TEST(ZonesAndBoost, AgreeWhereTheClockNeverChanges) {
  agrees_every_hour(ZoneId::guadeloupe, "AST-04", 2026);
  agrees_every_hour(ZoneId::martinique, "AST-04", 2026);
  agrees_every_hour(ZoneId::guyane, "GFT-03", 2026);
  agrees_every_hour(ZoneId::reunion, "RET+04", 2026);
  agrees_every_hour(ZoneId::mayotte, "EAT+03", 2026);
  agrees_every_hour(ZoneId::saint_barthelemy, "AST-04", 2026);
  agrees_every_hour(ZoneId::saint_martin, "AST-04", 2026);
  agrees_every_hour(ZoneId::wallis, "WFT+12", 2026);
  agrees_every_hour(ZoneId::tahiti, "TAHT-10", 2026);
  agrees_every_hour(ZoneId::noumea, "NCT+11", 2026);
}

}  // namespace
}  // namespace creneau
