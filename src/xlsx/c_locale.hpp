#pragma once
/// \file
/// Numbers with a point, whatever language the host speaks.

#include <locale.h>

#include <clocale>

namespace creneau::xlsx {

/// While it lives, this thread formats numbers as C does: libxlsxwriter prints them by the locale,
/// and a French one would make the file unreadable. Other threads are not concerned. Not for code
/// of the host: its locale must be its own again before it is called.
class CLocale {
 public:
  CLocale() : locale_(newlocale(LC_ALL_MASK, "C", locale_t{})) {
    if (locale_ != locale_t{}) before_ = uselocale(locale_);
  }
  CLocale(const CLocale&) = delete;
  CLocale& operator=(const CLocale&) = delete;
  ~CLocale() {
    if (locale_ == locale_t{}) return;
    uselocale(before_);
    freelocale(locale_);
  }
  /// Whether it could be had; only memory can be wanting.
  [[nodiscard]] explicit operator bool() const noexcept { return locale_ != locale_t{}; }

 private:
  locale_t locale_;
  locale_t before_{};
};

}  // namespace creneau::xlsx
