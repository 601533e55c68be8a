#pragma once
/// \file
/// The mail templates of the folder `templates`, as they are embedded by the build. Internal to
/// `creneau::text`.

#include <string_view>

namespace creneau::text {

extern const std::string_view k_notice_html_mustache;
extern const std::string_view k_notice_txt_mustache;

}  // namespace creneau::text
